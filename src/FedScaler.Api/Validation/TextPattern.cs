using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace FedScaler.Api.Validation;

/// <summary>Patterns of a schema, matched in linear time as RE2 does, so that no input can make one slow.</summary>
internal static class TextPattern
{
    private static readonly ConcurrentDictionary<string, Regex> Compiled = new();

    public static bool Matches(string pattern, string value)
    {
        var regex = Compiled.GetOrAdd(pattern, static text =>
            new Regex(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Regex.InfiniteMatchTimeout));
        // In .NET a $ lets one trailing line feed pass; in RE2 it does not.
        return !value.EndsWith('\n') && regex.IsMatch(value);
    }
}

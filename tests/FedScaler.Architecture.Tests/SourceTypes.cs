using System.Text.RegularExpressions;

namespace FedScaler.Architecture.Tests;

/// <summary>The top-level types that a file declares. Namespaces are file-scoped, so these begin in the first column.</summary>
internal static partial class SourceTypes
{
    public sealed record Declaration(string Name, string Kind, bool IsPublic, string Line);

    public static IReadOnlyList<Declaration> In(string file) =>
        [.. Repository.ReadLines(file)
            .Select(line => (Line: line, Match: Pattern().Match(line)))
            .Where(found => found.Match.Success)
            .Select(found => new Declaration(
                found.Match.Groups["name"].Value,
                found.Match.Groups["kind"].Value,
                found.Match.Groups["modifiers"].Value.Contains("public", StringComparison.Ordinal),
                found.Line))];

    [GeneratedRegex(@"^(?<modifiers>((public|internal|file|static|sealed|abstract|readonly|partial|ref|unsafe) )*)(?<kind>class|record struct|record class|record|struct|interface|enum|delegate [^(]*?)\s*\b(?<name>[A-Za-z_]\w*)\s*(<[^>]*>)?\s*(\(|:|$|;|\{|where\b)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Pattern();
}

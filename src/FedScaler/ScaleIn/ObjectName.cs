using System.Text.RegularExpressions;
using FedScaler.Api.Common;

namespace FedScaler.ScaleIns;

/// <summary>Names of objects, as every API server asks for them.</summary>
internal static partial class ObjectName
{
    private const int Longest = 253;

    /// <summary>What is wrong with a name; null where nothing is.</summary>
    public static string? Refusal(string name) =>
        name.Length is > 0 and <= Longest && Form().IsMatch(name) ? null : $"\"{name}\" is not a name: lower case letters, digits, '-' and '.' make one, up to {Longest} of them";

    [GeneratedRegex(Patterns.DnsSubdomain, RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}

namespace FedScaler.Api.Schema;

/// <summary>The one form of a CEL rule that holds a string to a pattern: written by the generator, read back by the validator.</summary>
internal static class TextRule
{
    private const string Start = "self.matches(r'";
    private const string End = "')";

    public static string Write(string pattern) => Start + pattern + End;

    /// <summary>The pattern, or null for a rule of another form.</summary>
    public static string? Read(string rule) =>
        rule.StartsWith(Start, StringComparison.Ordinal) && rule.IndexOf('\'', Start.Length) == rule.Length - End.Length && rule.EndsWith(End, StringComparison.Ordinal)
            ? rule[Start.Length..^End.Length]
            : null;
}

namespace FedScaler.Api.Schema;

/// <summary>
/// Bounds of a string, of the strings in a list, or of the values of a map. Every string has a greatest length: the API
/// server prices a CEL rule by the longest value that its schema lets in.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TextAttribute(int maxLength) : Attribute
{
    public int MaxLength { get; } = maxLength;

    public int MinLength { get; init; }

    /// <summary>RE2 syntax, as the API server reads it; empty for none.</summary>
    public string Pattern { get; init; } = "";

    /// <summary>What to write instead; the pattern then becomes a CEL rule, for the server tells of a pattern by the pattern alone.</summary>
    public string Message { get; init; } = "";
}

using System.Buffers;
using System.Text.Json;

namespace FedScaler.Kube.Projections;

/// <summary>Strings that come again and again (keys, namespaces, node names), kept once and read without making them anew.</summary>
public static class StringPool
{
    private const int LongestPooled = 256;
    private static readonly InternTable<string> Strings = new(64 * 1024);

    /// <summary>The string that the reader stands on, a value or a property's name.</summary>
    internal static string Read(ref Utf8JsonReader reader)
    {
        var bytes = reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length;
        if (bytes > LongestPooled) return reader.GetString()!;
        Span<char> text = stackalloc char[LongestPooled];
        return Intern(text[..reader.CopyString(text)]);
    }

    /// <summary>From a property's name to the string it holds; null stays null.</summary>
    internal static string? ReadValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.String => Read(ref reader),
            JsonTokenType.Null => null,
            _ => throw new JsonException("not a string"),
        };
    }

    /// <summary>A number's or string's text as it stands; quantities may be either.</summary>
    internal static string ReadScalar(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.String) return Read(ref reader);
        if (reader.TokenType is not JsonTokenType.Number) throw new JsonException("neither a string nor a number");
        return System.Text.Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan);
    }

    /// <summary>The string of this text that was seen before, or a new one; long ones are not worth keeping.</summary>
    public static string Intern(ReadOnlySpan<char> text) => text.Length > LongestPooled
        ? text.ToString()
        : Strings.Find(
            text, string.GetHashCode(text, StringComparison.Ordinal), static (known, wanted) => wanted.SequenceEqual(known), static wanted => wanted.ToString());
}

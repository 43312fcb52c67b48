using System.Globalization;
using System.Text.Json;

namespace FedScaler.Kube.Json;

/// <summary>Reads the timestamps that Go writes: up to nine fraction digits, of which a tick holds seven.</summary>
internal static class Rfc3339
{
    private const int LongestText = 64;
    private const int SecondsLength = 19;

    public static DateTimeOffset Read(ref Utf8JsonReader reader)
    {
        var length = reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length;
        if (reader.TokenType != JsonTokenType.String || length > LongestText) throw new JsonException("not an RFC 3339 time");
        Span<char> text = stackalloc char[LongestText];
        var written = reader.CopyString(text);
        return TryParse(text[..written], out var value) ? value : throw new JsonException("not an RFC 3339 time");
    }

    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset value)
    {
        value = default;
        if (text.Length <= SecondsLength || text[10] is not ('T' or 't')) return false;
        if (!DateTime.TryParseExact(text[..SecondsLength], "yyyy-MM-dd'T'HH:mm:ss", null, DateTimeStyles.None, out var seconds)) return false;
        var rest = text[SecondsLength..];
        if (!TryReadFraction(ref rest, out var ticks) || !TryReadOffset(rest, out var offset)) return false;
        var utc = seconds.Ticks + ticks - offset.Ticks;
        if (utc < DateTime.MinValue.Ticks || utc > DateTime.MaxValue.Ticks) return false;
        value = new DateTimeOffset(utc, TimeSpan.Zero);
        return true;
    }

    private static bool TryReadFraction(ref ReadOnlySpan<char> rest, out long ticks)
    {
        ticks = 0;
        if (rest[0] != '.') return true;
        var digits = 1;
        for (var unit = TimeSpan.TicksPerSecond / 10; digits < rest.Length && char.IsAsciiDigit(rest[digits]); digits++, unit /= 10)
            ticks += (rest[digits] - '0') * unit;
        rest = rest[digits..];
        return digits > 1;
    }

    private static bool TryReadOffset(ReadOnlySpan<char> text, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        if (text is "Z" or "z") return true;
        if (text.Length != 6 || text[0] is not ('+' or '-')) return false;
        if (!TimeSpan.TryParseExact(text[1..], "hh\\:mm", null, out var size)) return false;
        offset = text[0] == '-' ? -size : size;
        return true;
    }
}

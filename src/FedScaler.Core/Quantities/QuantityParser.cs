using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace FedScaler.Core.Quantities;

/// <summary>
/// Reads <c>[+-] digits [. digits] [suffix]</c>, the grammar in the comment of quantity.go. It is a little stricter than
/// Go's code, which takes "+" and "." for zero, and it refuses what Go silently caps at 2^63−1.
/// </summary>
internal static class QuantityParser
{
    // No API server prints more than about 30; the bound keeps the arithmetic below cheap for hostile input.
    private const int LongestText = 256;

    private const int DecimalPlacesOfNano = 9;
    private const string OutOfRange = "it is beyond 2^63-1, the largest that Kubernetes knows";

    private static readonly Int128 LargestNanos = (Int128)long.MaxValue * Quantity.NanosPerUnit;

    public static bool TryParse(ReadOnlySpan<char> text, out Quantity quantity, [NotNullWhen(false)] out string? problem)
    {
        quantity = default;
        if (text.IsEmpty)
            return Refuse("it is empty", out problem);
        if (text.Length > LongestText)
            return Refuse($"it is longer than {LongestText} characters", out problem);

        var negative = text[0] == '-';
        var rest = text[0] is '-' or '+' ? text[1..] : text;
        var whole = TakeDigits(ref rest);
        var fraction = TakeFraction(ref rest);
        if (whole.IsEmpty && fraction.IsEmpty)
            return Refuse("it has no digits", out problem);
        if (!QuantitySuffix.TryParse(rest, out var suffix, out problem))
            return false;
        if (!TryScale(whole.TrimStart('0'), fraction.TrimEnd('0'), suffix, out var nanos))
            return Refuse(OutOfRange, out problem);

        quantity = new Quantity(negative ? -nanos : nanos, suffix.Format);
        return true;
    }

    private static bool Refuse(string why, out string problem)
    {
        problem = why;
        return false;
    }

    private static ReadOnlySpan<char> TakeFraction(ref ReadOnlySpan<char> rest)
    {
        if (rest.IsEmpty || rest[0] != '.')
            return default;
        rest = rest[1..];
        return TakeDigits(ref rest);
    }

    private static ReadOnlySpan<char> TakeDigits(ref ReadOnlySpan<char> rest)
    {
        var length = rest.IndexOfAnyExceptInRange('0', '9');
        var digits = length < 0 ? rest : rest[..length];
        rest = rest[digits.Length..];
        return digits;
    }

    /// <summary>whole.fraction × suffix in nano-units, rounded up; false when it is out of range.</summary>
    private static bool TryScale(ReadOnlySpan<char> whole, ReadOnlySpan<char> fraction, QuantitySuffix suffix, out Int128 nanos)
    {
        var power = DecimalPlacesOfNano + suffix.Exponent - fraction.Length;
        return TryScaleSmall(whole, fraction, power, suffix.BinaryShift, out nanos)
            || TryScaleLarge(string.Concat(whole, fraction), power, suffix.BinaryShift, out nanos);
    }

    /// <summary>Nearly every quantity there is: exact in 128 bits, without a rest and without an allocation.</summary>
    private static bool TryScaleSmall(
        ReadOnlySpan<char> whole, ReadOnlySpan<char> fraction, int power, int shift, out Int128 nanos)
    {
        const int digitsOfInt64 = 18;
        nanos = 0;
        if (whole.Length + fraction.Length > digitsOfInt64 || power is < 0 or > digitsOfInt64)
            return false;

        var mantissa = 0L;
        foreach (var digit in whole)
            mantissa = (mantissa * 10) + (digit - '0');
        foreach (var digit in fraction)
            mantissa = (mantissa * 10) + (digit - '0');
        var factor = 1L;
        for (var i = 0; i < power; i++)
            factor *= 10;

        var bits = 128 - BitOperations.LeadingZeroCount((ulong)mantissa) - BitOperations.LeadingZeroCount((ulong)factor) + shift;
        if (bits >= 127)
            return false;
        nanos = ((Int128)mantissa * factor) << shift;
        return nanos <= LargestNanos;
    }

    private static bool TryScaleLarge(string digits, int power, int shift, out Int128 nanos)
    {
        nanos = 0;
        var mantissa = digits.Length == 0 ? BigInteger.Zero : BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        if (mantissa.IsZero)
            return true;

        // An exponent that outweighs every digit decides alone: no power of that size is ever computed.
        const int digitsOfAnything = LongestText + 64;
        if (power > digitsOfAnything)
            return false;
        if (power < -digitsOfAnything)
        {
            nanos = 1;
            return true;
        }

        var scaled = mantissa << shift;
        scaled = power >= 0
            ? scaled * BigInteger.Pow(10, power)
            : DivideUp(scaled, BigInteger.Pow(10, -power));
        if (scaled > LargestNanos)
            return false;
        nanos = (Int128)scaled;
        return true;
    }

    // "Some resources if you asked for some": a positive rest rounds up (quantity.go, ParseQuantity).
    private static BigInteger DivideUp(BigInteger value, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(value, divisor, out var rest);
        return rest.IsZero ? quotient : quotient + 1;
    }
}

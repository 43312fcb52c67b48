using System.Diagnostics.CodeAnalysis;

namespace FedScaler.Core.Quantities;

/// <summary>What follows a quantity's digits: a factor of 10^<paramref name="Exponent"/> × 2^<paramref name="BinaryShift"/>.</summary>
internal readonly record struct QuantitySuffix(int Exponent, int BinaryShift, QuantityFormat Format)
{
    // Large enough to decide any comparison with the digits, small enough never to overflow.
    private const int ExponentBound = 1_000_000;

    public static bool TryParse(ReadOnlySpan<char> text, out QuantitySuffix suffix, [NotNullWhen(false)] out string? problem)
    {
        problem = null;
        if (TryBinary(text, out suffix) || TryDecimal(text, out suffix) || TryExponent(text, out suffix))
            return true;
        problem = text[0] is 'e' or 'E'
            ? "its exponent is not e or E with a whole number"
            : "its suffix is none of n u m k M G T P E, Ki Mi Gi Ti Pi Ei, or an exponent";
        return false;
    }

    private static bool TryBinary(ReadOnlySpan<char> text, out QuantitySuffix suffix)
    {
        suffix = default;
        if (text.Length != 2 || text[1] != 'i')
            return false;
        var step = "KMGTPE".IndexOf(text[0], StringComparison.Ordinal);
        if (step < 0)
            return false;
        suffix = new QuantitySuffix(0, 10 * (step + 1), QuantityFormat.BinarySI);
        return true;
    }

    private static bool TryDecimal(ReadOnlySpan<char> text, out QuantitySuffix suffix)
    {
        suffix = default;
        if (text.IsEmpty)
            return true;
        // A space holds the place of the unit itself, which has no letter.
        var step = text.Length == 1 && text[0] != ' ' ? "num kMGTPE".IndexOf(text[0], StringComparison.Ordinal) : -1;
        if (step < 0)
            return false;
        suffix = new QuantitySuffix((3 * step) - 9, 0, QuantityFormat.DecimalSI);
        return true;
    }

    private static bool TryExponent(ReadOnlySpan<char> text, out QuantitySuffix suffix)
    {
        suffix = default;
        if (text[0] is not ('e' or 'E'))
            return false;
        var negative = text.Length > 1 && text[1] == '-';
        var digits = text.Length > 1 && text[1] is '-' or '+' ? text[2..] : text[1..];
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9'))
            return false;

        var exponent = 0;
        foreach (var digit in digits)
            exponent = Math.Min((exponent * 10) + (digit - '0'), ExponentBound);
        suffix = new QuantitySuffix(negative ? -exponent : exponent, 0, QuantityFormat.DecimalExponent);
        return true;
    }
}

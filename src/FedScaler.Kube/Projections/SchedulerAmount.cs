using System.Text.Json;

namespace FedScaler.Kube.Projections;

/// <summary>
/// A quantity as a whole number, rounded up, as Quantity.MilliValue and Quantity.Value do; what passes an int64 stays at
/// its end. The scheduler knows no finer.
/// </summary>
internal static class SchedulerAmount
{
    private const int MostDigits = 19;

    /// <exception cref="JsonException">Not a quantity, negative, or of more digits than an int64 has.</exception>
    public static long Parse(ReadOnlySpan<char> text, bool inMillis)
    {
        var at = text.Length > 0 && text[0] == '+' ? 1 : 0;
        Int128 mantissa = 0;
        var (digits, fraction, point) = (0, 0, false);
        for (; at < text.Length && (char.IsAsciiDigit(text[at]) || (text[at] == '.' && !point)); at++)
        {
            if (text[at] == '.')
            {
                point = true;
                continue;
            }

            mantissa = mantissa * 10 + (text[at] - '0');
            digits++;
            if (point) fraction++;
            if (mantissa > ulong.MaxValue) throw new JsonException("a quantity of too many digits");
        }

        if (digits is 0 or > 2 * MostDigits) throw new JsonException("not a quantity");
        var (power, shift) = Suffix(text[at..]);
        return Scale(mantissa << shift, power - fraction + (inMillis ? 3 : 0));
    }

    public static long Add(long a, long b) => a > long.MaxValue - b ? long.MaxValue : a + b;

    private static long Scale(Int128 value, int power)
    {
        if (value == 0) return 0;
        if (power > MostDigits) return long.MaxValue;
        for (; power > 0 && value <= long.MaxValue; power--) value *= 10;
        for (; power < 0; power++)
        {
            // Rounding up at each digit rounds up once in all.
            value = (value + 9) / 10;
            if (value == 1) return 1;
        }

        return value > long.MaxValue ? long.MaxValue : (long)value;
    }

    private static (int Power, int Shift) Suffix(ReadOnlySpan<char> suffix) => suffix switch
    {
        "" => (0, 0),
        "n" => (-9, 0),
        "u" => (-6, 0),
        "m" => (-3, 0),
        "k" => (3, 0),
        "M" => (6, 0),
        "G" => (9, 0),
        "T" => (12, 0),
        "P" => (15, 0),
        "E" => (18, 0),
        "Ki" => (0, 10),
        "Mi" => (0, 20),
        "Gi" => (0, 30),
        "Ti" => (0, 40),
        "Pi" => (0, 50),
        "Ei" => (0, 60),
        ['e' or 'E', .. var exponent] when int.TryParse(exponent, out var power) && Math.Abs(power) <= 99 => (power, 0),
        _ => throw new JsonException("a quantity with an unknown suffix"),
    };
}

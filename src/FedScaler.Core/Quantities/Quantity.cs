namespace FedScaler.Core.Quantities;

/// <summary>
/// An amount of a resource as Kubernetes writes it ("1500m", "340Gi", "2e3"): an exact count of nano-units, and the
/// family of suffixes it is printed with. Two quantities are equal when their amounts are, however they were written.
/// </summary>
/// <remarks>
/// What is parsed is within ±(2^63−1) units; a finer digit than nano is rounded away from zero
/// (k8s.io/apimachinery pkg/api/resource/quantity.go). A sum may go beyond that, up to the range of
/// <see cref="Int128"/> nano-units, which takes 10^10 of the largest quantities; past it, addition throws
/// <see cref="OverflowException"/> and never wraps.
/// </remarks>
public readonly struct Quantity : IEquatable<Quantity>, IComparable<Quantity>
{
    internal const long NanosPerUnit = 1_000_000_000;
    private const long NanosPerMilli = 1_000_000;

    public Quantity(Int128 nanos, QuantityFormat format = QuantityFormat.DecimalSI)
    {
        Nanos = nanos;
        Format = format;
    }

    public static Quantity Zero => default;

    /// <summary>The exact amount, in billionths of the unit (cores, bytes, pods).</summary>
    public Int128 Nanos { get; }

    public QuantityFormat Format { get; }

    public static Quantity FromUnits(Int128 units, QuantityFormat format = QuantityFormat.DecimalSI) =>
        new(checked(units * NanosPerUnit), format);

    public static Quantity FromMillis(Int128 millis, QuantityFormat format = QuantityFormat.DecimalSI) =>
        new(checked(millis * NanosPerMilli), format);

    /// <exception cref="QuantityFormatException">The text is not a quantity, or beyond ±(2^63−1).</exception>
    public static Quantity Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var quantity, out var problem) ? quantity : throw new QuantityFormatException(text, problem);
    }

    public static bool TryParse(ReadOnlySpan<char> text, out Quantity quantity) => TryParse(text, out quantity, out _);

    /// <param name="text">A quantity as the API writes it; a JSON number's text is one too.</param>
    /// <param name="quantity">The amount; zero when this returns false.</param>
    /// <param name="problem">What is wrong, in words; null when this returns true.</param>
    public static bool TryParse(
        ReadOnlySpan<char> text,
        out Quantity quantity,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out string? problem) =>
        QuantityParser.TryParse(text, out quantity, out problem);

    /// <summary>Whole units, rounded away from zero as Kubernetes' Value() does, held to the range of int64.</summary>
    public long ToUnits() => RoundedUp(NanosPerUnit);

    /// <summary>Thousandths, rounded away from zero as Kubernetes' MilliValue() does, held to the range of int64.</summary>
    public long ToMillis() => RoundedUp(NanosPerMilli);

    public int CompareTo(Quantity other) => Nanos.CompareTo(other.Nanos);

    public bool Equals(Quantity other) => Nanos == other.Nanos;

    public override bool Equals(object? obj) => obj is Quantity other && Equals(other);

    public override int GetHashCode() => Nanos.GetHashCode();

    /// <summary>The canonical form: no precision lost, no fraction, the largest suffix ("1500m", "1536Mi").</summary>
    public override string ToString() => QuantityPrinter.Print(this);

    public static bool operator ==(Quantity left, Quantity right) => left.Equals(right);

    public static bool operator !=(Quantity left, Quantity right) => !left.Equals(right);

    public static bool operator <(Quantity left, Quantity right) => left.Nanos < right.Nanos;

    public static bool operator <=(Quantity left, Quantity right) => left.Nanos <= right.Nanos;

    public static bool operator >(Quantity left, Quantity right) => left.Nanos > right.Nanos;

    public static bool operator >=(Quantity left, Quantity right) => left.Nanos >= right.Nanos;

    /// <exception cref="OverflowException">The sum is beyond the range of Int128 nano-units.</exception>
    public static Quantity operator +(Quantity left, Quantity right) =>
        new(checked(left.Nanos + right.Nanos), FormatOfSum(left, right));

    /// <exception cref="OverflowException">The difference is beyond the range of Int128 nano-units.</exception>
    public static Quantity operator -(Quantity left, Quantity right) =>
        new(checked(left.Nanos - right.Nanos), FormatOfSum(left, right));

    // A sum is printed like what it started from; zero has no opinion (quantity.go, Add).
    private static QuantityFormat FormatOfSum(Quantity left, Quantity right) =>
        left.Nanos == 0 ? right.Format : left.Format;

    private long RoundedUp(long nanosPerStep)
    {
        var (steps, rest) = Int128.DivRem(Nanos, nanosPerStep);
        var rounded = rest == 0 ? steps : steps + Int128.Sign(Nanos);
        return (long)Int128.Clamp(rounded, long.MinValue, long.MaxValue);
    }
}

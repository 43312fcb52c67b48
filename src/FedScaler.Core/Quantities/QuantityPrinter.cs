using System.Globalization;

namespace FedScaler.Core.Quantities;

/// <summary>Kubernetes' canonical form of a quantity (quantity.go, CanonicalizeBytes).</summary>
internal static class QuantityPrinter
{
    // Below this a binary quantity is printed as a decimal one: 512, not a fraction of a Ki.
    private const int SmallestBinary = 1024;

    private static readonly string[] DecimalSuffixes = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];
    private static readonly string[] BinarySuffixes = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];

    public static string Print(Quantity quantity)
    {
        if (quantity.Nanos == 0)
            return "0";
        var (units, fraction) = Int128.DivRem(quantity.Nanos, Quantity.NanosPerUnit);
        if (quantity.Format == QuantityFormat.BinarySI && fraction == 0 && Int128.Abs(units) >= SmallestBinary)
            return PrintBinary(units);
        return PrintDecimal(quantity.Nanos, quantity.Format == QuantityFormat.DecimalExponent);
    }

    private static string PrintBinary(Int128 units)
    {
        var step = 0;
        while (step < BinarySuffixes.Length - 1 && units % 1024 == 0)
        {
            units /= 1024;
            step++;
        }

        return Digits(units) + BinarySuffixes[step];
    }

    private static string PrintDecimal(Int128 nanos, bool asExponent)
    {
        var step = 0;
        while ((asExponent || step < DecimalSuffixes.Length - 1) && nanos % 1000 == 0)
        {
            nanos /= 1000;
            step++;
        }

        if (!asExponent)
            return Digits(nanos) + DecimalSuffixes[step];
        var exponent = (step * 3) - 9;
        return exponent == 0 ? Digits(nanos) : Digits(nanos) + "e" + exponent.ToString(CultureInfo.InvariantCulture);
    }

    private static string Digits(Int128 value) => value.ToString(CultureInfo.InvariantCulture);
}

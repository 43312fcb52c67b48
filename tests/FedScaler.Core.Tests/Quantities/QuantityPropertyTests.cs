using System.Globalization;
using System.Numerics;
using FedScaler.Core.Quantities;
using FsCheck;
using FsCheck.Fluent;

namespace FedScaler.Core.Tests.Quantities;

/// <summary>Held against an oracle that keeps every quantity as a fraction of two BigIntegers.</summary>
public sealed class QuantityPropertyTests
{
    private static readonly Dictionary<string, (BigInteger Up, BigInteger Down)> Factors = new(StringComparer.Ordinal)
    {
        ["n"] = (1, BigInteger.Pow(10, 9)),
        ["u"] = (1, BigInteger.Pow(10, 6)),
        ["m"] = (1, 1000),
        [""] = (1, 1),
        ["k"] = (1000, 1),
        ["M"] = (BigInteger.Pow(10, 6), 1),
        ["G"] = (BigInteger.Pow(10, 9), 1),
        ["T"] = (BigInteger.Pow(10, 12), 1),
        ["P"] = (BigInteger.Pow(10, 15), 1),
        ["E"] = (BigInteger.Pow(10, 18), 1),
        ["Ki"] = (1 << 10, 1),
        ["Mi"] = (1 << 20, 1),
        ["Gi"] = (1 << 30, 1),
        ["Ti"] = (BigInteger.One << 40, 1),
        ["Pi"] = (BigInteger.One << 50, 1),
        ["Ei"] = (BigInteger.One << 60, 1),
        ["e4"] = (BigInteger.Pow(10, 4), 1),
        ["E-5"] = (1, BigInteger.Pow(10, 5)),
    };

    private static readonly Config Thousands = Config.QuickThrowOnFailure.WithMaxTest(5000);

    private sealed record Written(string Sign, string Whole, string Fraction, string Suffix)
    {
        public string Text => Sign + Whole + (Fraction.Length > 0 ? "." + Fraction : "") + Suffix;

        /// <summary>Nano-units, rounded away from zero.</summary>
        public BigInteger Nanos
        {
            get
            {
                var (up, down) = Factors[Suffix];
                var dividend = BigInteger.Parse(Whole + Fraction, CultureInfo.InvariantCulture) * up * BigInteger.Pow(10, 9);
                var quotient = BigInteger.DivRem(dividend, down * BigInteger.Pow(10, Fraction.Length), out var rest);
                var rounded = rest.IsZero ? quotient : quotient + 1;
                return Sign == "-" ? -rounded : rounded;
            }
        }

        public bool InRange => BigInteger.Abs(Nanos) <= new BigInteger(long.MaxValue) * BigInteger.Pow(10, 9);
    }

    private static readonly Gen<Written> Writings =
        from sign in Gen.Elements("", "-", "+")
        from whole in Digits(1, 22)
        from fraction in Digits(0, 22)
        from suffix in Gen.Elements<string>([.. Factors.Keys])
        select new Written(sign, whole, fraction, suffix);

    private static Gen<string> Digits(int least, int most) =>
        from length in Gen.Choose(least, most)
        from digits in Gen.ArrayOf(Gen.Elements("0123456789".ToCharArray()), length)
        select new string(digits);

    [Fact]
    public void Parsing_agrees_with_exact_fractions_or_refuses_what_is_out_of_range() =>
        Check.One(Thousands, Prop.ForAll(Writings.ToArbitrary(), written =>
            Quantity.TryParse(written.Text, out var quantity)
                ? written.InRange && quantity.Nanos == (Int128)written.Nanos
                : !written.InRange));

    [Fact]
    public void What_is_printed_is_read_as_the_same_and_printed_as_the_same() =>
        Check.One(Thousands, Prop.ForAll(InRange(), written =>
        {
            var quantity = Quantity.Parse(written.Text);
            var again = Quantity.Parse(quantity.ToString());
            // A binary amount that is no multiple of 1024 has no suffix, and what has none is read as decimal (api/resource/quantity.go).
            var turned = again.ToString() != quantity.ToString();
            var stable = !turned || (written.Suffix.EndsWith('i') && char.IsAsciiDigit(quantity.ToString()[^1]) && Quantity.Parse(again.ToString()).ToString() == again.ToString());
            return again == quantity && stable && !quantity.ToString().Contains('.', StringComparison.Ordinal);
        }));

    [Fact]
    public void The_order_is_that_of_the_exact_amounts() =>
        Check.One(Thousands, Prop.ForAll(InRange(), InRange(), (left, right) =>
            Quantity.Parse(left.Text).CompareTo(Quantity.Parse(right.Text)) == left.Nanos.CompareTo(right.Nanos)));

    [Fact]
    public void Sums_and_differences_are_exact() =>
        Check.One(Thousands, Prop.ForAll(InRange(), InRange(), (left, right) =>
            (Quantity.Parse(left.Text) + Quantity.Parse(right.Text)).Nanos == (Int128)(left.Nanos + right.Nanos)
            && (Quantity.Parse(left.Text) - Quantity.Parse(right.Text)).Nanos == (Int128)(left.Nanos - right.Nanos)));

    [Fact]
    public void No_text_whatever_makes_parsing_throw() =>
        Check.One(Thousands, Prop.ForAll(
            Gen.ArrayOf(Gen.Elements("0123456789.eEinumkKMGTP+- _x".ToCharArray())).ToArbitrary(),
            text => Quantity.TryParse(text, out _, out var problem) == (problem is null)));

    private static Arbitrary<Written> InRange() => Writings.Where(written => written.InRange).ToArbitrary();
}

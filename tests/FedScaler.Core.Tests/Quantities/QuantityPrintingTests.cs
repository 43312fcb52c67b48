using FedScaler.Core.Quantities;

namespace FedScaler.Core.Tests.Quantities;

public sealed class QuantityPrintingTests
{
    [Theory]
    // The examples in the comment of quantity.go.
    [InlineData("1.5", "1500m")]
    [InlineData("1.5Gi", "1536Mi")]
    // The rest of its rules: no fraction, the largest suffix, zero is bare, small binaries are decimal.
    [InlineData("0Gi", "0")]
    [InlineData("-0.0", "0")]
    [InlineData("1000", "1k")]
    [InlineData("1000000", "1M")]
    [InlineData("1001", "1001")]
    [InlineData("0.001", "1m")]
    [InlineData("0.0001", "100u")]
    [InlineData("0.000000001", "1n")]
    [InlineData("-1500m", "-1500m")]
    [InlineData("1024", "1024")]
    [InlineData("1024Ki", "1Mi")]
    [InlineData("0.5Ki", "512")]
    [InlineData("-0.5Ki", "-512")]
    [InlineData("1.0001Ki", "1024102400u")]
    [InlineData("1025Ki", "1025Ki")]
    [InlineData("7Ei", "7Ei")]
    [InlineData("1e3", "1e3")]
    [InlineData("1500e0", "1500")]
    [InlineData("1.5e3", "1500")]
    [InlineData("12e7", "120e6")]
    [InlineData("15e-4", "1500e-6")]
    [InlineData("1E", "1E")]
    [InlineData("1E18", "1e18")]
    public void The_printed_form_is_the_canonical_one_of_Kubernetes(string text, string canonical) =>
        Quantity.Parse(text).ToString().ShouldBe(canonical);

    [Fact]
    public void A_sum_beyond_the_largest_suffix_keeps_it()
    {
        (Quantity.Parse("7Ei") + Quantity.Parse("7Ei")).ToString().ShouldBe("14Ei");
        (Quantity.Parse("9E") + Quantity.Parse("1E")).ToString().ShouldBe("10E");
        Quantity.FromUnits((Int128)1_000_000_000_000_000_000 * 2000).ToString().ShouldBe("2000E");
        Quantity.FromUnits((Int128)1_000_000_000_000_000_000 * 2000, QuantityFormat.DecimalExponent).ToString().ShouldBe("2e21");
        Quantity.FromUnits((Int128)1 << 70, QuantityFormat.BinarySI).ToString().ShouldBe("1024Ei");
    }
}

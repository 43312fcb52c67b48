using System.Globalization;
using FedScaler.Core.Quantities;

namespace FedScaler.Core.Tests.Quantities;

public sealed class QuantityParsingTests
{
    [Theory]
    // Every suffix, as the API concepts page of Kubernetes lists them.
    [InlineData("1n", "1")]
    [InlineData("1u", "1000")]
    [InlineData("1m", "1000000")]
    [InlineData("1", "1000000000")]
    [InlineData("1k", "1000000000000")]
    [InlineData("1M", "1000000000000000")]
    [InlineData("1G", "1000000000000000000")]
    [InlineData("1T", "1000000000000000000000")]
    [InlineData("1P", "1000000000000000000000000")]
    [InlineData("1E", "1000000000000000000000000000")]
    [InlineData("1Ki", "1024000000000")]
    [InlineData("1Mi", "1048576000000000")]
    [InlineData("1Gi", "1073741824000000000")]
    [InlineData("1Ti", "1099511627776000000000")]
    [InlineData("1Pi", "1125899906842624000000000")]
    [InlineData("1Ei", "1152921504606846976000000000")]
    [InlineData("12e6", "12000000000000000")]
    [InlineData("12E6", "12000000000000000")]
    [InlineData("12E+6", "12000000000000000")]
    [InlineData("12e-6", "12000")]
    [InlineData("0e999999999999", "0")]
    // Signs, points and leading zeros.
    [InlineData("+1.5", "1500000000")]
    [InlineData("-1.5", "-1500000000")]
    [InlineData("-0", "0")]
    [InlineData(".5Gi", "536870912000000000")]
    [InlineData("1.Gi", "1073741824000000000")]
    [InlineData("00012", "12000000000")]
    [InlineData("0.1", "100000000")]
    // Both ends of the range.
    [InlineData("9223372036854775807", "9223372036854775807000000000")]
    [InlineData("-9223372036854775807", "-9223372036854775807000000000")]
    // Finer than nano: away from zero.
    [InlineData("0.1n", "1")]
    [InlineData("-0.1n", "-1")]
    [InlineData("1.0000000001", "1000000001")]
    [InlineData("1e-400", "1")]
    [InlineData("0.00000000000000000000000000000000001Ki", "1")]
    public void A_quantity_is_read_exactly(string text, string nanos) =>
        Quantity.Parse(text).Nanos.ShouldBe(Int128.Parse(nanos, CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("", "empty")]
    [InlineData("-", "no digits")]
    [InlineData(".", "no digits")]
    [InlineData("Gi", "no digits")]
    [InlineData("--1", "no digits")]
    [InlineData("1 Gi", "suffix")]
    [InlineData("1gi", "suffix")]
    [InlineData("1ki", "suffix")]
    [InlineData("1mi", "suffix")]
    [InlineData("1K", "suffix")]
    [InlineData("1 ", "suffix")]
    [InlineData("1GiB", "suffix")]
    [InlineData("1.2.3", "suffix")]
    [InlineData("1_000", "suffix")]
    [InlineData("0x10", "suffix")]
    [InlineData("NaN", "no digits")]
    [InlineData("١", "no digits")]
    [InlineData("1e", "exponent")]
    [InlineData("1e+", "exponent")]
    [InlineData("1e1.5", "exponent")]
    [InlineData("1e3Ki", "exponent")]
    [InlineData("1e999", "2^63-1")]
    [InlineData("1e99999999999999999999", "2^63-1")]
    [InlineData("9223372036854775808", "2^63-1")]
    [InlineData("-9223372036854775808", "2^63-1")]
    [InlineData("8Ei", "2^63-1")]
    [InlineData("10E", "2^63-1")]
    public void What_is_no_quantity_is_refused_and_the_error_says_why(string text, string why)
    {
        Quantity.TryParse(text, out var quantity, out var problem).ShouldBeFalse();
        quantity.ShouldBe(Quantity.Zero);
        problem.ShouldNotBeNull().ShouldContain(why);
        var error = Should.Throw<QuantityFormatException>(() => Quantity.Parse(text));
        error.Message.ShouldContain($"'{text}'");
        error.Message.ShouldContain(why);
    }

    [Fact]
    public void A_text_without_end_is_refused_without_being_repeated()
    {
        var error = Should.Throw<QuantityFormatException>(() => Quantity.Parse(new string('9', 1_000_000)));
        error.Problem.ShouldContain("longer than 256");
        error.Message.Length.ShouldBeLessThan(200);
    }

    [Fact]
    public void The_longest_text_that_is_read_is_read_exactly()
    {
        var text = "1." + new string('0', 253) + "1";
        Quantity.Parse(text).Nanos.ShouldBe(1_000_000_001);
        Quantity.Parse(new string('0', 255) + "7").ToUnits().ShouldBe(7);
    }
}

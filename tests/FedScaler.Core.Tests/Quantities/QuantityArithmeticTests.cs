using FedScaler.Core.Quantities;

namespace FedScaler.Core.Tests.Quantities;

public sealed class QuantityArithmeticTests
{
    [Fact]
    public void A_sum_is_exact_where_a_double_is_not()
    {
        (Quantity.Parse("0.1") + Quantity.Parse("0.2")).ShouldBe(Quantity.Parse("0.3"));
        (Quantity.Parse("9007199254740992") + Quantity.Parse("1")).ToUnits().ShouldBe(9007199254740993);
    }

    [Fact]
    public void Amounts_are_equal_however_they_are_written()
    {
        var binary = Quantity.Parse("1Gi");
        var plain = Quantity.Parse("1073741824");
        binary.ShouldBe(plain);
        (binary == plain).ShouldBeTrue();
        binary.GetHashCode().ShouldBe(plain.GetHashCode());
        binary.ToString().ShouldNotBe(plain.ToString());
    }

    [Fact]
    public void A_sum_is_printed_like_what_it_started_from_and_zero_has_no_opinion()
    {
        (Quantity.Parse("1Gi") + Quantity.Parse("1024")).ToString().ShouldBe("1048577Ki");
        (Quantity.Zero + Quantity.Parse("2Gi")).ToString().ShouldBe("2Gi");
        (Quantity.Parse("2Gi") - Quantity.Parse("1Gi")).ToString().ShouldBe("1Gi");
    }

    [Fact]
    public void A_sum_out_of_range_throws_and_never_wraps()
    {
        var most = new Quantity(Int128.MaxValue);
        var least = new Quantity(Int128.MinValue);
        var one = new Quantity(1);
        Should.Throw<OverflowException>(() => most + one);
        Should.Throw<OverflowException>(() => least - one);
        Should.Throw<OverflowException>(() => Quantity.FromUnits(Int128.MaxValue));
        Should.Throw<OverflowException>(() => Quantity.FromMillis(Int128.MaxValue));
    }

    [Theory]
    [InlineData("1500m", 2, 1500)]
    [InlineData("-1500m", -2, -1500)]
    [InlineData("1u", 1, 1)]
    [InlineData("2", 2, 2000)]
    [InlineData("0", 0, 0)]
    [InlineData("9223372036854775807", long.MaxValue, long.MaxValue)]
    [InlineData("-9223372036854775807", -long.MaxValue, long.MinValue)]
    public void Whole_units_round_away_from_zero_and_stop_at_the_range(string text, long units, long millis)
    {
        Quantity.Parse(text).ToUnits().ShouldBe(units);
        Quantity.Parse(text).ToMillis().ShouldBe(millis);
    }

    [Fact]
    public void The_comparison_operators_agree()
    {
        var small = Quantity.Parse("999m");
        var large = Quantity.Parse("1");
        (small < large && small <= large && large > small && large >= small && small != large).ShouldBeTrue();
        (small > large || small >= large || small == large).ShouldBeFalse();
        small.CompareTo(large).ShouldBeNegative();
    }
}

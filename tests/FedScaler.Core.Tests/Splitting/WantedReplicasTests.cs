using FedScaler.Core.Splitting;

namespace FedScaler.Core.Tests.Splitting;

public sealed class WantedReplicasTests
{
    private static readonly HpaObservation AtMax = new() { MaxReplicas = 10, CurrentReplicas = 10, DesiredReplicas = 10, LimitedByMax = true };

    [Fact]
    public void Without_an_HPA_a_member_wants_what_it_runs() => WantedReplicas.Of(null, 7).ShouldBe(7);

    [Fact]
    public void An_HPA_that_does_not_scale_says_nothing_of_demand() =>
        WantedReplicas.Of(AtMax with { Inactive = true }, 7).ShouldBe(7);

    [Fact]
    public void Below_its_maximum_it_wants_what_the_HPA_desires() =>
        WantedReplicas.Of(new() { MaxReplicas = 10, CurrentReplicas = 4, DesiredReplicas = 6, Metrics = [new(900, 100)] }, 4).ShouldBe(6);

    [Fact]
    public void At_its_maximum_without_being_limited_it_wants_just_that() =>
        WantedReplicas.Of(AtMax with { LimitedByMax = false }, 10).ShouldBe(10);

    [Theory]
    [InlineData(240, 80, 30)]
    [InlineData(81, 80, 10)]
    [InlineData(88, 80, 10)]
    [InlineData(89, 80, 12)]
    [InlineData(20, 80, 10)]
    public void At_its_maximum_the_HPAs_own_formula_tells(int value, int target, int wanted) =>
        WantedReplicas.Of(AtMax with { Metrics = [new(value, target)] }, 10).ShouldBe(wanted);

    [Fact]
    public void The_largest_over_the_metrics_counts() =>
        WantedReplicas.Of(AtMax with { Metrics = [new(120, 80), new(50, 10), new(5, 10)] }, 10).ShouldBe(50);

    [Fact]
    public void Its_own_tolerance_counts() =>
        WantedReplicas.Of(AtMax with { Metrics = [new(88, 80)], ToleranceMilli = 50 }, 10).ShouldBe(11);

    [Fact]
    public void A_saturated_member_whose_metrics_say_nothing_wants_the_double()
    {
        WantedReplicas.Of(AtMax, 10).ShouldBe(20);
        WantedReplicas.Of(AtMax with { Metrics = [new(120, 80)], MetricsIncomplete = true }, 10).ShouldBe(20);
        WantedReplicas.Of(AtMax, int.MaxValue).ShouldBe(int.MaxValue);
        WantedReplicas.Of(AtMax, 0).ShouldBe(10);
    }

    [Fact]
    public void Readings_of_any_size_end_at_the_largest_count()
    {
        WantedReplicas.Of(AtMax with { Metrics = [new(Int128.MaxValue, 1)] }, 10).ShouldBe(int.MaxValue);
        WantedReplicas.Of(AtMax with { Metrics = [new(Int128.MaxValue, Int128.MaxValue)] }, 10).ShouldBe(10);
        WantedReplicas.Of(AtMax with { Metrics = [new(Int128.MinValue, Int128.MaxValue)] }, 10).ShouldBe(10);
        WantedReplicas.Of(AtMax with { CurrentReplicas = int.MaxValue, Metrics = [new(long.MaxValue, 1)] }, 10).ShouldBe(int.MaxValue);
    }

    [Fact]
    public void A_target_of_zero_says_nothing() =>
        WantedReplicas.Of(AtMax with { Metrics = [new(50, 0)] }, 10).ShouldBe(10);
}

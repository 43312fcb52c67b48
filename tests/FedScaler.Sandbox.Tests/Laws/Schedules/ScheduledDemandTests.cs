using FedScaler.Api.Common;
using FedScaler.Api.CronHpas;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Laws.Schedules;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Laws.Schedules;

public sealed class ScheduledDemandTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_windows_that_overlap_the_highest_floor_and_the_lowest_ceiling_hold() =>
        Of(Window(min: 10, max: 50), Window(min: 20, max: 40), Window(max: 45)).Bounds(6, 60).ShouldBe((20, 40));

    [Fact]
    public void A_floor_above_the_max_comes_to_the_max() => Of(Window(min: 80)).Bounds(6, 60).ShouldBe((60, 60));

    [Fact]
    public void With_raiseMax_the_max_goes_up_with_it() => Of(Window(min: 80, raise: true)).Bounds(6, 60).ShouldBe((80, 80));

    [Fact]
    public void A_ceiling_raises_the_max_only_with_raiseMax()
    {
        Of(Window(max: 90, raise: true)).Bounds(6, 60).ShouldBe((6, 90));
        Of(Window(max: 90)).Bounds(6, 60).ShouldBe((6, 60));
        Of(Window(min: 10, raise: true)).Bounds(6, 60).ShouldBe((10, 60));
    }

    [Fact]
    public void A_floor_wins_over_a_ceiling() => Of(Window(min: 40), Window(max: 20)).Bounds(6, 60).ShouldBe((40, 40));

    [Fact]
    public void Of_rules_without_an_end_the_last_to_fire_holds_and_of_two_at_once_the_higher()
    {
        var nine = new ScheduleRule { Name = "nine", Schedule = "0 9 * * *", Replicas = 20 };
        Of(nine, new ScheduleRule { Name = "night", Schedule = "0 22 * * *", Replicas = 4 }).Count.ShouldBe(20);
        Of(nine, new ScheduleRule { Name = "also", Schedule = "0 9 * * *", Replicas = 7 }).Count.ShouldBe(20);
        Of(nine, new ScheduleRule { Name = "later", Schedule = "0 10 * * *", Replicas = 7 }).Count.ShouldBe(7);
    }

    [Fact]
    public void A_window_goes_before_a_rule_without_an_end()
    {
        var nine = new ScheduleRule { Name = "nine", Schedule = "0 9 * * *", Replicas = 20 };
        Of(nine, new ScheduleRule { Name = "lunch", Schedule = "0 12 * * *", Duration = "1h", Replicas = 8 }).Count.ShouldBe(8);
    }

    [Fact]
    public void What_is_suspended_asks_for_nothing() => Of(Window(min: 40) with { Suspend = true }).Bounds(6, 60).ShouldBe((6, 60));

    private static ScheduleRule Window(int? min = null, int? max = null, bool raise = false) =>
        new() { Name = "r", Schedule = "0 9 * * *", End = "0 17 * * *", MinReplicas = min, MaxReplicas = max, RaiseMax = raise };

    /// <summary>Each rule in a CronHPA of its own.</summary>
    private static ScheduledDemand Of(params ScheduleRule[] rules) => new(
        rules.Select(static (rule, i) => new ScheduleRecord(
            new ObjectKey("shop", $"s{i}"),
            new CronHpaSpec { ScaleTargetRef = new ScaleTargetRef { ApiVersion = "fedscaler.io/v1alpha1", Kind = "FedHPA", Name = "web" }, Rules = [rule] })),
        Noon);
}

using FedScaler.Core.Scheduling;

namespace FedScaler.Core.Tests.Scheduling;

/// <summary>All on a target with its own minimum of 3 and maximum of 50.</summary>
public sealed class ScheduledBoundsTests
{
    [Fact]
    public void Without_rules_the_targets_own_bounds_hold()
    {
        var bounds = Of();
        (bounds.Min, bounds.Max, bounds.MinBy, bounds.MaxBy).ShouldBe((3, 50, null, null));
        bounds.Clamped.ShouldBeEmpty();
        bounds.FloorOverCeiling.ShouldBeNull();
        bounds.Remarks.ShouldBeEmpty();
    }

    [Fact]
    public void The_highest_floor_and_the_lowest_ceiling_hold_and_tell_whose_they_are()
    {
        var bounds = Of(Rule("a", 10, 40), Rule("b", 20, null), Rule("c", 5, 30), Rule("d", null, 45));
        (bounds.Min, bounds.MinBy, bounds.Max, bounds.MaxBy).ShouldBe((20, "peak/b", 30, "peak/c"));
    }

    [Fact]
    public void A_floor_below_the_targets_own_changes_nothing() => Of(Rule("a", 1, null)).ShouldSatisfyAllConditions(
        bounds => bounds.Min.ShouldBe(3),
        bounds => bounds.MinBy.ShouldBeNull());

    // Karmada fails such a write and waits for tomorrow; its own example of it never worked.
    [Fact]
    public void A_floor_above_the_maximum_is_clamped_and_told()
    {
        var bounds = Of(Rule("a", 1000, null));
        (bounds.Min, bounds.Max).ShouldBe((50, 50));
        bounds.Clamped.ShouldBe([new ClampedFloor("peak/a", 1000, 50)]);
        bounds.Remarks.ShouldHaveSingleItem().ShouldBe("peak/a asks for at least 1000, which is above the maximum; it gets 50 (raiseMax would raise the maximum)");
    }

    [Fact]
    public void A_rule_that_raises_the_maximum_gets_its_floor()
    {
        var bounds = Of(Rule("a", 60, 80, raises: true));
        (bounds.Min, bounds.Max, bounds.MaxBy).ShouldBe((60, 80, "peak/a"));
        bounds.Clamped.ShouldBeEmpty();
    }

    [Fact]
    public void Without_a_ceiling_it_raises_the_maximum_to_its_floor_and_never_lowers_it()
    {
        var bounds = Of(Rule("a", 60, null, raises: true));
        (bounds.Min, bounds.Max, bounds.MaxBy).ShouldBe((60, 60, "peak/a"));
        bounds = Of(Rule("a", 20, null, raises: true));
        (bounds.Min, bounds.Max, bounds.MaxBy).ShouldBe((20, 50, null));
    }

    [Fact]
    public void A_rule_that_may_raise_lowers_where_its_ceiling_is_below() =>
        Of(Rule("a", null, 30, raises: true)).Max.ShouldBe(30);

    [Fact]
    public void A_floor_above_the_ceiling_of_its_own_rule_is_clamped_to_it()
    {
        var bounds = Of(Rule("a", 90, 80, raises: true));
        (bounds.Min, bounds.Max).ShouldBe((80, 80));
        bounds.Clamped.ShouldBe([new ClampedFloor("peak/a", 90, 80)]);
    }

    [Fact]
    public void Of_two_that_raise_the_lowest_ceiling_holds() =>
        Of(Rule("a", null, 100, raises: true), Rule("b", null, 80, raises: true)).Max.ShouldBe(80);

    [Fact]
    public void A_ceiling_above_the_maximum_raises_nothing_and_hinders_nobody_who_does()
    {
        Of(Rule("a", null, 200)).Max.ShouldBe(50);
        Of(Rule("a", null, 200), Rule("b", null, 100, raises: true)).Max.ShouldBe(100);
        Of(Rule("a", null, 70), Rule("b", null, 100, raises: true)).Max.ShouldBe(70);
    }

    [Fact]
    public void A_floor_wins_over_a_ceiling_and_says_so()
    {
        var bounds = Of(Rule("a", 40, null), Rule("b", null, 30));
        (bounds.Min, bounds.Max).ShouldBe((40, 40));
        bounds.FloorOverCeiling.ShouldBe(new FloorOverCeiling("peak/a", 40, "peak/b", 30));
        bounds.Remarks.ShouldHaveSingleItem().ShouldBe("the floor of 40 (peak/a) wins over the ceiling of 30 (peak/b)");
    }

    [Fact]
    public void The_targets_own_minimum_wins_over_a_ceiling_too()
    {
        var bounds = Of(Rule("a", null, 2));
        (bounds.Min, bounds.Max).ShouldBe((3, 3));
        bounds.FloorOverCeiling.ShouldBe(new FloorOverCeiling(null, 3, "peak/a", 2));
        bounds.Remarks.ShouldHaveSingleItem().ShouldBe("the floor of 3 (minReplicas) wins over the ceiling of 2 (peak/a)");
    }

    // Ali's controller raises an HPA's max for a floor and never takes it back.
    [Fact]
    public void When_its_window_is_over_a_raised_maximum_is_the_targets_own_again()
    {
        var schedule = Rules.Window("0 9 * * *", "0 18 * * *", effect: new ScheduleEffect.Bounds(90, 90, RaisesMax: true)).In();
        ScheduledBounds.Of(3, 50, Schedules.At([schedule], Fires.At("2026-03-02T17:59Z")).Active).Max.ShouldBe(90);
        var after = ScheduledBounds.Of(3, 50, Schedules.At([schedule], Fires.At("2026-03-02T18:00Z")).Active);
        (after.Min, after.Max).ShouldBe((3, 50));
    }

    [Fact]
    public void A_rule_that_counts_says_nothing_about_bounds() =>
        ScheduledBounds.Of(3, 50, Rules.Active(Rules.OpenEnded("0 9 * * *", 20))).Min.ShouldBe(3);

    private static ScheduledBounds Of(params ScheduledRule[] rules) => ScheduledBounds.Of(3, 50, Rules.Active(rules));

    private static ScheduledRule Rule(string name, int? floor, int? ceiling, bool raises = false) =>
        Rules.Window("0 9 * * *", "0 18 * * *", name: name, effect: new ScheduleEffect.Bounds(floor, ceiling, raises));
}

using FedScaler.Core.Scheduling;

namespace FedScaler.Core.Tests.Scheduling;

/// <summary>Rules without an end: the one that fired last holds, over all schedules of the target.</summary>
public sealed class OpenEndedRuleTests
{
    private static readonly Schedule Day = Rules.Schedule("day", Rules.OpenEnded("0 9 * * *", 20, "nine"), Rules.OpenEnded("0 22 * * *", 4, "evening"));

    [Fact]
    public void The_rule_that_fired_last_holds()
    {
        Rules.ActiveAt("2026-03-02T09:00Z", Day).ShouldBe(["day/nine"]);
        Rules.ActiveAt("2026-03-02T21:59:59Z", Day).ShouldBe(["day/nine"]);
        Rules.ActiveAt("2026-03-02T22:00Z", Day).ShouldBe(["day/evening"]);
        Rules.ActiveAt("2026-03-03T08:59Z", Day).ShouldBe(["day/evening"]);
    }

    [Fact]
    public void It_has_no_end_of_its_own_and_ends_when_another_fires()
    {
        Schedules.At([Day], Fires.At("2026-03-02T12:00Z")).Active.ShouldHaveSingleItem().Until.ShouldBeNull();
        Rules.Transitions("2026-03-02T00:00Z", "2026-03-02T23:00Z", Day).ShouldBe(
        [
            "2026-03-02T09:00+00:00 Start day/nine",
            "2026-03-02T09:00+00:00 End day/evening",
            "2026-03-02T22:00+00:00 Start day/evening",
            "2026-03-02T22:00+00:00 End day/nine",
        ]);
    }

    [Fact]
    public void A_rule_that_fires_again_starts_anew_and_does_not_end()
    {
        var alone = Rules.OpenEnded("0 9 * * *", 20).In("day");
        Rules.Transitions("2026-03-02T00:00Z", "2026-03-03T23:00Z", alone).ShouldBe(
            ["2026-03-02T09:00+00:00 Start day/count", "2026-03-03T09:00+00:00 Start day/count"]);
        Schedules.At([alone], Fires.At("2026-03-03T12:00Z")).Active.ShouldHaveSingleItem().Since.ShouldBe(Fires.At("2026-03-03T09:00Z"));
    }

    [Fact]
    public void A_rule_of_another_schedule_supersedes_it()
    {
        var sale = Rules.OpenEnded("0 12 2 3 *", 50, "sale").In("promo");
        Rules.ActiveAt("2026-03-02T11:59Z", Day, sale).ShouldBe(["day/nine"]);
        Rules.ActiveAt("2026-03-02T12:00Z", Day, sale).ShouldBe(["promo/sale"]);
        Rules.ActiveAt("2026-03-02T22:00Z", Day, sale).ShouldBe(["day/evening"]);
        Rules.Transitions("2026-03-02T10:00Z", "2026-03-02T22:00Z", Day, sale).ShouldBe(
        [
            "2026-03-02T12:00+00:00 Start promo/sale",
            "2026-03-02T12:00+00:00 End day/nine",
            "2026-03-02T22:00+00:00 Start day/evening",
            "2026-03-02T22:00+00:00 End promo/sale",
        ]);
    }

    [Fact]
    public void A_suspended_rule_leaves_the_one_before_it_in_force()
    {
        var suspended = Day with { Rules = [Day.Rules[0], Day.Rules[1] with { Suspended = true }] };
        Rules.ActiveAt("2026-03-02T23:00Z", suspended).ShouldBe(["day/nine"]);
    }

    [Fact]
    public void On_an_excluded_date_the_rule_before_it_stays_in_force()
    {
        var excluded = Day with { Excluded = [Rules.Range("2026-03-02")] };
        Rules.ActiveAt("2026-03-02T12:00Z", excluded).ShouldBe(["day/evening"]);
        Schedules.At([excluded], Fires.At("2026-03-02T12:00Z")).Active[0].Since.ShouldBe(Fires.At("2026-03-01T22:00Z"));
        Schedules.At([excluded], Fires.At("2026-03-02T12:00Z")).Next!.Time.ShouldBe(Fires.At("2026-03-03T09:00Z"));
    }

    [Fact]
    public void Lead_time_lets_it_take_over_earlier()
    {
        var early = Day with { Rules = [Day.Rules[0].Ahead(TimeSpan.FromMinutes(15)), Day.Rules[1]] };
        Rules.ActiveAt("2026-03-02T08:45Z", early).ShouldBe(["day/nine"]);
        Rules.ActiveAt("2026-03-02T08:44Z", early).ShouldBe(["day/evening"]);
    }

    // Karmada and Ali let a race decide, and the last write win.
    [Fact]
    public void Of_two_that_fire_at_the_same_instant_the_one_that_asks_for_more_holds_in_whatever_order_they_are_written()
    {
        var few = Rules.OpenEnded("0 9 * * *", 4, "few");
        var many = Rules.OpenEnded("0 9 * * MON", 20, "many");
        foreach (var schedules in new[] { [few.In("a"), many.In("b")], new[] { many.In("a"), few.In("b") }, [Rules.Schedule("a", few, many)] })
        {
            Schedules.At([.. schedules], Fires.At("2026-03-02T10:00Z")).Active.ShouldHaveSingleItem().Rule.Name.ShouldBe("many");
            Schedules.At([.. schedules], Fires.At("2026-03-02T08:00Z")).Next!.Rule.ShouldBe("many");
            Schedules.Transitions([.. schedules], Fires.At("2026-03-02T08:00Z"), Fires.At("2026-03-02T09:00Z"))
                .Select(transition => $"{transition.Edge} {transition.Rule}").ShouldBe(["Start many", "End few"]);
        }
    }

    [Fact]
    public void Of_two_equals_the_name_decides_so_that_every_observer_picks_the_same()
    {
        var one = Rules.OpenEnded("0 9 * * *", 4, "one");
        Rules.ActiveAt("2026-03-02T10:00Z", one.In("b"), one.In("a")).ShouldBe(["a/one"]);
        Rules.ActiveAt("2026-03-02T10:00Z", one.In("a"), one.In("b")).ShouldBe(["a/one"]);
    }

    [Fact]
    public void Windows_are_in_force_beside_it()
    {
        var noon = Rules.Window("0 12 * * *", "0 13 * * *", name: "noon", effect: new ScheduleEffect.Count(30));
        var state = Schedules.At([Day, noon.In("lunch")], Fires.At("2026-03-02T12:30Z"));
        state.Active.Select(window => window.Id).ShouldBe(["lunch/noon", "day/nine"]);
        ScheduledCount.Of(state.Active).ShouldBe(30);
        ScheduledCount.Of(Schedules.At([Day, noon.In("lunch")], Fires.At("2026-03-02T13:00Z")).Active).ShouldBe(20);
    }

    [Fact]
    public void Before_any_has_ever_fired_none_holds()
    {
        Rules.ActiveAt("0001-01-01T08:00Z", Day).ShouldBeEmpty();
        Rules.ActiveAt("0001-01-01T09:00Z", Day).ShouldBe(["day/nine"]);
    }
}

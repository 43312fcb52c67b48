using FedScaler.Core.Scheduling;

namespace FedScaler.Core.Tests.Scheduling;

/// <summary>Defects that were found in other systems, each by name. Those of clock changes are in WindowClockChangeTests.</summary>
public sealed class KnownDefectTests
{
    private static readonly TimeZoneInfo Shanghai = Fires.Zone("Asia/Shanghai");

    // Its webhook reads with gronx, its controller with robfig: what the one admits the other cannot start, and the reverse.
    [Theory]
    [InlineData("0 9 * * 7", true)]
    [InlineData("0 9 L * *", true)]
    [InlineData("0 9 15W * *", true)]
    [InlineData("0 9 * * 5#2", true)]
    [InlineData("@midnight", true)]
    [InlineData("@5minutes", false)]
    [InlineData("0 0 9 * * *", false)]
    [InlineData("0 0 9 * * * 2026", false)]
    [InlineData("TZ=Asia/Shanghai 0 9 * * *", false)]
    public void Karmada_admits_by_one_parser_and_runs_by_another(string schedule, bool admitted)
    {
        CronExpression.TryParse(schedule, out var cron, out _).ShouldBe(admitted);
        cron?.GetNextOccurrence(Fires.At("2026-01-01T00:00Z"), Shanghai).ShouldNotBeNull();
    }

    [Fact]
    public void Karmada_admits_31_February_and_spins_in_search_of_it() =>
        CronExpression.TryParse("0 9 31 2 *", out _, out var error).ShouldBeFalse(error?.Message);

    [Fact]
    public void Karmada_fails_on_a_minimum_above_the_maximum_and_waits_for_tomorrow()
    {
        var schedule = Rules.Window("0 9 * * *", "0 18 * * *", effect: Rules.Floor(1000)).In();
        var bounds = ScheduledBounds.Of(1, 10, Schedules.At([schedule], Fires.At("2026-03-02T09:00Z")).Active);
        (bounds.Min, bounds.Max, bounds.Clamped.Length).ShouldBe((10, 10, 1));
    }

    // Its timers live in one process: a tick while nobody leads vanishes.
    [Fact]
    public void Karmada_loses_what_is_due_while_it_is_down()
    {
        var schedule = Rules.Schedule("day", Rules.OpenEnded("0 9 * * *", 20, "nine"), Rules.OpenEnded("0 22 * * *", 4, "evening"));
        ScheduledCount.Of(Schedules.At([schedule], Fires.At("2026-03-02T08:59Z")).Active).ShouldBe(4);
        ScheduledCount.Of(Schedules.At([schedule], Fires.At("2026-03-02T11:17:31Z")).Active).ShouldBe(20);
    }

    // It reads five fields as six, seconds first: hourly at :08:30.
    [Fact]
    public void Ali_fires_half_past_eight_every_hour() =>
        Fires.After("30 8 * * *", Shanghai, Fires.At("2026-03-02T00:00+08:00"), 2)
            .ShouldBe([Fires.At("2026-03-02T08:30+08:00"), Fires.At("2026-03-03T08:30+08:00")]);

    [Fact]
    public void Ali_takes_a_date_and_ignores_its_year() =>
        CronExpression.TryParse("@date 2026-11-15 08:00:00", out _, out _).ShouldBeFalse();

    [Fact]
    public void Ali_excludes_other_days_too_when_one_is_excluded()
    {
        var schedule = Rules.Lasting("30 0 * * *", TimeSpan.FromHours(1), Shanghai).In("peak", "2026-11-15");
        schedule.IsActive("2026-11-14T00:45+08:00").ShouldBeTrue();
        schedule.IsActive("2026-11-15T00:45+08:00").ShouldBeFalse();
        schedule.IsActive("2026-11-16T00:45+08:00").ShouldBeTrue();
        schedule.IsActive("2027-11-15T00:45+08:00").ShouldBeTrue();
    }

    [Fact]
    public void Ali_ratchets_the_maximum_up()
    {
        var schedule = Rules.Window("0 9 * * *", "0 18 * * *", effect: new ScheduleEffect.Bounds(60, null, RaisesMax: true)).In();
        ScheduledBounds.Of(1, 10, Schedules.At([schedule], Fires.At("2026-03-02T12:00Z")).Active).Max.ShouldBe(60);
        ScheduledBounds.Of(1, 10, Schedules.At([schedule], Fires.At("2026-03-02T18:00Z")).Active).Max.ShouldBe(10);
    }

    // kubernetes-cronhpa-controller#25, #104: it knows the zone of its process alone.
    [Fact]
    public void Ali_goes_by_the_zone_of_its_process() =>
        Rules.Transitions("2026-06-01T00:00Z", "2026-06-01T23:00Z", Rules.Schedule("peak",
            Rules.OpenEnded("0 9 * * *", 1, "cn", Shanghai), Rules.OpenEnded("0 9 * * *", 2, "us", Fires.NewYork)))
            .ShouldBe(
            [
                "2026-06-01T09:00+08:00 Start peak/cn",
                "2026-05-31T21:00-04:00 End peak/us",
                "2026-06-01T09:00-04:00 Start peak/us",
                "2026-06-01T21:00+08:00 End peak/cn",
            ]);

    // It is active when its next end is no later than its next start.
    [Fact]
    public void Keda_stays_on_from_Friday_to_Sunday()
    {
        var rule = Rules.Window("30 6 * * 1-5", "10 22 * * *", Fires.Zone("Europe/Prague"));
        ScheduleCheck.Problems(rule).ShouldBeEmpty();
        rule.In().IsActive("2026-03-07T12:00+01:00").ShouldBeFalse();
    }

    [Fact]
    public void Keda_never_ends_what_starts_and_ends_at_the_same_time() =>
        ScheduleCheck.Problems(Rules.Window("31 * * * *", "31 * * * *")).ShouldNotBeEmpty();

    // robfig/cron gives up after five years.
    [Fact]
    public void Kubernetes_loses_February_29_after_2096() =>
        Fires.After("0 0 29 2 *", Fires.Utc, Fires.At("2096-03-01T00:00Z"), 1).ShouldHaveSingleItem().Year.ShouldBe(2104);

    // kubernetes#121594.
    [Fact]
    public void Kubernetes_runs_twice_what_is_due_in_the_repeated_hour() =>
        Fires.On("2026-11-01", "30 1 * * *", Fires.NewYork).ShouldHaveSingleItem();

    // robfig#541: a job at two in the morning did not run that night.
    [Fact]
    public void Kubernetes_skips_what_is_due_in_the_gap() =>
        Fires.On("2026-03-08", "0 2 * * *", Fires.NewYork).ShouldHaveSingleItem();

    [Fact]
    public void Kubernetes_loses_the_day_whose_midnight_does_not_exist() =>
        Fires.On("2026-04-24", "0 0 * * *", Fires.Zone("Africa/Cairo")).ShouldHaveSingleItem();

    // Where two rules fire at once, races decide elsewhere.
    [Fact]
    public void Elsewhere_a_race_decides_between_rules_of_the_same_instant()
    {
        var one = Rules.OpenEnded("0 9 * * *", 5, "one").In("a");
        var other = Rules.OpenEnded("0 9 * * *", 8, "other").In("b");
        ScheduledCount.Of(Schedules.At([one, other], Fires.At("2026-03-02T09:00Z")).Active).ShouldBe(8);
        ScheduledCount.Of(Schedules.At([other, one], Fires.At("2026-03-02T09:00Z")).Active).ShouldBe(8);
    }
}

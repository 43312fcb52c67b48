using FedScaler.Core.Scheduling;

namespace FedScaler.Core.Tests.Scheduling;

/// <summary>Windows on ordinary days: edges, midnight, lead time, exclusion, suspension, windows that start anew.</summary>
public sealed class ScheduleWindowTests
{
    private static readonly TimeZoneInfo Shanghai = Fires.Zone("Asia/Shanghai");

    [Fact]
    public void A_start_counts_and_an_end_does_not()
    {
        var schedule = Rules.Window("30 8 * * *", "0 11 * * *").In();
        schedule.IsActive("2026-03-02T08:29:59.9999999Z").ShouldBeFalse();
        schedule.IsActive("2026-03-02T08:30:00Z").ShouldBeTrue();
        schedule.IsActive("2026-03-02T10:59:59.9999999Z").ShouldBeTrue();
        schedule.IsActive("2026-03-02T11:00:00Z").ShouldBeFalse();
    }

    [Fact]
    public void A_window_says_since_when_and_until_when()
    {
        var state = Schedules.At([Rules.Lasting("30 8 * * MON-FRI", TimeSpan.FromHours(2.5), Shanghai).Ahead(TimeSpan.FromMinutes(10)).In()], Fires.At("2026-03-02T01:00Z"));
        var window = state.Active.ShouldHaveSingleItem();
        window.Id.ShouldBe("peak/window");
        window.Since.ShouldBe(Fires.At("2026-03-02T08:20+08:00"));
        window.Until.ShouldBe(Fires.At("2026-03-02T11:00+08:00"));
        Rules.Show(state.Next!).ShouldBe("2026-03-02T11:00+08:00 End peak/window");
    }

    // Whoever was down, was created in the middle, or takes over finds the same.
    [Fact]
    public void A_window_is_in_force_for_whoever_looks_first_in_the_middle_of_it()
    {
        var schedule = Rules.Window("0 9 * * *", "0 18 * * *", Shanghai).In();
        for (var time = Fires.At("2026-03-02T09:00+08:00"); time < Fires.At("2026-03-02T18:00+08:00"); time = time.AddMinutes(7))
            Schedules.At([schedule], time).Active.ShouldHaveSingleItem().Since.ShouldBe(Fires.At("2026-03-02T09:00+08:00"));
    }

    [Fact]
    public void A_window_goes_over_midnight()
    {
        var schedule = Rules.Window("0 22 * * FRI", "0 6 * * *").In();
        Rules.Transitions("2026-03-01T00:00Z", "2026-03-15T00:00Z", schedule).ShouldBe(
        [
            "2026-03-06T22:00+00:00 Start peak/window",
            "2026-03-07T06:00+00:00 End peak/window",
            "2026-03-13T22:00+00:00 Start peak/window",
            "2026-03-14T06:00+00:00 End peak/window",
        ]);
    }

    // keda#4677: started Monday to Friday at 06:30, ended daily at 22:10, and stayed from Friday until Sunday.
    [Fact]
    public void Each_start_pairs_with_the_first_later_end()
    {
        var schedule = Rules.Window("30 6 * * 1-5", "10 22 * * *", Fires.Zone("Europe/Prague")).In();
        schedule.IsActive("2026-03-06T22:09+01:00").ShouldBeTrue();
        schedule.IsActive("2026-03-06T22:10+01:00").ShouldBeFalse();
        schedule.IsActive("2026-03-07T12:00+01:00").ShouldBeFalse();
        schedule.IsActive("2026-03-08T22:09+01:00").ShouldBeFalse();
        Rules.Transitions("2026-03-06T12:00Z", "2026-03-09T12:00Z", schedule).ShouldBe(
        [
            "2026-03-06T22:10+01:00 End peak/window",
            "2026-03-09T06:30+01:00 Start peak/window",
        ]);
    }

    [Fact]
    public void Lead_time_lets_a_window_act_earlier_and_end_as_before()
    {
        var schedule = Rules.Window("0 0 1 * *", "0 6 * * *").Ahead(TimeSpan.FromMinutes(90)).In();
        Rules.Transitions("2026-02-15T00:00Z", "2026-03-15T00:00Z", schedule).ShouldBe(
        [
            "2026-02-28T22:30+00:00 Start peak/window",
            "2026-03-01T06:00+00:00 End peak/window",
        ]);
        schedule.IsActive("2026-02-28T22:30Z").ShouldBeTrue();
        schedule.IsActive("2026-02-28T22:29:59Z").ShouldBeFalse();
    }

    [Fact]
    public void On_excluded_dates_nothing_starts_and_what_started_before_goes_on()
    {
        var schedule = Rules.Window("0 22 * * *", "0 6 * * *", Shanghai).In("peak", "2026-10-01/2026-10-07", "2026-12-25");
        Rules.Transitions("2026-09-30T00:00+08:00", "2026-10-09T00:00+08:00", schedule).ShouldBe(
        [
            "2026-09-30T06:00+08:00 End peak/window",
            "2026-09-30T22:00+08:00 Start peak/window",
            "2026-10-01T06:00+08:00 End peak/window",
            "2026-10-08T22:00+08:00 Start peak/window",
        ]);
        schedule.IsActive("2026-10-04T23:00+08:00").ShouldBeFalse();
        schedule.IsActive("2026-12-25T23:00+08:00").ShouldBeFalse();
        schedule.IsActive("2026-12-25T05:00+08:00").ShouldBeTrue();
    }

    // Ali's controller compares "11-15-1990" as month, month, hour: 15 November also silences 00:xx from the 1st to the 14th.
    [Fact]
    public void An_excluded_date_excludes_that_date_alone()
    {
        var schedule = Rules.Lasting("15 0 * 11 *", TimeSpan.FromMinutes(30), Shanghai).In("peak", "2026-11-15");
        for (var day = 1; day <= 30; day++)
            schedule.IsActive($"2026-11-{day:00}T00:20+08:00").ShouldBe(day != 15, $"on the {day}.");
    }

    [Fact]
    public void It_is_the_date_of_the_start_in_the_zone_of_the_rule_that_is_excluded_not_that_of_its_lead_time()
    {
        var schedule = Rules.Window("0 0 * * *", "0 1 * * *", Shanghai).Ahead(TimeSpan.FromMinutes(30)).In("peak", "2026-10-01");
        schedule.IsActive("2026-09-30T23:45+08:00").ShouldBeFalse(); // leads to a start on 1 October
        schedule.IsActive("2026-10-01T23:45+08:00").ShouldBeTrue(); // leads to one on 2 October
        schedule.IsActive("2026-10-01T00:15Z").ShouldBeFalse();
    }

    [Fact]
    public void Dates_without_an_end_exclude_for_ever_and_searching_them_ends()
    {
        var schedule = Rules.Window("* * * * *", "30 * * * *").In("peak", "0001-01-01/9999-12-31", "2026-01-01");
        var state = Schedules.At([schedule], Fires.At("2026-03-01T00:00Z"));
        state.Active.ShouldBeEmpty();
        state.Next.ShouldBeNull();
    }

    [Fact]
    public void What_is_suspended_is_not_there()
    {
        var rule = Rules.Window("0 9 * * *", "0 18 * * *");
        (rule with { Suspended = true }).In().IsActive("2026-03-02T12:00Z").ShouldBeFalse();
        (rule.In() with { Suspended = true }).IsActive("2026-03-02T12:00Z").ShouldBeFalse();
        Rules.Transitions("2026-03-02T00:00Z", "2026-03-09T00:00Z", (rule with { Suspended = true }).In(), rule.In() with { Suspended = true }).ShouldBeEmpty();
        rule.In().IsActive("2026-03-02T12:00Z").ShouldBeTrue();
    }

    [Fact]
    public void Rules_that_overlap_are_all_in_force_over_all_schedules()
    {
        var morning = Rules.Window("0 8 * * *", "0 12 * * *", name: "morning");
        var sale = Rules.Window("0 10 * * *", "0 14 * * *", name: "sale");
        Rules.ActiveAt("2026-03-02T11:00Z", morning.In("daily"), sale.In("promo")).ShouldBe(["daily/morning", "promo/sale"]);
        Rules.ActiveAt("2026-03-02T12:00Z", morning.In("daily"), sale.In("promo")).ShouldBe(["promo/sale"]);
    }

    [Fact]
    public void Each_rule_goes_by_its_own_zone()
    {
        var schedule = Rules.Schedule("peak",
            Rules.Window("0 9 * * *", "0 10 * * *", Shanghai, "cn"), Rules.Window("0 9 * * *", "0 10 * * *", Fires.NewYork, "us"));
        Rules.ActiveAt("2026-06-01T01:30Z", schedule).ShouldBe(["peak/cn"]);
        Rules.ActiveAt("2026-06-01T13:30Z", schedule).ShouldBe(["peak/us"]);
    }

    // Admission refuses these; should one be there all the same, it must not hang, and each start must count.
    [Fact]
    public void A_window_longer_than_its_period_never_closes_and_starts_anew_each_time()
    {
        var schedule = Rules.Lasting("0 * * * *", TimeSpan.FromHours(3)).In();
        var window = Schedules.At([schedule], Fires.At("2026-03-02T12:30Z")).Active.ShouldHaveSingleItem();
        window.Since.ShouldBe(Fires.At("2026-03-02T12:00Z"));
        window.Until.ShouldBe(Fires.At("2026-03-02T15:00Z"));
        Rules.Transitions("2026-03-02T12:30Z", "2026-03-02T14:00Z", schedule).ShouldBe(
            ["2026-03-02T13:00+00:00 Start peak/window", "2026-03-02T14:00+00:00 Start peak/window"]);
    }

    [Fact]
    public void A_window_that_ends_as_it_starts_anew_is_open_throughout()
    {
        var schedule = Rules.Lasting("0 0 * * MON-FRI", TimeSpan.FromDays(1)).In();
        Rules.Transitions("2026-03-01T12:00Z", "2026-03-08T12:00Z", schedule).Select(text => text[..22]).ShouldBe(
            [.. Enumerable.Range(2, 5).Select(day => $"2026-03-0{day}T00:00+00:00"), "2026-03-07T00:00+00:00"]);
        schedule.IsActive("2026-03-04T00:00Z").ShouldBeTrue();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-60)]
    public void A_window_without_length_never_acts(int minutes)
    {
        var schedule = Rules.Lasting("* * * * *", TimeSpan.FromMinutes(minutes)).Ahead(TimeSpan.FromHours(2)).In();
        Schedules.At([schedule], Fires.At("2026-03-01T00:00Z")).ShouldBe(new ScheduleState([], null), new SameState());
    }

    [Fact]
    public void The_ends_of_time_throw_nothing()
    {
        Schedule[] schedules =
        [
            Rules.Window("0 9 * * *", "0 8 * * *", Fires.NewYork).Ahead(TimeSpan.FromDays(2)).In("a", "0001-01-01", "9999-12-31"),
            Rules.Lasting("59 23 31 12 *", TimeSpan.MaxValue, Shanghai).Ahead(TimeSpan.MaxValue).In("b"),
            Rules.OpenEnded("0 0 * * *", 3).In("c"),
        ];
        foreach (var time in new[] { DateTimeOffset.MinValue, DateTimeOffset.MinValue.AddDays(1), DateTimeOffset.MaxValue.AddDays(-1), DateTimeOffset.MaxValue })
            Schedules.At([.. schedules], time).Active.Length.ShouldBeInRange(0, 3);
    }

    private sealed class SameState : IEqualityComparer<ScheduleState>
    {
        public bool Equals(ScheduleState? one, ScheduleState? other) => one!.Active.SequenceEqual(other!.Active) && one.Next == other.Next;

        public int GetHashCode(ScheduleState state) => state.Active.Length;
    }
}

using FedScaler.Core.Scheduling;

namespace FedScaler.Core.Tests.Scheduling;

/// <summary>
/// Windows where clocks change: a start in the gap at the gap's end, a start that comes twice the first time, an end in the gap
/// at the gap's end, an end that comes twice the last time; start and end stay a pair by the local clock.
/// </summary>
public sealed class WindowClockChangeTests
{
    [Theory]
    // KEDA stays on from Saturday 02:30 to Sunday 06:00, 26.5 hours.
    [InlineData("America/New_York", "2026-03-08", "30 2 * * *", "0 6 * * *", "03-08T03:00-04:00", "03-08T06:00-04:00")]
    // KEDA loses the whole of Saturday night.
    [InlineData("America/New_York", "2026-03-08", "0 22 * * *", "30 2 * * *", "03-07T22:00-05:00", "03-08T03:00-04:00")]
    // KEDA starts only at the second 01:30.
    [InlineData("America/New_York", "2026-11-01", "30 1 * * *", "0 2 * * *", "11-01T01:30-04:00", "11-01T02:00-05:00")]
    // An end that comes twice counts the last time.
    [InlineData("America/New_York", "2026-11-01", "0 22 * * *", "30 1 * * *", "10-31T22:00-04:00", "11-01T01:30-05:00")]
    [InlineData("America/New_York", "2026-11-01", "0 1 * * *", "30 1 * * *", "11-01T01:00-04:00", "11-01T01:30-05:00")]
    // Over the whole change.
    [InlineData("America/New_York", "2026-03-08", "0 1 * * *", "0 4 * * *", "03-08T01:00-05:00", "03-08T04:00-04:00")]
    [InlineData("America/New_York", "2026-11-01", "0 0 * * *", "0 4 * * *", "11-01T00:00-04:00", "11-01T04:00-05:00")]
    // An end that comes again is no end of a window that began, by the clock, after it.
    [InlineData("America/New_York", "2026-11-01", "30 1 * * *", "15 1 * * *", "11-01T01:30-04:00", "11-02T01:15-05:00")]
    // Midnight does not exist in Cairo on 24 April, and half an hour not on Lord Howe Island on 4 October.
    [InlineData("Africa/Cairo", "2026-04-24", "0 0 * * *", "0 8 * * *", "04-24T01:00+03:00", "04-24T08:00+03:00")]
    [InlineData("Africa/Cairo", "2026-04-24", "0 20 * * *", "0 0 * * *", "04-23T20:00+02:00", "04-24T01:00+03:00")]
    [InlineData("Australia/Lord_Howe", "2026-10-04", "15 2 * * *", "0 3 * * *", "10-04T02:30+11:00", "10-04T03:00+11:00")]
    [InlineData("Australia/Lord_Howe", "2026-04-05", "45 1 * * *", "50 1 * * *", "04-05T01:45+11:00", "04-05T01:50+10:30")]
    public void The_window_of_the_day(string zone, string date, string starts, string ends, string since, string until)
    {
        var year = date[..5];
        var schedule = Rules.Window(starts, ends, Fires.Zone(zone)).In();
        var transitions = Rules.Transitions(Shifted(date, -30), Shifted(date, 60), schedule);
        transitions.ShouldContain($"{year}{since} Start peak/window");
        var start = Array.IndexOf(transitions, $"{year}{since} Start peak/window");
        transitions[start + 1].ShouldBe($"{year}{until} End peak/window");
        schedule.IsActive(year + since).ShouldBeTrue();
        schedule.IsActive(year + until).ShouldBeFalse();
    }

    // Pairing by real time would leave this one open until the next day.
    [Theory]
    [InlineData("15 2 * * *", "45 2 * * *")]
    [InlineData("30 2 * * *", "0 3 * * *")]
    public void A_window_that_clocks_jump_over_whole_does_not_act_that_day(string starts, string ends)
    {
        var schedule = Rules.Window(starts, ends, Fires.NewYork).In();
        Rules.Transitions("2026-03-08T05:00Z", "2026-03-09T00:00Z", schedule).ShouldBeEmpty();
        schedule.IsActive("2026-03-08T03:00-04:00").ShouldBeFalse();
        schedule.IsActive("2026-03-08T12:00-04:00").ShouldBeFalse();
        Schedules.At([schedule], Fires.At("2026-03-08T12:00-04:00")).Next!.Time.ShouldBe(
            CronExpression.Parse(starts).GetNextOccurrence(Fires.At("2026-03-09T00:00-04:00"), Fires.NewYork)!.Value);
    }

    [Fact]
    public void A_window_that_clocks_jump_over_still_acts_for_its_lead_time()
    {
        var schedule = Rules.Window("15 2 * * *", "45 2 * * *", Fires.NewYork).Ahead(TimeSpan.FromMinutes(20)).In();
        Rules.Transitions("2026-03-08T05:00Z", "2026-03-09T00:00Z", schedule).ShouldBe(
            ["2026-03-08T01:40-05:00 Start peak/window", "2026-03-08T03:00-04:00 End peak/window"]);
    }

    [Fact]
    public void A_window_and_the_day_after_it_stay_apart_where_yesterdays_end_falls_into_the_gap()
    {
        var schedule = Rules.Window("30 2 * * *", "0 2 * * *", Fires.NewYork).In();
        Rules.Transitions("2026-03-07T12:00Z", "2026-03-09T12:00Z", schedule).ShouldBe(
        [
            "2026-03-08T03:00-04:00 Start peak/window", // as yesterday's ends: no pause that day
            "2026-03-09T02:00-04:00 End peak/window",
            "2026-03-09T02:30-04:00 Start peak/window",
        ]);
    }

    [Fact]
    public void A_duration_is_elapsed_time_whatever_the_clocks_do()
    {
        var schedule = Rules.Lasting("0 0 * * *", TimeSpan.FromHours(6), Fires.NewYork).In();
        Rules.Transitions("2026-03-08T04:00Z", "2026-03-08T20:00Z", schedule).ShouldBe(
            ["2026-03-08T00:00-05:00 Start peak/window", "2026-03-08T07:00-04:00 End peak/window"]);
        Rules.Transitions("2026-11-01T03:00Z", "2026-11-01T20:00Z", schedule).ShouldBe(
            ["2026-11-01T00:00-04:00 Start peak/window", "2026-11-01T05:00-05:00 End peak/window"]);
    }

    [Fact]
    public void Lead_time_is_elapsed_time_over_both_changes()
    {
        var schedule = Rules.Window("30 3 * * *", "0 6 * * *", Fires.NewYork).Ahead(TimeSpan.FromHours(2)).In();
        Rules.Transitions("2026-03-08T05:00Z", "2026-03-08T08:00Z", schedule).ShouldBe(["2026-03-08T00:30-05:00 Start peak/window"]);
        Rules.Transitions("2026-11-01T04:00Z", "2026-11-01T09:00Z", schedule).ShouldBe(["2026-11-01T01:30-05:00 Start peak/window"]);
    }

    [Fact]
    public void An_hourly_window_opens_in_both_passes_of_a_repeated_hour()
    {
        var schedule = Rules.Lasting("0 * * * *", TimeSpan.FromMinutes(10), Fires.NewYork).In();
        Rules.Transitions("2026-11-01T04:30Z", "2026-11-01T06:59Z", schedule).ShouldBe(
        [
            "2026-11-01T01:00-04:00 Start peak/window",
            "2026-11-01T01:10-04:00 End peak/window",
            "2026-11-01T01:00-05:00 Start peak/window",
            "2026-11-01T01:10-05:00 End peak/window",
        ]);
    }

    [Fact]
    public void Hourly_ends_close_in_the_pass_in_which_their_window_opened()
    {
        var schedule = Rules.Window("10 * * * *", "20 * * * *", Fires.NewYork).In();
        Rules.Transitions("2026-11-01T05:05Z", "2026-11-01T06:25Z", schedule).ShouldBe(
        [
            "2026-11-01T01:10-04:00 Start peak/window",
            "2026-11-01T01:20-04:00 End peak/window",
            "2026-11-01T01:10-05:00 Start peak/window",
            "2026-11-01T01:20-05:00 End peak/window",
        ]);
    }

    [Fact]
    public void A_zone_that_leaves_a_day_out_starts_what_was_due_as_the_next_one_begins()
    {
        var schedule = Rules.Window("0 9 * * *", "0 18 * * *", Fires.Zone("Pacific/Apia")).In();
        Rules.Transitions("2011-12-29T12:00-10:00", "2012-01-01T00:00+14:00", schedule).ShouldBe(
        [
            "2011-12-29T18:00-10:00 End peak/window",
            "2011-12-31T09:00+14:00 Start peak/window", // 30 December is left out with its whole window
            "2011-12-31T18:00+14:00 End peak/window",
        ]);
    }

    // The clock of a machine may jump; what is in force depends on the instant alone.
    [Fact]
    public void A_clock_that_jumps_back_by_an_hour_comes_to_the_same_state_again()
    {
        var schedule = Rules.Window("30 1 * * *", "0 2 * * *", Fires.NewYork).In();
        var times = new[] { "2026-11-01T05:45Z", "2026-11-01T06:45Z", "2026-11-01T05:45Z" };
        times.Select(time => Schedules.At([schedule], Fires.At(time)).Active.ShouldHaveSingleItem().Since).Distinct()
            .ShouldBe([Fires.At("2026-11-01T01:30-04:00")]);
    }

    private static string Shifted(string date, int hours) =>
        Fires.At(date + "T00:00Z").AddHours(hours).ToString("O");
}

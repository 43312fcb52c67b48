using FedScaler.Core.Scheduling;

namespace FedScaler.Core.Tests.Scheduling;

/// <summary>
/// A time that clocks jump over fires where the gap ends; a fixed time that comes twice fires once, the first time; a star, a
/// range or a step in minute or hour fires in both passes. As Cronos does, and others do not: robfig/cron skips and doubles
/// (kubernetes#121594, robfig#541), Quartz moves 02:30 to 03:30.
/// </summary>
public sealed class DaylightSavingTests
{
    [Theory]
    // New York, 8 March 2026: 02:00 → 03:00.
    [InlineData("America/New_York", "2026-03-08", "30 2 * * *", "03:00-04:00")]
    [InlineData("America/New_York", "2026-03-08", "0 2 * * *", "03:00-04:00")]
    [InlineData("America/New_York", "2026-03-08", "0,30 2 * * *", "03:00-04:00")]
    [InlineData("America/New_York", "2026-03-08", "30 2,3 * * *", "03:00-04:00 03:30-04:00")]
    [InlineData("America/New_York", "2026-03-08", "*/30 1-2 * * *", "01:00-05:00 01:30-05:00 03:00-04:00")]
    [InlineData("America/New_York", "2026-03-08", "30 1 * * *", "01:30-05:00")]
    // New York, 1 November 2026: 02:00 → 01:00.
    [InlineData("America/New_York", "2026-11-01", "30 1 * * *", "01:30-04:00")]
    [InlineData("America/New_York", "2026-11-01", "0,30 1 * * *", "01:00-04:00 01:30-04:00")]
    [InlineData("America/New_York", "2026-11-01", "0 1,2 * * *", "01:00-04:00 02:00-05:00")]
    [InlineData("America/New_York", "2026-11-01", "0 0-2 * * *", "00:00-04:00 01:00-04:00 01:00-05:00 02:00-05:00")]
    [InlineData("America/New_York", "2026-11-01", "*/30 1 * * *", "01:00-04:00 01:30-04:00 01:00-05:00 01:30-05:00")]
    [InlineData("America/New_York", "2026-11-01", "30 2 * * *", "02:30-05:00")]
    // Lord Howe Island changes by half an hour: 02:00 → 02:30, and 02:00 → 01:30.
    [InlineData("Australia/Lord_Howe", "2026-10-04", "15 2 * * *", "02:30+11:00")]
    [InlineData("Australia/Lord_Howe", "2026-10-04", "30 2 * * *", "02:30+11:00")]
    [InlineData("Australia/Lord_Howe", "2026-04-05", "45 1 * * *", "01:45+11:00")]
    [InlineData("Australia/Lord_Howe", "2026-04-05", "*/15 1 * * *", "01:00+11:00 01:15+11:00 01:30+11:00 01:45+11:00 01:30+10:30 01:45+10:30")]
    // Cairo, 24 April 2026: 00:00 → 01:00. robfig/cron loses the whole day.
    [InlineData("Africa/Cairo", "2026-04-24", "0 0 * * *", "01:00+03:00")]
    [InlineData("Africa/Cairo", "2026-04-24", "0 0 24 4 *", "01:00+03:00")]
    [InlineData("America/Santiago", "2026-09-06", "0 0 * * *", "01:00-03:00")]
    // Samoa left out 30 December 2011: what was due that day fires as the next one begins.
    [InlineData("Pacific/Apia", "2011-12-31", "0 9 30 12 *", "00:00+14:00")]
    [InlineData("Pacific/Apia", "2011-12-31", "0 9 * * *", "00:00+14:00 09:00+14:00")]
    public void Fires_by_the_clock_of_the_day(string zone, string date, string schedule, string times) =>
        Fires.On(date, schedule, Fires.Zone(zone)).ShouldBe(times.Split(' '));

    [Fact]
    public void An_hourly_schedule_fires_in_both_passes_and_loses_no_hour()
    {
        Fires.On("2026-11-01", "0 * * * *", Fires.NewYork).Length.ShouldBe(25);
        Fires.On("2026-03-08", "0 * * * *", Fires.NewYork).Length.ShouldBe(23);
        Fires.On("2026-11-01", "0 * * * *", Fires.NewYork)[1..4].ShouldBe(["01:00-04:00", "01:00-05:00", "02:00-05:00"]);
    }

    // Whoever starts, or restarts, between the passes must not see a fixed time fire a second time.
    [Fact]
    public void Asked_between_the_passes_a_fixed_time_is_not_found_again()
    {
        var cron = CronExpression.Parse("30 1 * * *");
        var secondPass = Fires.At("2026-11-01T01:10-05:00");
        cron.GetNextOccurrence(secondPass, Fires.NewYork).ShouldBe(Fires.At("2026-11-02T01:30-05:00"));
        cron.GetPreviousOccurrence(secondPass, Fires.NewYork).ShouldBe(Fires.At("2026-11-01T01:30-04:00"));
    }

    [Fact]
    public void The_end_of_a_gap_is_an_occurrence_when_it_is_included()
    {
        var cron = CronExpression.Parse("30 2 * * *");
        var gapEnd = Fires.At("2026-03-08T03:00-04:00");
        cron.GetNextOccurrence(gapEnd, Fires.NewYork, inclusive: true).ShouldBe(gapEnd);
        cron.GetNextOccurrence(gapEnd, Fires.NewYork).ShouldBe(Fires.At("2026-03-09T02:30-04:00"));
        cron.GetPreviousOccurrence(gapEnd, Fires.NewYork, inclusive: true).ShouldBe(gapEnd);
        cron.GetPreviousOccurrence(gapEnd, Fires.NewYork).ShouldBe(Fires.At("2026-03-07T02:30-05:00"));
    }
}

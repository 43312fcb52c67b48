using System.Globalization;
using FedScaler.Api.CronHpas;
using FedScaler.Sandbox.Laws.Schedules;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Laws.Schedules;

public sealed class RuleCalendarTests
{
    private const string NewYork = "America/New_York";

    [Theory]
    // An ordinary day, at its edges.
    [InlineData("30 8 * * MON-FRI", "0 11 * * MON-FRI", NewYork, "2026-11-20T13:29:59Z", null, null)]
    [InlineData("30 8 * * MON-FRI", "0 11 * * MON-FRI", NewYork, "2026-11-20T13:30:00Z", "2026-11-20T13:30:00Z", "2026-11-20T16:00:00Z")]
    [InlineData("30 8 * * MON-FRI", "0 11 * * MON-FRI", NewYork, "2026-11-20T16:00:00Z", null, null)]
    [InlineData("30 8 * * MON-FRI", "0 11 * * MON-FRI", NewYork, "2026-11-21T15:00:00Z", null, null)]
    // Over midnight.
    [InlineData("0 22 * * 5", "0 6 * * 6", NewYork, "2026-11-21T10:00:00Z", "2026-11-21T03:00:00Z", "2026-11-21T11:00:00Z")]
    // Clocks go on on 2026-03-08 at 02:00: what starts or ends in the gap does so at its end.
    [InlineData("30 2 * * *", "0 6 * * *", NewYork, "2026-03-08T07:00:00Z", "2026-03-08T07:00:00Z", "2026-03-08T10:00:00Z")]
    [InlineData("30 2 * * *", "0 6 * * *", NewYork, "2026-03-08T06:59:00Z", null, null)]
    [InlineData("0 22 * * *", "30 2 * * *", NewYork, "2026-03-08T06:59:00Z", "2026-03-08T03:00:00Z", "2026-03-08T07:00:00Z")]
    // They go back on 2026-11-01 at 02:00: the first 01:30 starts, the last one ends.
    [InlineData("30 1 * * *", "0 2 * * *", NewYork, "2026-11-01T05:30:00Z", "2026-11-01T05:30:00Z", "2026-11-01T07:00:00Z")]
    [InlineData("0 0 * * *", "30 1 * * *", NewYork, "2026-11-01T06:29:00Z", "2026-11-01T04:00:00Z", "2026-11-01T06:30:00Z")]
    [InlineData("0 0 * * *", "30 1 * * *", NewYork, "2026-11-01T06:30:00Z", null, null)]
    // Midnight itself does not exist in Cairo on 2026-04-24.
    [InlineData("0 0 * * *", "0 3 * * *", "Africa/Cairo", "2026-04-23T22:00:00Z", "2026-04-23T22:00:00Z", "2026-04-24T00:00:00Z")]
    // Half an hour is left out on Lord Howe Island on 2026-10-04.
    [InlineData("15 2 * * *", "0 4 * * *", "Australia/Lord_Howe", "2026-10-03T15:30:00Z", "2026-10-03T15:30:00Z", "2026-10-03T17:00:00Z")]
    // Day of month and weekday: either.
    [InlineData("0 9 13 * FRI", "0 10 * * *", "UTC", "2026-11-20T09:30:00Z", "2026-11-20T09:00:00Z", "2026-11-20T10:00:00Z")]
    [InlineData("0 9 29 2 *", "0 10 * * *", "UTC", "2028-02-29T09:30:00Z", "2028-02-29T09:00:00Z", "2028-02-29T10:00:00Z")]
    [InlineData("15,45 20-22 * JAN,NOV *", "0 23 * * *", "UTC", "2026-11-20T20:20:00Z", "2026-11-20T20:15:00Z", "2026-11-20T23:00:00Z")]
    public void A_window_is_open_from_its_start_to_the_first_end_after_it(string schedule, string end, string zone, string at, string? from, string? to)
    {
        var spell = Read(new ScheduleRule { Name = "r", Schedule = schedule, End = end }, zone).At(Instant(at));

        (spell?.From).ShouldBe(from is null ? null : Instant(from));
        (spell?.To).ShouldBe(to is null ? null : Instant(to));
    }

    [Fact]
    public void Lead_time_and_duration_are_elapsed_time()
    {
        // 01:30 comes twice on this day: an hour and a half after 00:00 it is the second one.
        var calendar = Read(new ScheduleRule { Name = "r", Schedule = "0 0 * * *", Duration = "2h30m", LeadTime = "10m" }, NewYork);

        calendar.At(Instant("2026-11-01T03:49:59Z")).ShouldBeNull();
        var spell = calendar.At(Instant("2026-11-01T03:50:00Z"))!;
        (spell.From, spell.To).ShouldBe((Instant("2026-11-01T03:50:00Z"), Instant("2026-11-01T06:30:00Z")));
    }

    [Fact]
    public void A_rule_without_an_end_holds_since_it_last_fired()
    {
        var spell = Read(new ScheduleRule { Name = "r", Schedule = "0 9 * * MON" }, "UTC").At(Instant("2026-11-22T00:00:00Z"))!;

        (spell.From, spell.To).ShouldBe((Instant("2026-11-16T09:00:00Z"), null));
    }

    [Fact]
    public void On_an_excluded_date_nothing_starts_and_what_began_before_ends_as_ever()
    {
        var rule = new ScheduleRule { Name = "r", Schedule = "0 22 * * *", End = "0 6 * * *" };
        var calendar = RuleCalendar.TryRead(rule, new CronHpaSpec(), [(new DateOnly(2026, 12, 25), new DateOnly(2026, 12, 25))])!;

        calendar.At(Instant("2026-12-25T05:00:00Z"))!.To.ShouldBe(Instant("2026-12-25T06:00:00Z"));
        calendar.At(Instant("2026-12-25T23:00:00Z")).ShouldBeNull();
        calendar.At(Instant("2026-12-26T23:00:00Z")).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("@daily")]
    [InlineData("*/5 8 * * *")]
    [InlineData("0 9 L * *")]
    [InlineData("0 9 * *")]
    public void What_is_beyond_it_is_said_to_be(string schedule) =>
        RuleCalendar.TryRead(new ScheduleRule { Name = "r", Schedule = schedule, Duration = "1h" }, new CronHpaSpec(), []).ShouldBeNull();

    private static RuleCalendar Read(ScheduleRule rule, string zone) => RuleCalendar.TryRead(rule, new CronHpaSpec { TimeZone = zone }, [])!;

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}

using FedScaler.Core.Scheduling;

namespace FedScaler.Core.Tests.Scheduling;

public sealed class ScheduleForecastTests
{
    [Theory]
    [InlineData("30 2 * * *", "2026-03-08T03:00-04:00", "02:30 does not exist on 2026-03-08 in America/New_York (the clocks go from 02:00 to 03:00): 03:00 instead")]
    [InlineData("*/30 1-2 * * *", "2026-03-08T03:00-04:00", "02:30 does not exist on 2026-03-08 in America/New_York (the clocks go from 02:00 to 03:00): 03:00 instead")]
    [InlineData("30 1 * * *", "2026-11-01T01:30-04:00", "01:30 comes twice on 2026-11-01 in America/New_York (the clocks go from 02:00 to 01:00): the first counts")]
    [InlineData("30 * * * *", "2026-11-01T01:30-04:00", "01:30 comes twice on 2026-11-01 in America/New_York (the clocks go from 02:00 to 01:00): both count")]
    [InlineData("30 * * * *", "2026-11-01T01:30-05:00", "01:30 comes twice on 2026-11-01 in America/New_York (the clocks go from 02:00 to 01:00): both count")]
    [InlineData("0 3 * * *", "2026-03-08T03:00-04:00", null)]
    [InlineData("*/30 1-3 * * *", "2026-03-08T03:00-04:00", null)] // due at 03:00 anyway
    [InlineData("30 2 * * *", "2026-03-09T02:30-04:00", null)]
    [InlineData("0 2 * * *", "2026-11-01T02:00-05:00", null)]
    public void A_start_on_a_day_of_changing_clocks_is_noted(string schedule, string time, string? note) =>
        (OccurrenceNote.OfStart(CronExpression.Parse(schedule), Fires.NewYork, Fires.At(time))?.ToString()).ShouldBe(note);

    [Fact]
    public void A_note_tells_what_was_meant_and_when_it_fires()
    {
        OccurrenceNote.OfStart(CronExpression.Parse("30 2 * * *"), Fires.NewYork, Fires.At("2026-03-08T03:00-04:00"))
            .ShouldBe(new OccurrenceNote(OccurrenceKind.Skipped, new DateTime(2026, 3, 8, 2, 30, 0), Fires.At("2026-03-08T03:00-04:00"),
                "America/New_York", new DateTime(2026, 3, 8, 2, 0, 0), new DateTime(2026, 3, 8, 3, 0, 0)));
        OccurrenceNote.OfEnd(CronExpression.Parse("30 1 * * *"), Fires.NewYork, Fires.At("2026-11-01T01:30-05:00"))!.ToString()
            .ShouldBe("01:30 comes twice on 2026-11-01 in America/New_York (the clocks go from 02:00 to 01:00): the last counts");
        OccurrenceNote.OfStart(CronExpression.Parse("0 9 30 12 *"), Fires.Zone("Pacific/Apia"), Fires.At("2011-12-31T00:00+14:00"))!.ToString()
            .ShouldBe("09:00 does not exist on 2011-12-30 in Pacific/Apia (the clocks go from 2011-12-30 00:00 to 2011-12-31 00:00): 00:00 on 2011-12-31 instead");
    }

    [Fact]
    public void Transitions_come_with_their_notes_and_with_local_and_UTC_time()
    {
        var schedule = Rules.Window("0 22 * * *", "30 2 * * *", Fires.NewYork).Ahead(TimeSpan.FromMinutes(10)).In();
        var foreseen = ScheduleForecast.Transitions([schedule], Fires.At("2026-03-07T12:00Z")).Take(3).ToList();
        foreseen.ConvertAll(one => $"{Rules.Show(one.Transition)} {one.Transition.Time.UtcDateTime:HH:mm}Z {one.Note}").ShouldBe(
        [
            "2026-03-07T21:50-05:00 Start peak/window 02:50Z ",
            "2026-03-08T03:00-04:00 End peak/window 07:00Z 02:30 does not exist on 2026-03-08 in America/New_York (the clocks go from 02:00 to 03:00): 03:00 instead",
            "2026-03-08T21:50-04:00 Start peak/window 01:50Z ",
        ]);
    }

    [Fact]
    public void The_note_on_a_start_is_on_the_start_itself_not_on_its_lead_time()
    {
        var schedule = Rules.OpenEnded("30 1 * * *", 3, zone: Fires.NewYork).Ahead(TimeSpan.FromHours(3)).In();
        var start = ScheduleForecast.Transitions([schedule], Fires.At("2026-11-01T00:00-04:00").AddHours(-3)).First();
        Rules.Show(start.Transition).ShouldBe("2026-10-31T22:30-04:00 Start peak/count");
        start.Note!.Kind.ShouldBe(OccurrenceKind.FirstOfTwo);
    }

    [Fact]
    public void A_schedule_whose_transitions_end_is_foreseen_to_its_end() =>
        ScheduleForecast.Transitions([Rules.Window("0 9 * * *", "0 18 * * *").In("peak", "2026-03-04/9999-12-31")], Fires.At("2026-03-02T12:00Z"))
            .Select(one => Rules.Show(one.Transition)).ShouldBe(
            [
                "2026-03-02T18:00+00:00 End peak/window",
                "2026-03-03T09:00+00:00 Start peak/window",
                "2026-03-03T18:00+00:00 End peak/window",
            ]);

    [Fact]
    public void Starts_that_excluded_dates_take_away_are_told_once_each()
    {
        var schedule = Rules.Window("0 9 * * MON-FRI", "0 18 * * *", Fires.Zone("Asia/Shanghai")).Ahead(TimeSpan.FromHours(1))
            .In("peak", "2026-10-02/2026-10-05", "2026-10-01/2026-10-03", "2027-01-01");
        ScheduleForecast.ExcludedStarts([schedule], Fires.At("2026-09-01T00:00Z"), Fires.At("2026-12-31T00:00Z"))
            .Select(excluded => $"{excluded.Time:yyyy-MM-ddTHH:mmzzz} {excluded.Rule} {excluded.Dates.First:yyyy-MM-dd}").ShouldBe(
            [
                "2026-10-01T09:00+08:00 peak/window 2026-10-01",
                "2026-10-02T09:00+08:00 peak/window 2026-10-02",
                "2026-10-05T09:00+08:00 peak/window 2026-10-02",
            ]);
        ScheduleForecast.ExcludedStarts([schedule with { Suspended = true }], Fires.At("2026-09-01T00:00Z"), Fires.At("2026-12-31T00:00Z")).ShouldBeEmpty();
    }

    [Fact]
    public void Endless_exclusions_are_told_as_far_as_is_asked() =>
        ScheduleForecast.ExcludedStarts([Rules.Window("* * * * *", "30 * * * *").In("peak", "0001-01-01/9999-12-31")],
            Fires.At("2026-09-01T00:00Z"), DateTimeOffset.MaxValue, most: 5).Count().ShouldBe(5);
}

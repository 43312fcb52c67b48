using FedScaler.Core.Scheduling;
using FedScaler.Core.Tests.Splitting;
using FsCheck;
using FsCheck.Fluent;

namespace FedScaler.Core.Tests.Scheduling;

/// <summary>Every search is held against walking minute by minute, or day by day, with the grammar read a second time.</summary>
public sealed class CronSearchPropertyTests
{
    private sealed record Case(string Schedule, ClockChange Change, DateTimeOffset From, bool Inclusive)
    {
        public CronExpression Cron { get; } = CronExpression.Parse(Schedule);

        public List<DateTimeOffset> Fires { get; } = Change.Walk.Fires(NaiveCron.Parse(Schedule));

        public override string ToString() => $"'{Schedule}' {Change} from {From:O}, inclusive {Inclusive}";
    }

    private static readonly Arbitrary<Case> Cases = (
        from schedule in CronTexts.Frequent
        from change in ClockChanges.Any
        from aim in Gen.Choose(0, 2)
        from anywhere in change.Instants
        from index in Gen.Choose(0, 10_000)
        from inclusive in Gen.Elements(true, false)
        select Aimed(new Case(schedule, change, anywhere, inclusive), aim, index)).ToArbitrary();

    [Fact]
    public void Next_is_the_first_minute_that_fires_after_now_and_nothing_lies_between() =>
        Holds(Cases, theCase =>
        {
            var expected = theCase.Fires.Find(time => time > theCase.From || theCase.Inclusive && time == theCase.From);
            var next = theCase.Cron.GetNextOccurrence(theCase.From, theCase.Change.Zone, theCase.Inclusive);
            if (expected == default) next!.Value.ShouldBeGreaterThanOrEqualTo(theCase.Change.Walk.Until);
            else next.ShouldBe(expected);
        });

    [Fact]
    public void Previous_is_the_last_minute_that_fired_before_now() =>
        Holds(Cases, theCase =>
        {
            var expected = theCase.Fires.FindLast(time => time < theCase.From || theCase.Inclusive && time == theCase.From);
            var previous = theCase.Cron.GetPreviousOccurrence(theCase.From, theCase.Change.Zone, theCase.Inclusive);
            if (expected == default) previous!.Value.ShouldBeLessThan(theCase.Change.Walk.From);
            else previous.ShouldBe(expected);
        });

    [Fact]
    public void Previous_and_next_undo_each_other() =>
        Holds(Cases, theCase =>
        {
            var zone = theCase.Change.Zone;
            var next = theCase.Cron.GetNextOccurrence(theCase.From, zone)!.Value;
            var later = theCase.Cron.GetNextOccurrence(next, zone)!.Value;
            later.ShouldBeGreaterThan(next);
            theCase.Cron.GetPreviousOccurrence(later, zone).ShouldBe(next);
            theCase.Cron.GetPreviousOccurrence(next, zone, inclusive: true).ShouldBe(next);
            theCase.Cron.GetNextOccurrence(next, zone, inclusive: true).ShouldBe(next);
        });

    [Fact]
    public void An_occurrence_is_told_in_the_offset_of_its_zone() =>
        Holds(Cases, theCase =>
        {
            var next = theCase.Cron.GetNextOccurrence(theCase.From, theCase.Change.Zone)!.Value;
            next.Offset.ShouldBe(theCase.Change.Zone.GetUtcOffset(next.UtcDateTime));
        });

    private static readonly Arbitrary<(string Schedule, int Day)> Dates = (
        from schedule in CronTexts.Any
        from day in Gen.Choose(0, 365 * 60)
        select (schedule, day)).ToArbitrary();

    [Fact]
    public void The_date_that_is_found_is_the_first_that_matches_and_dates_that_never_come_are_refused() =>
        Holds(Dates, given =>
        {
            var naive = NaiveCron.Parse(given.Schedule);
            var from = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(given.Day);
            var date = FirstDate(naive, from.DateTime);
            CronExpression.TryParse(given.Schedule, out var cron, out var error).ShouldBe(date is not null, $"{given} {error?.Message}");
            if (cron is null) return;
            var next = cron.GetNextOccurrence(from, Fires.Utc, inclusive: true)!.Value;
            next.Date.ShouldBe(date!.Value, given.ToString());
            naive.Matches(next.DateTime).ShouldBeTrue(given.ToString());
            cron.GetPreviousOccurrence(next.AddTicks(1), Fires.Utc).ShouldBe(next);
        });

    // A century without a leap day makes February 29 on one weekday wait for 40 years at most.
    private static DateTime? FirstDate(NaiveCron naive, DateTime from)
    {
        for (var day = 0; day < 41 * 366; day++)
            if (naive.MatchesDate(from.AddDays(day))) return from.AddDays(day);
        return null;
    }

    /// <summary>At an instant that the schedule fires at, or a tick to either side of it, rather than anywhere.</summary>
    private static Case Aimed(Case theCase, int aim, int index)
    {
        var within = theCase.Fires.FindAll(time => time > theCase.Change.Walk.From.AddDays(3) && time < theCase.Change.Walk.Until.AddDays(-3));
        if (aim == 0 || within.Count == 0) return theCase;
        return theCase with { From = within[index % within.Count].AddTicks(aim == 1 ? 0 : (index % 3) - 1) };
    }

    private static void Holds<T>(Arbitrary<T> cases, Action<T> law) => Check.One(Fleets.Runs(1000), Prop.ForAll(cases, law));
}

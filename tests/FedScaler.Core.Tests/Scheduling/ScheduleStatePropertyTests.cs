using System.Collections.Immutable;
using FedScaler.Core.Scheduling;
using FedScaler.Core.Tests.Splitting;
using FsCheck;
using FsCheck.Fluent;

namespace FedScaler.Core.Tests.Scheduling;

/// <summary>The state at an instant against windows found minute by minute, and against the fold of all transitions before it.</summary>
public sealed class ScheduleStatePropertyTests
{
    private sealed record OneRule(ScheduledRule Rule, DateRange[] Excluded, ClockChange Change, DateTimeOffset Now)
    {
        public Schedule Schedule => new("s", [Rule]) { Excluded = [.. Excluded] };

        public override string ToString() => $"{Describe(Rule)} excluded {string.Join(' ', Excluded)} {Change} at {Now:O}";
    }

    private sealed record ManyRules(ImmutableArray<Schedule> Schedules, DateTimeOffset After, DateTimeOffset Now)
    {
        public override string ToString() =>
            $"{string.Join("; ", Schedules.Select(schedule => $"{schedule.Name}: {string.Join(", ", schedule.Rules.Select(Describe))}, excluded {string.Join(' ', schedule.Excluded)}"))} from {After:O} to {Now:O}";
    }

    // Often enough that the walk sees a start and an end, and mostly in the hours in which clocks change.
    private static readonly Gen<string> Texts =
        from minute in Gen.Elements("0", "15", "30", "45", "0,30", "10", "*/20", "0-40/10", "59")
        from hour in Gen.Elements("0", "1", "1", "2", "2", "2,3", "3", "9", "22", "23", "0-2", "*", "*/3", "1,13")
        from weekday in Gen.Frequency((6, Gen.Constant("*")), (1, Gen.Elements("SUN-FRI", "SUN,TUE-SAT")))
        select $"{minute} {hour} * * {weekday}";

    private static readonly Gen<TimeSpan> Leads =
        Gen.Frequency((2, Gen.Constant(TimeSpan.Zero)), (1, Gen.Choose(1, 240).Select(minutes => TimeSpan.FromMinutes(minutes))));

    private static Gen<WindowEnd?> Ends => Gen.Frequency<WindowEnd?>(
        (5, Texts.Select(text => (WindowEnd?)new WindowEnd.AtCron(CronExpression.Parse(text)))),
        (2, Gen.Choose(1, 1800).Select(minutes => (WindowEnd?)new WindowEnd.After(TimeSpan.FromMinutes(minutes)))),
        (1, Gen.Constant<WindowEnd?>(null)));

    private static Gen<ScheduledRule> RulesIn(TimeZoneInfo zone, string name) =>
        from starts in Texts
        from end in Ends
        from lead in Leads
        from replicas in Gen.Choose(1, 3)
        from suspended in Gen.Frequency((9, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new ScheduledRule(name, CronExpression.Parse(starts), end, new ScheduleEffect.Count(replicas), zone) { LeadTime = lead, Suspended = suspended };

    private static Gen<DateRange[]> Exclusions(DateTimeOffset around) => Gen.Frequency(
        (2, Gen.Constant<DateRange[]>([])),
        (1, from first in Gen.Choose(-2, 2)
            from length in Gen.Choose(0, 1)
            from other in Gen.Choose(-2, 2)
            let day = DateOnly.FromDateTime(around.UtcDateTime)
            select new[] { new DateRange(day.AddDays(first), day.AddDays(first + length)), new DateRange(day.AddDays(other), day.AddDays(other)) }));

    private static readonly Arbitrary<OneRule> Singles = (
        from change in ClockChanges.Any
        from rule in RulesIn(change.Zone, "r")
        from now in change.Instants
        from excluded in Exclusions(now)
        select new OneRule(rule with { Suspended = false }, excluded, change, now)).ToArbitrary();

    private static readonly Arbitrary<ManyRules> Several = (
        from change in ClockChanges.Any
        from other in ClockChanges.Any
        from count in Gen.Choose(1, 4)
        from ones in Gen.ArrayOf(RulesIn(change.Zone, "r"), count)
        from twos in Gen.ArrayOf(RulesIn(other.Zone, "r"), 2)
        from after in change.Instants
        from minutes in Gen.Choose(0, 3 * 24 * 60)
        from excluded in Exclusions(after)
        select new ManyRules(
            [new Schedule("a", Numbered(ones)) { Excluded = [.. excluded] }, new Schedule("b", Numbered(twos))],
            after, after.AddMinutes(minutes))).ToArbitrary();

    [Fact]
    public void The_window_in_force_is_that_of_the_latest_start_found_minute_by_minute() =>
        Holds(Singles, 600, given =>
        {
            var begun = NaiveWindows.Of(given.Rule, given.Excluded, given.Change.Walk).FindAll(window => window.Since <= given.Now);
            var expected = begun.Count == 0 || begun[^1].Until <= given.Now ? [] : begun[^1..];
            Schedules.At([given.Schedule], given.Now).Active.Select(window => (window.Since, window.Until)).ShouldBe(expected, given.ToString());
        });

    [Fact]
    public void The_state_is_the_fold_of_the_transitions_before_it() =>
        Holds(Several, 600, given =>
        {
            var folded = ByRule(Schedules.At(given.Schedules, given.After));
            foreach (var transition in Schedules.Transitions(given.Schedules, given.After, given.Now))
            {
                var id = $"{transition.Schedule}/{transition.Rule}";
                if (transition.Edge == TransitionEdge.Start) folded[id] = transition.Time;
                else folded.Remove(id).ShouldBeTrue($"{id} ends, and was not there: {given}");
            }

            ByRule(Schedules.At(given.Schedules, given.Now)).ShouldBe(folded, ignoreOrder: true, given.ToString());
        });

    [Fact]
    public void What_comes_next_is_the_first_transition_and_until_then_nothing_changes() =>
        Holds(Several, 300, given =>
        {
            var state = Schedules.At(given.Schedules, given.Now);
            var first = Schedules.Transitions(given.Schedules, given.Now, DateTimeOffset.MaxValue).FirstOrDefault();
            state.Next.ShouldBe(first, given.ToString());
            if (first is null) return;
            first.Time.ShouldBeGreaterThan(given.Now);
            ByRule(Schedules.At(given.Schedules, first.Time.AddTicks(-1))).ShouldBe(ByRule(state), ignoreOrder: true, given.ToString());
        });

    [Fact]
    public void Transitions_come_in_order_and_are_cut_anywhere_without_a_loss() =>
        Holds(Several, 300, given =>
        {
            var until = given.Now.AddDays(3);
            var whole = Schedules.Transitions(given.Schedules, given.After, until).ToList();
            whole.Select(transition => transition.Time).ShouldBeInOrder();
            Schedules.Transitions(given.Schedules, given.After, given.Now).Concat(Schedules.Transitions(given.Schedules, given.Now, until))
                .ShouldBe(whole, given.ToString());
        });

    private static Dictionary<string, DateTimeOffset> ByRule(ScheduleState state) =>
        state.Active.ToDictionary(window => window.Id, window => window.Since, StringComparer.Ordinal);

    private static ImmutableArray<ScheduledRule> Numbered(ScheduledRule[] rules) =>
        [.. rules.Select((rule, i) => rule with { Name = $"r{i}" })];

    private static string Describe(ScheduledRule rule) => $"'{rule.Starts}' to {rule.End} in {rule.Zone.Id}, lead {rule.LeadTime}, suspended {rule.Suspended}";

    private static void Holds<T>(Arbitrary<T> cases, int tests, Action<T> law) => Check.One(Fleets.Runs(tests), Prop.ForAll(cases, law));
}

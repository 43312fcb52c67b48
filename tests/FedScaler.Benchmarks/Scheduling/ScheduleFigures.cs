using System.Collections.Immutable;
using FedScaler.Benchmarks.Reporting;
using FedScaler.Benchmarks.Running;
using FedScaler.Core.Scheduling;

namespace FedScaler.Benchmarks.Scheduling;

/// <summary>Schedules, as lines of the report.</summary>
internal static class ScheduleFigures
{
    private const int MostLate = 300;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync() => [Count(DueRules.OfAll()), await DueFigures.MeasureAsync(), Time()];

    private static Figure Time()
    {
        var run = BenchmarkRun.Of<ScheduleBenchmarks>();
        var (at, next) = (run[nameof(ScheduleBenchmarks.At)], run[nameof(ScheduleBenchmarks.NextStarts)]);
        return new Figure(
            $"What holds of {DueRules.Rules:#,0} rules of {DueRules.Targets:#,0} targets at an instant, and what comes next", $"{Units.Time(at.Nanoseconds)}, {Units.Bytes(at.Bytes)}", null,
            $"{Units.Ratio(at.Nanoseconds / next.Nanoseconds)} asking each rule once for its next start ({Units.Time(next.Nanoseconds)}, {Units.Bytes(next.Bytes)})",
            "each rule is asked for its last start, its end and its next start, in its own zone");
    }

    /// <summary>
    /// Every target is looked at once shortly before its rules are due and once up to five minutes late, each at another time,
    /// as a controller that is behind does; what it then finds to have happened in between is counted.
    /// </summary>
    private static Figure Count(ImmutableArray<Schedule>[] targets)
    {
        var random = new Random(1);
        int told = 0, missed = 0, twice = 0, unseen = 0;
        foreach (var schedules in targets)
        {
            var (before, late) = (DueRules.Due.AddSeconds(-random.Next(1, 60)), DueRules.Due.AddSeconds(random.Next(MostLate)));
            var starts = Starts(schedules, before, late).Concat(Starts(schedules, late, late.AddSeconds(MostLate))).ToList();
            var distinct = starts.Distinct().Count();
            told += starts.Count;
            twice += starts.Count - distinct;
            missed += DueRules.RulesOfOne - distinct;
            unseen += DueRules.RulesOfOne - Schedules.At(schedules, late).Active.Count(static window => window.Since == DueRules.Due);
        }

        return new Figure(
            $"{DueRules.Rules:#,0} rules of {DueRules.Targets:#,0} targets due in the same minute, each target looked at up to {MostLate / 60} minutes late",
            $"{told:#,0} starts told, {missed} missed, {twice} twice; {unseen} not in force", "none missed, none twice", null,
            "nothing: what holds follows from the rules and the time, and from nothing that was remembered");
    }

    private static IEnumerable<(string Schedule, string Rule)> Starts(ImmutableArray<Schedule> schedules, DateTimeOffset after, DateTimeOffset until) =>
        Schedules.Transitions(schedules, after, until)
            .Where(static transition => transition.Edge == TransitionEdge.Start && transition.Time == DueRules.Due)
            .Select(static transition => (transition.Schedule, transition.Rule));
}

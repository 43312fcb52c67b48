using System.Globalization;
using FedScaler.Core.Scheduling;

namespace FedScaler.Cron.Explain;

/// <summary>Tells what the schedules of one target come to.</summary>
internal sealed class TargetExplainer(ScheduledTarget target)
{
    private const string Iso = "yyyy-MM-dd'T'HH:mm:sszzz";
    private readonly Timeline _timeline = new(target);

    public ExplainedTarget Explain(DateTimeOffset from, int count)
    {
        var now = _timeline.At(from);
        var transitions = _timeline.Next(from, count);
        var excluded = ScheduleForecast.ExcludedStarts(target.Schedules, from, transitions.Count > 0 ? transitions[^1].Transition.Time : from).ToList();
        var strip = new DayStrip(target.Zone);
        var days = Dates(from, transitions, excluded).Select(date => Day(date, strip, excluded)).ToList();
        return new ExplainedTarget(
            target.Key.ToString(),
            [.. target.Schedules.Select(static schedule => schedule.Name)],
            target.Zone.Id,
            target.Base,
            now.Reach,
            [.. now.Active.Select(static window => new ExplainedActive(window.Id, CronTimes.Utc(window.Since), window.Until is { } until ? CronTimes.Utc(until) : null))],
            [.. transitions.Select(Explain)],
            [.. excluded.Select(Explain)],
            days,
            strip.Legend,
            target.Remarks);
    }

    private ExplainedTransition Explain(ForeseenTransition foreseen)
    {
        var transition = foreseen.Transition;
        var rule = target.Rule(transition.Schedule, transition.Rule);
        var then = _timeline.At(transition.Time);
        return new ExplainedTransition(
            CronTimes.Utc(transition.Time),
            transition.Time.ToString(Iso, CultureInfo.InvariantCulture),
            rule.Zone.Id,
            $"{transition.Schedule}/{transition.Rule}",
            transition.Edge.ToString(),
            then.Reach,
            [.. TransitionNotes.Of(foreseen, rule, then)]);
    }

    private static ExplainedExclusion Explain(ExcludedStart start) => new(
        Date(DateOnly.FromDateTime(start.Time.DateTime)),
        start.Time.ToString(Iso, CultureInfo.InvariantCulture),
        start.Rule,
        start.Dates.First == start.Dates.Last ? Date(start.Dates.First) : $"{Date(start.Dates.First)}/{Date(start.Dates.Last)}");

    private IEnumerable<DateOnly> Dates(DateTimeOffset from, IReadOnlyList<ForeseenTransition> transitions, IEnumerable<ExcludedStart> excluded) =>
        transitions.Select(static foreseen => foreseen.Transition.Time).Concat(excluded.Select(static start => start.Time)).Prepend(from)
            .Select(time => ZoneDates.DateOf(time, target.Zone)).Distinct().Order();

    private ExplainedDay Day(DateOnly date, DayStrip strip, IEnumerable<ExcludedStart> excluded)
    {
        var spans = _timeline.Spans(LocalDay.StartOf(date, target.Zone), LocalDay.StartOf(date.AddDays(1), target.Zone));
        var remarks = excluded.Where(start => ZoneDates.DateOf(start.Time, target.Zone) == date).Select(static start => $"excluded: {start.Rule} at {start.Time:HH:mm}");
        if (ZoneDates.ClockChange(date, target.Zone) is { } change) remarks = remarks.Prepend(change);
        return new ExplainedDay(Date(date), date.ToString("ddd", CultureInfo.InvariantCulture), strip.Draw(date, spans), [.. remarks]);
    }

    private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

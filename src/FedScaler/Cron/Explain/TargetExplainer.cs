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
        var excluded = ExcludedStarts.Of(target, from, transitions.Count > 0 ? transitions[^1].Time : from).ToList();
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
            [.. excluded.Select(static start => new ExcludedStart(Date(start.Date), start.Time.ToString(Iso, CultureInfo.InvariantCulture), start.Rule))],
            days,
            strip.Legend,
            target.Remarks);
    }

    private ExplainedTransition Explain(ScheduleTransition transition)
    {
        var rule = target.Rule(transition.Schedule, transition.Rule);
        var then = _timeline.At(transition.Time);
        return new ExplainedTransition(
            CronTimes.Utc(transition.Time),
            TimeZoneInfo.ConvertTime(transition.Time, rule.Zone).ToString(Iso, CultureInfo.InvariantCulture),
            rule.Zone.Id,
            $"{transition.Schedule}/{transition.Rule}",
            transition.Edge.ToString(),
            then.Reach,
            [.. TransitionNotes.Of(transition, rule, then)]);
    }

    private IEnumerable<DateOnly> Dates(DateTimeOffset from, IReadOnlyList<ScheduleTransition> transitions, IEnumerable<SkippedStart> excluded) =>
        transitions.Select(static transition => transition.Time).Concat(excluded.Select(static start => start.Time)).Prepend(from)
            .Select(time => LocalDays.DateOf(time, target.Zone)).Distinct().Order();

    private ExplainedDay Day(DateOnly date, DayStrip strip, IEnumerable<SkippedStart> excluded)
    {
        var spans = _timeline.Spans(LocalDays.StartOf(date, target.Zone), LocalDays.StartOf(date.AddDays(1), target.Zone));
        var remarks = excluded.Where(start => LocalDays.DateOf(start.Time, target.Zone) == date).Select(static start => $"excluded: {start.Rule} at {start.Time:HH:mm}");
        if (LocalDays.ClockChange(date, target.Zone) is { } change) remarks = remarks.Prepend(change);
        return new ExplainedDay(Date(date), date.ToString("ddd", CultureInfo.InvariantCulture), strip.Draw(date, spans), [.. remarks]);
    }

    private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

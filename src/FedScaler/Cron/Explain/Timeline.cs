using FedScaler.Core.Scheduling;

namespace FedScaler.Cron.Explain;

/// <summary>What the schedules of a target come to over time, by the functions that the controllers call.</summary>
internal sealed class Timeline(ScheduledTarget target)
{
    // February 29 comes once in four years, and once in eight around a century.
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(9 * 366);

    /// <summary>The next transitions; fewer where no more come in years.</summary>
    public IReadOnlyList<ScheduleTransition> Next(DateTimeOffset after, int count)
    {
        for (var span = TimeSpan.FromDays(8); ; span *= 4)
        {
            var next = Schedules.Transitions(target.Schedules, after, after + span).Take(count).ToList();
            if (next.Count == count || span > Furthest) return next;
        }
    }

    /// <summary>What holds at an instant.</summary>
    public TimelineState At(DateTimeOffset time) => TimelineState.Of(Schedules.At(target.Schedules, time).Active, target);

    /// <summary>A time cut where something changes.</summary>
    public IEnumerable<ExplainedSpan> Spans(DateTimeOffset from, DateTimeOffset until)
    {
        var start = from;
        foreach (var time in Schedules.Transitions(target.Schedules, from, until).Select(static transition => transition.Time).Append(until).Distinct())
        {
            if (time <= start) continue;
            var state = At(start);
            yield return new ExplainedSpan(start, time, state.Reach, state.Rules);
            start = time;
        }
    }
}

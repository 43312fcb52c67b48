using FedScaler.Core.Scheduling;

namespace FedScaler.Cron.Explain;

/// <summary>What the schedules of a target come to over time, by the functions that the controllers call.</summary>
internal sealed class Timeline(ScheduledTarget target)
{
    // The day of a transition is drawn up to the next midnight, and the calendar's last day has none.
    private static readonly DateTimeOffset Furthest = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The next transitions; fewer where no more come.</summary>
    public IReadOnlyList<ForeseenTransition> Next(DateTimeOffset after, int count) =>
        [.. ScheduleForecast.Transitions(target.Schedules, after).TakeWhile(static foreseen => foreseen.Transition.Time < Furthest).Take(count)];

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

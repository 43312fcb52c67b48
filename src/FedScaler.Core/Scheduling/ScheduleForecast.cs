using System.Collections.Immutable;

namespace FedScaler.Core.Scheduling;

/// <summary>What schedules will do, for people: with notes on changing clocks, and with what excluded dates take away.</summary>
public static class ScheduleForecast
{
    /// <summary>The transitions after an instant, without end where the schedules have none: take as many as are wanted.</summary>
    public static IEnumerable<ForeseenTransition> Transitions(ImmutableArray<Schedule> schedules, DateTimeOffset after) =>
        from transition in Schedules.Transitions(schedules, after, DateTimeOffset.MaxValue)
        select new ForeseenTransition(transition, NoteOn(schedules, transition));

    /// <summary>
    /// The starts after an instant and up to another that excluded dates take away, in order of time, at most
    /// <paramref name="most"/> of each rule.
    /// </summary>
    public static IEnumerable<ExcludedStart> ExcludedStarts(ImmutableArray<Schedule> schedules, DateTimeOffset after, DateTimeOffset until, int most = 1000) =>
        (from schedule in schedules
         where !schedule.Suspended && !schedule.Excluded.IsDefaultOrEmpty
         from rule in schedule.Rules
         where !rule.Suspended
         from excluded in new RuleTimeline(rule, schedule.Excluded).ExcludedStarts(after, until).Take(most)
         select new ExcludedStart(excluded.Start, $"{schedule.Name}/{rule.Name}", excluded.Dates))
        .OrderBy(static excluded => excluded.Time);

    private static OccurrenceNote? NoteOn(ImmutableArray<Schedule> schedules, ScheduleTransition transition)
    {
        var rule = schedules.Where(schedule => schedule.Name == transition.Schedule)
            .SelectMany(static schedule => schedule.Rules)
            .First(rule => rule.Name == transition.Rule);
        return (transition.Edge, rule.End) switch
        {
            (TransitionEdge.Start, _) when rule.LeadTime < DateTimeOffset.MaxValue - transition.Time =>
                OccurrenceNote.OfStart(rule.Starts, rule.Zone, transition.Time + rule.LeadTime),
            (TransitionEdge.End, WindowEnd.AtCron(var ends)) => OccurrenceNote.OfEnd(ends, rule.Zone, transition.Time),
            // The end of a duration is no local time, and an open-ended rule ends with another one's start.
            _ => null,
        };
    }
}

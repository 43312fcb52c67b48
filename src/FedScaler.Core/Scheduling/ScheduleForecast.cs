using System.Collections.Immutable;

namespace FedScaler.Core.Scheduling;

/// <summary>What schedules will do, for people: with notes on changing clocks, with what is left out, and with overlaps.</summary>
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

    /// <summary>
    /// Which windows are open together between two instants, in order of their beginning. The open-ended rule overlaps nothing:
    /// it gives way.
    /// </summary>
    public static IEnumerable<WindowOverlap> Overlaps(ImmutableArray<Schedule> schedules, DateTimeOffset from, DateTimeOffset until)
    {
        var open = new Dictionary<(string One, string Other), DateTimeOffset>();
        foreach (var time in Schedules.Transitions(schedules, from, until).Select(static transition => transition.Time).Distinct().Prepend(from).ToList())
        {
            var pairs = Pairs([.. Schedules.At(schedules, time).Active.Where(static window => window.Until is not null).Select(static window => window.Id)]);
            foreach (var pair in open.Keys.Except(pairs).ToList())
            {
                open.Remove(pair, out var since);
                yield return new WindowOverlap(pair.One, pair.Other, since, time);
            }

            foreach (var pair in pairs)
                open.TryAdd(pair, time);
        }

        foreach (var (pair, since) in open.OrderBy(static pair => pair.Value))
            yield return new WindowOverlap(pair.One, pair.Other, since, until);
    }

    private static List<(string One, string Other)> Pairs(string[] ids) =>
        [.. ids.Index().SelectMany(one => ids.Skip(one.Index + 1).Select(other => (one.Item, other)))];

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

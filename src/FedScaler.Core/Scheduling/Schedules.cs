using System.Collections.Immutable;

namespace FedScaler.Core.Scheduling;

/// <summary>
/// What all schedules of one target say, as a pure function of them, the zones and the time: whoever was down, failed over, or
/// looks twice comes to the same.
/// </summary>
public static class Schedules
{
    /// <summary>The rules in force at an instant (a start counts, an end does not), and what changes next.</summary>
    public static ScheduleState At(ImmutableArray<Schedule> schedules, DateTimeOffset now)
    {
        var active = ImmutableArray.CreateBuilder<ScheduleWindow>();
        ScheduleWindow? holder = null;
        foreach (var schedule in schedules)
        {
            if (schedule.Suspended) continue;
            foreach (var rule in schedule.Rules)
            {
                if (new RuleTimeline(rule, schedule.Excluded).Latest(now) is not { } latest || !latest.Contains(now)) continue;
                var window = new ScheduleWindow(schedule.Name, rule, latest.Since, latest.Until);
                if (rule.End is not null) active.Add(window);
                else if (holder is null || OpenEndedRank.Beats(window, holder)) holder = window;
            }
        }

        if (holder is not null) active.Add(holder);
        return new ScheduleState(active.DrainToImmutable(), TransitionWalk.FirstAfter(schedules, now));
    }

    /// <summary>
    /// What changes after an instant and up to another, which is included, in order of time; at one instant starts come before
    /// ends. The rules in force at the first instant, with every start added (anew, if it is there) and every end taken out,
    /// are those in force at the second. A rule that starts anew while it acts has no end there; an open-ended rule ends when
    /// another one fires.
    /// </summary>
    public static IEnumerable<ScheduleTransition> Transitions(ImmutableArray<Schedule> schedules, DateTimeOffset after, DateTimeOffset until)
    {
        var walk = new TransitionWalk(schedules, after);
        while (walk.NextTime is { } time && time <= until)
            foreach (var transition in walk.Take(time))
                yield return transition;
    }
}

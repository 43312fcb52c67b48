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
        var walk = new TransitionWalk(schedules, now);
        return new ScheduleState(walk.Active, walk.Next);
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
            foreach (var transition in walk.PassNext())
                yield return transition;
    }
}

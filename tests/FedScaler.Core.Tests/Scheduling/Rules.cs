using System.Collections.Immutable;
using FedScaler.Core.Scheduling;

namespace FedScaler.Core.Tests.Scheduling;

/// <summary>Shorthand for rules and schedules, and for asking what is in force.</summary>
internal static class Rules
{
    public static ScheduledRule Window(string starts, string ends, TimeZoneInfo? zone = null, string name = "window", ScheduleEffect? effect = null) =>
        new(name, CronExpression.Parse(starts), new WindowEnd.AtCron(CronExpression.Parse(ends)), effect ?? Floor(10), zone ?? Fires.Utc);

    public static ScheduledRule Lasting(string starts, TimeSpan length, TimeZoneInfo? zone = null, string name = "window", ScheduleEffect? effect = null) =>
        new(name, CronExpression.Parse(starts), new WindowEnd.After(length), effect ?? Floor(10), zone ?? Fires.Utc);

    public static ScheduledRule OpenEnded(string starts, int replicas, string name = "count", TimeZoneInfo? zone = null) =>
        new(name, CronExpression.Parse(starts), null, new ScheduleEffect.Count(replicas), zone ?? Fires.Utc);

    public static ScheduleEffect Floor(int floor) => new ScheduleEffect.Bounds(floor, null, RaisesMax: false);

    public static ScheduledRule Ahead(this ScheduledRule rule, TimeSpan leadTime) => rule with { LeadTime = leadTime };

    public static Schedule In(this ScheduledRule rule, string schedule = "peak", params string[] excluded) =>
        Schedule(schedule, [rule]) with { Excluded = [.. excluded.Select(Range)] };

    public static Schedule Schedule(string name, params ScheduledRule[] rules) => new(name, [.. rules]);

    /// <summary>2026-10-01/2026-10-07, or one date.</summary>
    public static DateRange Range(string text) =>
        new(DateOnly.Parse(text.Split('/')[0]), DateOnly.Parse(text.Split('/')[^1]));

    public static bool IsActive(this Schedule schedule, string time) => Schedules.At([schedule], Fires.At(time)).Active.Length > 0;

    /// <summary>The ids of the rules in force.</summary>
    public static string[] ActiveAt(string time, params Schedule[] schedules) =>
        [.. Schedules.At([.. schedules], Fires.At(time)).Active.Select(window => window.Id)];

    /// <summary>Transitions as text: 2026-03-08T03:00-04:00 Start peak/window.</summary>
    public static string[] Transitions(string after, string until, params Schedule[] schedules) =>
        [.. Schedules.Transitions([.. schedules], Fires.At(after), Fires.At(until)).Select(Show)];

    public static string Show(ScheduleTransition transition) =>
        $"{transition.Time:yyyy-MM-ddTHH:mmzzz} {transition.Edge} {transition.Schedule}/{transition.Rule}";

    public static ImmutableArray<ScheduleWindow> Active(params ScheduledRule[] rules) =>
        [.. rules.Select(rule => new ScheduleWindow("peak", rule, DateTimeOffset.UnixEpoch, rule.End is null ? null : DateTimeOffset.MaxValue))];
}

using System.Collections.Immutable;
using FedScaler.Api.CronHpas;
using FedScaler.Core.Scheduling;
using CoreEdge = FedScaler.Core.Scheduling.TransitionEdge;
using CoreTransition = FedScaler.Core.Scheduling.ScheduleTransition;
using TransitionEdge = FedScaler.Api.CronHpas.TransitionEdge;

namespace FedScaler.Controllers.CronHpas;

/// <summary>
/// Finds what came to pass since a status was written, from nothing but that status, the schedule and the clock: the rules in
/// force then against those in force now, and windows that came and went between. Pure, so that it finds the same after a restart.
/// </summary>
internal static class TransitionFinder
{
    /// <summary>Nobody is helped by an account of windows that went by unseen longer ago than this.</summary>
    public static readonly TimeSpan Horizon = TimeSpan.FromDays(7);

    /// <param name="before">The status as it was last written; null for none.</param>
    /// <param name="sameSpec">It was written of the spec as it is now.</param>
    /// <param name="schedule">This CronHPA's own.</param>
    /// <param name="inForce">The rules in force now on its target, those of other CronHPAs too.</param>
    /// <returns>In the order of their times.</returns>
    public static IReadOnlyList<FoundTransition> Find(
        CronHpaStatus? before, bool sameSpec, Schedule schedule, ImmutableArray<ScheduleWindow> inForce, DateTimeOffset now)
    {
        var active = inForce.Where(window => window.Schedule == schedule.Name).ToList();
        // One that began in the future has not begun: the clock was set back since.
        var past = (before?.Active ?? []).Where(rule => rule.Since <= now).ToList();
        var found = new List<FoundTransition>();
        foreach (var rule in past) found.AddRange(Ended(rule, sameSpec, active, inForce, now));
        foreach (var window in active) found.AddRange(Begun(window, sameSpec, past, now));
        if (sameSpec && before?.NextTransition is { } next && next.Time <= now) found.AddRange(Unseen(next.Time, schedule, active, now));
        return [.. found.OrderBy(static transition => transition.Time).ThenByDescending(static transition => transition.Edge)];
    }

    private static IEnumerable<FoundTransition> Ended(
        ActiveRule rule, bool sameSpec, List<ScheduleWindow> active, ImmutableArray<ScheduleWindow> inForce, DateTimeOffset now)
    {
        var window = active.Find(window => window.Rule.Name == rule.Rule);
        if (rule.Until <= now)
        {
            // Had it begun anew before its end, it would not have ended.
            if (window is null || window.Since >= rule.Until) yield return new FoundTransition(rule.Rule, TransitionEdge.End, rule.Until.Value, TransitionCause.Clock);
        }
        else if (window is null)
        {
            yield return sameSpec && rule.Until is null
                ? new FoundTransition(rule.Rule, TransitionEdge.End, Superseded(rule, inForce) ?? now.InWholeSeconds(), TransitionCause.Clock)
                : new FoundTransition(rule.Rule, TransitionEdge.End, now.InWholeSeconds(), TransitionCause.Edit);
        }
    }

    private static IEnumerable<FoundTransition> Begun(ScheduleWindow window, bool sameSpec, List<ActiveRule> past, DateTimeOffset now)
    {
        var since = window.Since.InWholeSeconds();
        var known = past.Find(rule => rule.Rule == window.Rule.Name);
        if (known?.Since == since) yield break;
        // Its times were changed while it was in force: it goes on.
        if (known is not null && !sameSpec && !(known.Until <= now)) yield break;
        yield return new FoundTransition(window.Rule.Name, TransitionEdge.Start, since, sameSpec ? TransitionCause.Clock : TransitionCause.Edit);
    }

    /// <summary>An open-ended rule ends when another begins, of this CronHPA or of another one on the same target.</summary>
    private static DateTimeOffset? Superseded(ActiveRule rule, ImmutableArray<ScheduleWindow> inForce) =>
        inForce.FirstOrDefault(window => window.Until is null && window.Since > rule.Since)?.Since.InWholeSeconds();

    private static IEnumerable<FoundTransition> Unseen(DateTimeOffset next, Schedule schedule, List<ScheduleWindow> active, DateTimeOffset now)
    {
        var from = next > now - Horizon ? next : now - Horizon;
        var starts = Schedules.Transitions([schedule], from.AddTicks(-1), now)
            .Where(transition => transition.Edge == CoreEdge.Start && !active.Exists(window => IsOf(window, transition)));
        foreach (var rule in starts.GroupBy(static transition => transition.Rule, StringComparer.Ordinal))
        {
            var times = rule.Select(static transition => transition.Time.InWholeSeconds()).ToList();
            yield return new FoundTransition(rule.Key, TransitionEdge.Start, times[^1], TransitionCause.Unseen, times.Count - 1);
        }
    }

    /// <summary>Its start, or one since which an open-ended rule has held all the time.</summary>
    private static bool IsOf(ScheduleWindow window, CoreTransition transition) =>
        window.Rule.Name == transition.Rule && (window.Since == transition.Time || window.Until is null);
}

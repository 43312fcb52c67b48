using FedScaler.Api.Common;
using FedScaler.Api.CronHpas;
using FedScaler.Api.Validation;
using CoreEdge = FedScaler.Core.Scheduling.TransitionEdge;
using CoreTransition = FedScaler.Core.Scheduling.ScheduleTransition;

namespace FedScaler.Controllers.CronHpas;

/// <summary>Puts what was seen into a CronHPA's status.</summary>
internal static class CronHpaStatusComposer
{
    public static CronHpaStatus Compose(CronHpa resource, CronHpaSight seen, IReadOnlyList<Condition> conditions, IReadOnlyList<ScheduleHistoryEntry> history) => new()
    {
        ObservedGeneration = resource.Metadata.Generation ?? 0,
        Conditions = conditions,
        Active = [.. seen.Own.Select(static window => new ActiveRule { Rule = window.Rule.Name, Since = window.Since.InWholeSeconds(), Until = window.Until.InWholeSeconds() })],
        Effective = seen.Target?.Effective(seen.State.Active),
        NextTransition = Next(seen.Next),
        History = history,
    };

    /// <summary>Nothing acts; what happened before stays to be seen.</summary>
    public static CronHpaStatus ComposeInvalid(CronHpa resource, IReadOnlyList<FieldError> errors, IReadOnlyList<ScheduleHistoryEntry> history, DateTimeOffset now) => new()
    {
        ObservedGeneration = resource.Metadata.Generation ?? 0,
        Conditions = CronHpaConditions.OfInvalid(resource, errors, now),
        History = history,
    };

    private static ScheduleTransition? Next(CoreTransition? next) => next is null ? null : new ScheduleTransition
    {
        Time = next.Time.InWholeSeconds(),
        Rule = next.Rule,
        Edge = next.Edge == CoreEdge.Start ? TransitionEdge.Start : TransitionEdge.End,
    };
}

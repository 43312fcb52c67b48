using System.Collections.Immutable;
using FedScaler.Api.Common;
using FedScaler.Api.CronHpas;
using FedScaler.Api.ReplicaBindings;
using FedScaler.Controllers.Bindings;
using FedScaler.Core.Scheduling;
using FedScaler.Runtime.Events;

namespace FedScaler.Controllers.CronHpas;

/// <summary>A ReplicaBinding as the target of schedules.</summary>
internal sealed record BindingSight(int Replicas) : TargetSight
{
    public static BindingSight Of(ReplicaBinding resource, EventTarget target)
    {
        return new BindingSight(resource.Spec.Replicas)
        {
            Object = target,
            LedBy = resource.Status is { EffectiveReplicas: null } ? "a FedHPA scales the target" : null,
            PausedBy = MessageOf(resource.Status?.Conditions, BindingReasons.Paused),
            HeldFor = MessageOf(resource.Status?.Conditions, BindingReasons.Held),
            Complaint = resource.Status?.Conditions.Find("Ready") is { Status: Condition.False } ready ? ready.Message : null,
            Taken = resource.Status?.ActiveSchedules ?? [],
        };
    }

    public override EffectiveBounds? Effective(ImmutableArray<ScheduleWindow> active) =>
        LedBy is null ? new EffectiveBounds { Replicas = ScheduledCount.Of(active) ?? Replicas } : null;

    public override Verdict Judge(ScheduleWindow window, ImmutableArray<ScheduleWindow> active)
    {
        if (LedBy is not null) return new Verdict(ScheduleResults.Overridden, LedBy, ByOthers: true);
        if (window.Rule.Effect is not ScheduleEffect.Count(var asked) || ScheduledCount.Of(active) is not { } holds || asked == holds) return Verdict.Applied;
        var by = active.First(other => IsCount(other, holds) && (other.Rule.End is not null || window.Rule.End is null));
        return new Verdict(ScheduleResults.Overridden, $"{holds} replicas hold, by {by.Id}", by.Schedule != window.Schedule);
    }

    private static bool IsCount(ScheduleWindow window, int replicas) => window.Rule.Effect is ScheduleEffect.Count(var count) && count == replicas;
}

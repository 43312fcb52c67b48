using System.Collections.Immutable;
using FedScaler.Api.Common;
using FedScaler.Api.CronHpas;
using FedScaler.Api.FedHpas;
using FedScaler.Controllers.FedHpas;
using FedScaler.Core.Scheduling;

namespace FedScaler.Controllers.CronHpas;

/// <summary>A FedHPA as the target of schedules.</summary>
internal sealed record FedHpaSight(int MinReplicas, int MaxReplicas) : TargetSight
{
    public static FedHpaSight Of(FedHpa resource) => new(resource.Spec.MinReplicas, resource.Spec.MaxReplicas)
    {
        Object = FedHpaEvents.Regarding(resource),
        // The spec before the status, which may not tell of it yet.
        PausedBy = resource.Spec.Paused ? "spec.paused is true" : MessageOf(resource.Status?.Conditions, FedHpaReasons.Paused),
        HeldFor = MessageOf(resource.Status?.Conditions, FedHpaReasons.Held),
        Complaint = resource.Status?.Conditions.Find(FedHpaReasons.Ready) is { Status: Condition.False } ready ? ready.Message : null,
        Taken = resource.Status?.ActiveSchedules ?? [],
    };

    public override EffectiveBounds Effective(ImmutableArray<ScheduleWindow> active)
    {
        var bounds = ScheduledBounds.Of(MinReplicas, MaxReplicas, active);
        return new EffectiveBounds { MinReplicas = bounds.Min, MaxReplicas = bounds.Max };
    }

    public override Verdict Judge(ScheduleWindow window, ImmutableArray<ScheduleWindow> active)
    {
        if (window.Rule.Effect is not ScheduleEffect.Bounds asked) return Verdict.Applied;
        var bounds = ScheduledBounds.Of(MinReplicas, MaxReplicas, active);
        if (bounds.Clamped.FirstOrDefault(floor => floor.Rule == window.Id) is { } clamped)
        {
            return new Verdict(
                ScheduleResults.Clamped, $"min {clamped.Got} in place of {clamped.Asked}: maxReplicas of the FedHPA is {MaxReplicas}; raise it, or set raiseMax", ByOthers: true);
        }

        var (byOthers, remarks) = (false, new List<string>());
        if (asked.Floor < bounds.Min) Add("min", bounds.Min, bounds.MinBy, "minReplicas");
        if (asked.Ceiling is { } ceiling && ceiling != bounds.Max && (ceiling > bounds.Max || bounds.FloorOverCeiling is not null))
            Add("max", bounds.Max, bounds.MaxBy, "maxReplicas");
        return remarks.Count == 0 ? Verdict.Applied : new Verdict(ScheduleResults.Overridden, string.Join(", ", remarks), byOthers);

        void Add(string bound, int value, string? by, string field)
        {
            byOthers |= by?.StartsWith(window.Schedule + "/", StringComparison.Ordinal) != true;
            remarks.Add($"{bound} {value} holds, by {by ?? $"{field} of the FedHPA"}");
        }
    }
}

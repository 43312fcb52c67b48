using FedScaler.Api.FedHpas;
using FedScaler.Api.Mapping;
using FedScaler.Controllers.CronHpas;
using FedScaler.Core.Scheduling;
using FedScaler.Core.Splitting;

namespace FedScaler.Controllers.FedHpas;

/// <summary>A FedHPA's bounds as they hold at one instant: its own, and what the clock makes of them. Its spec stays the user's.</summary>
/// <param name="Schedules">What the clock says; null where no CronHPA acts on the FedHPA.</param>
internal sealed record BoundsInForce(SplitPolicy Policy, ScheduledBounds Bounds, ScheduleState? Schedules)
{
    /// <summary>As <c>status.activeSchedules</c> tells them.</summary>
    public IReadOnlyList<string> Active { get; } = Schedules is null ? [] : [.. Schedules.Active.Select(static window => window.Id)];

    /// <param name="look">What the clock says of a target; see <see cref="IScheduleSource.Look"/>.</param>
    public static BoundsInForce Of(FedHpa resource, Func<ScheduleTarget, DateTimeOffset, ScheduleState?> look, DateTimeOffset now)
    {
        var spec = resource.Spec;
        var state = look(ScheduleTarget.Of(resource), now);
        var bounds = ScheduledBounds.Of(spec.MinReplicas, spec.MaxReplicas, state?.Active ?? []);
        return new BoundsInForce(spec.ToSplitPolicy(bounds.Min, bounds.Max), bounds, state);
    }
}

using FedScaler.Core.Scheduling;

namespace FedScaler.Controllers.CronHpas;

/// <summary>All that one reconcile of a CronHPA rests on; immutable.</summary>
/// <param name="Target">Null where there is no such target.</param>
/// <param name="State">Of all CronHPAs on the target.</param>
/// <param name="Own">This CronHPA's rules in force.</param>
/// <param name="Next">This CronHPA's next transition.</param>
internal sealed record CronHpaSight(
    CronHpaReading Reading, TargetSight? Target, ScheduleState State, IReadOnlyList<ScheduleWindow> Own, ScheduleTransition? Next, DateTimeOffset Now)
{
    /// <summary>What to name in place of a target that there cannot be; null where there could.</summary>
    public string? Mend { get; init; }
}

using System.Collections.Immutable;
using FedScaler.Controllers.ScaleIns;
using FedScaler.Core.Dividing;
using FedScaler.Core.Scheduling;

namespace FedScaler.Controllers.Bindings;

/// <summary>What one reconcile of a binding that the user leads saw and decided.</summary>
/// <param name="Replicas">The count that was divided.</param>
/// <param name="Schedule">What the clock says of it; null where no CronHPA acts on it.</param>
internal sealed record DivisionRound(DivisionObservation Observation, DivisionDecision Decision, int Replicas, ScheduleState? Schedule)
{
    /// <summary>The ScaleIn for which what runs is kept as it is; null for none.</summary>
    public FleetHold? Hold { get; init; }

    /// <summary>Why the service's brake is on; null while it is off.</summary>
    public string? Brake { get; init; }

    /// <summary>What the status says of it: its uid, once nothing of ours is under way any more.</summary>
    public string? HeldBy { get; init; }

    /// <summary>Rules in force that set the count; empty when none does.</summary>
    public ImmutableArray<ScheduleWindow> Rules => Schedule is null ? [] : [.. Schedule.Active.Where(static window => window.Rule.Effect is ScheduleEffect.Count)];

    public bool IsScheduled => !Rules.IsEmpty;
}

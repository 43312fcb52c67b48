using FedScaler.Controllers.Fleet;
using FedScaler.Controllers.ScaleIns;
using FedScaler.Core.Splitting;

namespace FedScaler.Controllers.FedHpas;

/// <summary>What one reconcile saw and decided.</summary>
/// <param name="Bounds">What was shared out.</param>
/// <param name="Rivals">Other FedHPAs on the same target.</param>
/// <param name="Holding">Why nothing is written to members; null when it is.</param>
internal sealed record FedHpaRound(
    BoundsInForce Bounds, FedHpaObservation Observation, FleetDecision Decision, IReadOnlyList<string> Rivals, string? Holding)
{
    public required FleetWords Words { get; init; }

    /// <summary>The ScaleIn for which the shares are kept as they are; null for none.</summary>
    public FleetHold? Hold { get; init; }

    /// <summary>Why the service's brake is on; null while it is off.</summary>
    public string? Brake { get; init; }

    /// <summary>Why the federation says that the target is not ours to scale; null where it is.</summary>
    public FleetConflict? Foreign { get; init; }

    /// <summary>What the status says of it: its uid, once nothing of ours is under way any more.</summary>
    public string? HeldBy { get; init; }
}

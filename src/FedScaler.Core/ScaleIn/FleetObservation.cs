namespace FedScaler.Core.ScaleIn;

/// <summary>The FedHPA or ReplicaBinding over the workload, on the hub.</summary>
/// <param name="Runs">Replicas of the workload in all clusters together, as last seen.</param>
/// <param name="HeldBy">Id of the removal for which the shares are pinned; null for none.</param>
public sealed record FleetObservation(int Runs, string? HeldBy = null)
{
    /// <summary>The least replicas in all clusters together that it keeps up by itself, and on whose behalf.</summary>
    public ReplicaFloor? Floor { get; init; }

    /// <summary>maxReplicas of the FedHPA; null for a binding.</summary>
    public int? MaxReplicas { get; init; }

    /// <summary>resourceVersion of the FedHPA, to lower its maximum (mode Cap).</summary>
    public string? ResourceVersion { get; init; }
}

namespace FedScaler.Core.ScaleIn;

/// <summary>The FedHPA or ReplicaBinding over the workload, on the hub.</summary>
/// <param name="Runs">Replicas of the workload in all clusters together, as last seen.</param>
/// <param name="HeldBy">Id of the removal for which it keeps the shares as they are; null for none.</param>
public sealed record FleetObservation(int Runs, string? HeldBy = null)
{
    /// <summary>Kind and name, for messages.</summary>
    public string Name { get; init; } = "the fleet";

    /// <summary>The least replicas in all clusters together that it keeps up by itself, and on whose behalf.</summary>
    public ReplicaFloor? Floor { get; init; }

    /// <summary>maxReplicas of the FedHPA; null for a binding.</summary>
    public int? MaxReplicas { get; init; }

    /// <summary>spec.replicas of a binding that is divided over the clusters; null for a FedHPA.</summary>
    public int? Replicas { get; init; }

    /// <summary>resourceVersion of the FedHPA or binding, to lower one of those two.</summary>
    public string? ResourceVersion { get; init; }
}

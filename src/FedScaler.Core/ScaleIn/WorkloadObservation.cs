using System.Collections.Immutable;

namespace FedScaler.Core.ScaleIn;

/// <summary>The workload in one cluster.</summary>
/// <param name="Replicas">spec.replicas.</param>
public sealed record WorkloadObservation(string ResourceVersion, int Replicas)
{
    public long Generation { get; init; }

    public long ObservedGeneration { get; init; }

    /// <summary>status.replicas.</summary>
    public int StatusReplicas { get; init; }

    /// <summary>status.updatedReplicas (StatefulSet: those of the update revision).</summary>
    public int UpdatedReplicas { get; init; }

    /// <summary>Deployment: its ReplicaSets that have pods or ought to.</summary>
    public ImmutableArray<ReplicaSetObservation> ActiveReplicaSets { get; init; } = [];

    /// <summary>Annotation fedscaler.io/scale-in as it stands: see <see cref="CommitToken"/>.</summary>
    public string? CommitAnnotation { get; init; }

    /// <summary>Field manager of spec.replicas that is neither FedScaler nor the HPA (Karmada, Argo CD); null for none.</summary>
    public string? ForeignReplicasManager { get; init; }

    /// <summary>A label of the pod template that no selector in the namespace asks for (workload, Service, budget, NetworkPolicy, …).</summary>
    public BarrierLabel? FreeLabel { get; init; }

    /// <summary>StatefulSet: spec.ordinals.start.</summary>
    public int OrdinalsStart { get; init; }

    /// <summary>StatefulSet: podManagementPolicy is OrderedReady.</summary>
    public bool IsOrdered { get; init; }

    /// <summary>Kruise StatefulSet: spec.reserveOrdinals.</summary>
    public ImmutableArray<int> ReserveOrdinals { get; init; } = [];

    /// <summary>CloneSet: spec.scaleStrategy.podsToDelete.</summary>
    public ImmutableArray<string> PodsToDelete { get; init; } = [];

    /// <summary>Whether spec.volumeClaimTemplates is not empty.</summary>
    public bool HasVolumeClaims { get; init; }

    /// <summary>Whether its controller has acted on the spec and runs as many pods as it says.</summary>
    internal bool HasSettled(int counted) => ObservedGeneration >= Generation && StatusReplicas == Replicas && counted == Replicas;

    internal bool IsRolling => ObservedGeneration < Generation || UpdatedReplicas < StatusReplicas || ActiveReplicaSets.Length > 1;
}

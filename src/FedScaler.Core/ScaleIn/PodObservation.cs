namespace FedScaler.Core.ScaleIn;

/// <summary>status.phase in the order in which a ReplicaSet gives pods up.</summary>
public enum PodPhase
{
    Pending,
    Unknown,
    Running,
    Succeeded,
    Failed,
}

/// <summary>One pod.</summary>
public sealed record PodObservation(string Name, string Uid)
{
    public PodPhase Phase { get; init; } = PodPhase.Running;

    public bool IsReady { get; init; } = true;

    /// <summary>Since when it is ready; null while it is not.</summary>
    public DateTimeOffset? ReadySince { get; init; }

    /// <summary>spec.nodeName.</summary>
    public string? Node { get; init; }

    /// <summary>Annotation controller.kubernetes.io/pod-deletion-cost as it stands; see <see cref="DeletionCost"/>.</summary>
    public string? CostAnnotation { get; init; }

    /// <summary>The most restarts of any of its containers.</summary>
    public int Restarts { get; init; }

    public DateTimeOffset Created { get; init; }

    /// <summary>metadata.deletionTimestamp is set.</summary>
    public bool IsTerminating { get; init; }

    /// <summary>Whether the workload owns it, directly or through a ReplicaSet.</summary>
    public bool BelongsToTarget { get; init; } = true;

    /// <summary>Value of the cluster's barrier label.</summary>
    public string? BarrierValue { get; init; }

    internal bool IsActive => !IsTerminating && Phase is not (PodPhase.Succeeded or PodPhase.Failed);

    /// <summary>
    /// Whether the workload's controller counts it as a replica. ReplicaSets and CloneSets count active pods (FilterActivePods);
    /// a StatefulSet has an ordinal occupied, whatever became of the pod, until that is gone.
    /// </summary>
    internal bool CountsFor(TargetKind kind) =>
        kind is TargetKind.StatefulSet or TargetKind.KruiseStatefulSet ? !IsTerminating : IsActive;

    /// <summary>The number at the end of a StatefulSet pod's name; null where there is none.</summary>
    internal int? Ordinal => int.TryParse(Name.AsSpan(Name.LastIndexOf('-') + 1), out var ordinal) ? ordinal : null;
}

using System.Collections.Immutable;

namespace FedScaler.Core.ScaleIn;

/// <summary>
/// One write. Absolute, so it may be repeated; guarded by a resourceVersion or a uid, so it never lands on what was not looked at:
/// an answer of 409 or 404 means nothing but to look again. Closed.
/// </summary>
public abstract record RemovalStep
{
    private RemovalStep()
    {
    }

    /// <summary>The cluster that it is written to; null for the hub.</summary>
    public virtual string? Where => null;

    /// <summary>On the hub: maxReplicas of the FedHPA, for good (mode Cap).</summary>
    public sealed record LowerMax(int MaxReplicas, string ResourceVersion) : RemovalStep;

    /// <summary>On the hub: spec.replicas of a ReplicaBinding without a FedHPA, which would put back what was taken out.</summary>
    public sealed record LowerCount(int Replicas, string ResourceVersion) : RemovalStep;

    /// <summary>scaleUp and scaleDown of the HPA are disabled, its minimum becomes <paramref name="Min"/>, and it carries the removal's id.</summary>
    public sealed record HoldAutoscaler(string Cluster, string Name, int Min, string ResourceVersion) : RemovalStep
    {
        public override string Where => Cluster;
    }

    /// <summary>The HPA gets back its behavior (JSON; null for none) and minimum, and loses the removal's id.</summary>
    public sealed record ReleaseAutoscaler(string Cluster, string Name, int Min, string? Behavior, string ResourceVersion) : RemovalStep
    {
        public override string Where => Cluster;
    }

    /// <summary>Deletion cost and barrier label of one pod, in one patch; a null cost removes the annotation. Precondition: uid.</summary>
    public sealed record MarkPod(string Cluster, string Name, string Uid, string? Cost, BarrierLabel? Label) : RemovalStep
    {
        public override string Where => Cluster;
    }

    /// <summary>
    /// The commit: one patch of the workload itself, not of /scale, with <see cref="CommitToken.Annotation"/>. Null fields are left alone.
    /// </summary>
    public sealed record Commit(string Cluster, int Replicas, string Token, string ResourceVersion) : RemovalStep
    {
        public override string Where => Cluster;

        /// <summary>CloneSet: spec.scaleStrategy.podsToDelete, whole.</summary>
        public ImmutableArray<string>? PodsToDelete { get; init; }

        /// <summary>Kruise StatefulSet: spec.reserveOrdinals, whole.</summary>
        public ImmutableArray<int>? ReserveOrdinals { get; init; }

        /// <summary>StatefulSet: spec.ordinals.start.</summary>
        public int? OrdinalsStart { get; init; }
    }

    /// <summary>Sets the annotation alone, or removes it where it is null.</summary>
    public sealed record SetToken(string Cluster, string? Token, string ResourceVersion) : RemovalStep
    {
        public override string Where => Cluster;
    }

    /// <summary>Deletes a pod that the count no longer holds a place for. Precondition: uid.</summary>
    public sealed record DeletePod(string Cluster, string Name, string Uid) : RemovalStep
    {
        public override string Where => Cluster;
    }

    /// <summary>Evicts a pod, so that its budgets are asked (429: look again later). Precondition: uid.</summary>
    public sealed record EvictPod(string Cluster, string Name, string Uid) : RemovalStep
    {
        public override string Where => Cluster;
    }
}

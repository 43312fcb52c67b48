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

    /// <summary>Pins every cluster's share as it stands, on the hub, before any member's own count may change.</summary>
    public sealed record HoldFleet : RemovalStep;

    /// <summary>Lets the shares go their own way again.</summary>
    public sealed record ReleaseFleet : RemovalStep;

    /// <summary>maxReplicas of the FedHPA, for good (mode Cap).</summary>
    public sealed record LowerMax(int MaxReplicas, string ResourceVersion) : RemovalStep;

    /// <summary>scaleUp and scaleDown of the HPA are disabled, its minimum becomes <paramref name="Min"/>, and it carries the removal's id.</summary>
    public sealed record HoldAutoscaler(string Cluster, string Name, int Min, string ResourceVersion) : RemovalStep;

    /// <summary>The HPA gets back its behavior (JSON; null for none) and minimum, and loses the removal's id.</summary>
    public sealed record ReleaseAutoscaler(string Cluster, string Name, int Min, string? Behavior, string ResourceVersion) : RemovalStep;

    /// <summary>Deletion cost and barrier label of one pod, in one patch; a null cost removes the annotation. Precondition: uid.</summary>
    public sealed record MarkPod(string Cluster, string Name, string Uid, string? Cost, BarrierLabel? Label) : RemovalStep;

    /// <summary>
    /// The commit: one patch of the workload itself, not of /scale, with <see cref="CommitToken.Annotation"/>. Null fields are left alone.
    /// </summary>
    public sealed record Commit(string Cluster, int Replicas, string Token, string ResourceVersion) : RemovalStep
    {
        /// <summary>CloneSet: spec.scaleStrategy.podsToDelete, whole.</summary>
        public ImmutableArray<string>? PodsToDelete { get; init; }

        /// <summary>Kruise StatefulSet: spec.reserveOrdinals, whole.</summary>
        public ImmutableArray<int>? ReserveOrdinals { get; init; }

        /// <summary>StatefulSet: spec.ordinals.start.</summary>
        public int? OrdinalsStart { get; init; }
    }

    /// <summary>Sets the annotation alone, or removes it where it is null.</summary>
    public sealed record SetToken(string Cluster, string? Token, string ResourceVersion) : RemovalStep;

    /// <summary>Deletes a pod that the count no longer holds a place for. Precondition: uid.</summary>
    public sealed record DeletePod(string Cluster, string Name, string Uid) : RemovalStep;

    /// <summary>Evicts a pod, so that its budgets are asked (429: look again later). Precondition: uid.</summary>
    public sealed record EvictPod(string Cluster, string Name, string Uid) : RemovalStep;
}

using System.Collections.Immutable;

namespace FedScaler.Core.ScaleIn;

/// <summary>All that is remembered between two looks: what the ScaleIn's status holds. Written before what it announces.</summary>
public sealed record RemovalProgress
{
    /// <summary>Of a ScaleIn that nobody has looked at yet.</summary>
    public static readonly RemovalProgress New = new();

    public RemovalPhase Phase { get; init; }

    public ImmutableArray<ClusterProgress> Clusters { get; init; } = [];

    /// <summary>Why it was refused; empty otherwise.</summary>
    public ImmutableArray<Refusal> Refusals { get; init; } = [];

    /// <summary>Why it is given up; null while it is not.</summary>
    public RemovalEnding? Ending { get; init; }

    /// <summary>
    /// What is asked of the FedHPA or binding. It is asked by being persisted here: they read it, keep still, and say so in their
    /// own status (<see cref="FleetObservation.HeldBy"/>).
    /// </summary>
    public FleetHoldStage Hold { get; init; }

    /// <summary>Mode Cap: maxReplicas of the FedHPA.</summary>
    public FleetLowering? LoweredMax { get; init; }

    /// <summary>spec.replicas of a ReplicaBinding without a FedHPA.</summary>
    public FleetLowering? LoweredCount { get; init; }

    /// <summary>Whether every cluster's share is to stay as it is.</summary>
    public bool HoldsFleet => Hold == FleetHoldStage.Held;

    /// <summary>Whether something may have been written somewhere for it.</summary>
    public bool IsTouched => Hold != FleetHoldStage.None || Clusters.Any(static cluster => cluster.Stage is not (ClusterStage.Pending or ClusterStage.Released));

    /// <summary>It will not change any more, save that a cluster that was not reached is still put back when it answers.</summary>
    public bool IsEnded => Phase is RemovalPhase.Completed or RemovalPhase.Refused or RemovalPhase.Failed or RemovalPhase.Aborted;

    /// <summary>Nothing is left to do anywhere: the finalizer may go, and the next ScaleIn of the workload may begin.</summary>
    public bool IsOver => IsEnded && !HoldsFleet && Clusters.All(cluster => cluster.Stage is ClusterStage.Released or ClusterStage.Pending);

    internal bool MayHaveCommitted => Clusters.Any(cluster => cluster.Stage >= ClusterStage.Committing);
}

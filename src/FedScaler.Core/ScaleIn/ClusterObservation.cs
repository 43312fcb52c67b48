using System.Collections.Immutable;

namespace FedScaler.Core.ScaleIn;

/// <summary>One cluster as it was just seen.</summary>
/// <param name="Workload">Null where the workload is not there, or the cluster was not reached.</param>
/// <param name="Pods">Every pod of the workload, and every named pod that was found, whoever's it is.</param>
public sealed record ClusterObservation(string Name, WorkloadObservation? Workload, ImmutableArray<PodObservation> Pods)
{
    /// <summary>False: nothing else here means anything.</summary>
    public bool IsReachable { get; init; } = true;

    /// <summary>Why it cannot be reached, where that is known and will not end by itself.</summary>
    public string? Barrier { get; init; }

    public ImmutableArray<BudgetObservation> Budgets { get; init; } = [];

    /// <summary>The HPA on the workload, FedHPA's or the member's own.</summary>
    public AutoscalerObservation? Autoscaler { get; init; }

    /// <summary>The least replicas that the fleet keeps up in this cluster by itself once nothing is pinned.</summary>
    public ReplicaFloor? Floor { get; init; }

    public static ClusterObservation Unreachable(string name) => new(name, null, []) { IsReachable = false };

    /// <summary>What is waited for while it is not reachable.</summary>
    internal string UntilReachable => Barrier is { } barrier ? $"until it can be reached: {barrier}" : "until it can be reached";

    /// <summary>The workload's pods that its controller counts.</summary>
    internal IEnumerable<PodObservation> Counted(TargetKind kind) => Pods.Where(pod => pod.BelongsToTarget && pod.CountsFor(kind));
}

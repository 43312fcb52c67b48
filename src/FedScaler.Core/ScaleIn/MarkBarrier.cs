namespace FedScaler.Core.ScaleIn;

/// <summary>
/// Proof that the ReplicaSet controller's cache of pods has the marks. It ranks by that cache, which may lag behind any write
/// (kubernetes#126138: the cost was set 0.6 s before scaling, and another pod died). So the patch that sets the cost also alters
/// a label of the template: fullyLabeledReplicas, counted in the same cache, then falls by as many pods as are marked in it.
/// </summary>
internal static class MarkBarrier
{
    /// <summary>How long BestEffort waits where nothing can be proved. Watch caches lag by milliseconds, seconds under load.</summary>
    public static readonly TimeSpan Settle = TimeSpan.FromSeconds(5);

    /// <summary>The label to alter; null where none is free, or where pods lack a label already and the count would prove nothing.</summary>
    public static BarrierLabel? LabelFor(WorkloadObservation workload) =>
        workload.ActiveReplicaSets is [var set] && set.FullyLabeled == set.Replicas ? workload.FreeLabel : null;

    /// <summary>Whether a pod carries all that is written to it.</summary>
    public static bool Carries(PodObservation pod, BarrierLabel? label) =>
        pod.CostAnnotation == DeletionCost.Lowest && (label is null || pod.BarrierValue != label.Value);

    public static bool IsPassed(ClusterTurn turn, WorkloadObservation workload)
    {
        var leaving = turn.Leaving;
        if (turn.Progress.Barrier is not null)
        {
            if (workload.ActiveReplicaSets is [var set] && set.Replicas == workload.Replicas && set.FullyLabeled == set.Replicas - leaving.Length) return true;
            if (IsGivenTime(turn)) return true;
            turn.WaitFor($"until the ReplicaSet counts {leaving.Length} pods without label {turn.Progress.Barrier.Name}");
            return false;
        }

        if (IsGivenTime(turn)) return true;
        turn.WaitUntil(turn.Progress.MarkedAt!.Value + Settle, "until the marks should have reached the ReplicaSet controller");
        return false;
    }

    private static bool IsGivenTime(ClusterTurn turn)
    {
        if (turn.Request.IsExact || turn.Now < turn.Progress.MarkedAt!.Value + Settle) return false;
        turn.Progress = turn.Progress.Note($"not exact: the marks were given {Settle.TotalSeconds} s to reach the ReplicaSet controller, without proof");
        return true;
    }
}

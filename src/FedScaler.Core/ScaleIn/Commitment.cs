using System.Collections.Immutable;

namespace FedScaler.Core.ScaleIn;

/// <summary>The commit in one cluster, and what follows until the named pods are gone. Only forward.</summary>
internal static class Commitment
{
    public static void Advance(ClusterTurn turn)
    {
        if (!turn.Seen.IsReachable)
        {
            turn.WaitFor(turn.Seen.UntilReachable);
        }
        else if (turn.Request.Mode == RemovalMode.Replace)
        {
            Replace(turn);
        }
        else if (turn.Seen.Workload is not { } workload)
        {
            turn.Account(PodState.Deleted, "gone with its workload");
            turn.Progress = turn.Progress with { Stage = ClusterStage.Releasing };
        }
        else
        {
            if (turn.Progress.Stage == ClusterStage.Committing && !IsLowered(turn, workload)) return;
            Finish(turn, workload);
        }
    }

    /// <summary>Takes note of a commit that has landed. The annotation, not memory, says that it did and to which count.</summary>
    public static bool Recognize(ClusterTurn turn)
    {
        if (turn.CommittedTarget is not { } target) return false;
        Settle(turn, target, turn.Progress.Autoscaler?.HoldAfterCommit ?? TimeSpan.Zero);
        return true;
    }

    private static bool IsLowered(ClusterTurn turn, WorkloadObservation workload)
    {
        if (Recognize(turn)) return true;
        if (!Preparation.Advance(turn)) return false;
        if (turn.Leaving.IsEmpty)
        {
            // Whatever was planned for pods that have gone by themselves since: nothing was lowered.
            turn.Progress = turn.Progress with { Before = workload.Replicas };
            Settle(turn, workload.Replicas, TimeSpan.Zero);
            return true;
        }

        turn.Write(CommitOf(turn, workload));
        return false;
    }

    private static void Settle(ClusterTurn turn, int target, TimeSpan hold) => turn.Progress = turn.Progress with
    {
        Stage = ClusterStage.Committed,
        Before = turn.Progress.Before ?? target,
        Target = target,
        ReleaseAt = turn.Now + hold,
    };

    private static RemovalStep.Commit CommitOf(ClusterTurn turn, WorkloadObservation workload)
    {
        var leaving = turn.Leaving;
        var target = turn.Progress.Target!.Value;
        var commit = new RemovalStep.Commit(turn.Name, target, CommitToken.Of(turn.Request.Id, target), workload.ResourceVersion);
        ImmutableArray<int> ordinals = [.. leaving.Select(static pod => pod.Ordinal).OfType<int>()];
        return turn.Request.Kind switch
        {
            // Active pods only: CloneSet drops the names of others, lets them live and kills a healthy pod for the count.
            TargetKind.CloneSet => commit with { PodsToDelete = [.. workload.PodsToDelete.Union(leaving.Select(static pod => pod.Name), StringComparer.Ordinal)] },
            // Never taken back: un-reserving without one more replica would move another pod down (kruise#1104).
            TargetKind.KruiseStatefulSet => commit with { ReserveOrdinals = [.. workload.ReserveOrdinals.Union(ordinals).Order()] },
            TargetKind.StatefulSet when new OrdinalRange(workload.OrdinalsStart, workload.Replicas).Without(ordinals) is { } left && left.Start != workload.OrdinalsStart =>
                commit with { OrdinalsStart = left.Start },
            _ => commit,
        };
    }

    private static void Finish(ClusterTurn turn, WorkloadObservation workload)
    {
        turn.Account(PodState.Deleted, "deleted");
        foreach (var pod in turn.LeftOver) turn.Write(new RemovalStep.DeletePod(turn.Name, pod.Name, pod.Uid));
        var remaining = turn.Leaving;
        if (workload.Replicas != turn.Progress.Target)
            turn.Progress = turn.Progress.Note($"somebody else set the replicas to {workload.Replicas} after they were lowered to {turn.Progress.Target}");
        if (!workload.HasSettled(turn.Seen.Counted(turn.Request.Kind).Count()))
            turn.WaitFor($"until {turn.Request.Workload} runs {workload.Replicas} replicas and no more");
        else if (!remaining.IsEmpty)
            MakeUp(turn, remaining);
        else if (turn.Progress.IsPodsDone)
            turn.Progress = turn.Progress with { Stage = ClusterStage.Releasing };
    }

    /// <summary>
    /// The count is right, but named pods are among those left: as many others died in their place. Evicted by uid, they are
    /// replaced by the controller, which gives back what was lost and never touches the count.
    /// </summary>
    private static void MakeUp(ClusterTurn turn, ImmutableArray<PodObservation> remaining)
    {
        if (remaining.Length > turn.Progress.Collateral)
        {
            turn.Progress = (turn.Progress with { Collateral = remaining.Length })
                .Note($"{remaining.Length} other pods died in place of named ones, which are evicted now and replaced by as many");
        }

        foreach (var pod in remaining) turn.Write(new RemovalStep.EvictPod(turn.Name, pod.Name, pod.Uid));
    }

    private static void Replace(ClusterTurn turn)
    {
        if (turn.Progress.Stage == ClusterStage.Committing) turn.Progress = turn.Progress with { Stage = ClusterStage.Committed, ReleaseAt = turn.Now };
        turn.Account(PodState.Deleted, "evicted; another takes its place");
        foreach (var pod in turn.LeftOver) turn.Write(new RemovalStep.DeletePod(turn.Name, pod.Name, pod.Uid));
        foreach (var pod in turn.Leaving) turn.Write(new RemovalStep.EvictPod(turn.Name, pod.Name, pod.Uid));
        if (turn.Progress.IsPodsDone) turn.Progress = turn.Progress with { Stage = ClusterStage.Releasing };
    }
}

namespace FedScaler.Core.ScaleIn;

/// <summary>Puts back in one cluster what was held and marked, after success and failure alike.</summary>
internal static class Restoration
{
    /// <summary>Undoes a removal that is given up; one that has been committed here meanwhile is only released.</summary>
    public static void Undo(ClusterTurn turn)
    {
        if (turn.Progress.Stage is ClusterStage.Released) return;
        if (turn.Progress.Stage is ClusterStage.Pending)
        {
            turn.Progress = turn.Progress with { Stage = ClusterStage.Released };
            return;
        }

        if (!turn.Seen.IsReachable)
        {
            turn.WaitFor("until it can be reached, to put back what was held there");
            return;
        }

        if (turn.Progress.Stage == ClusterStage.Committing && !IsFenced(turn)) return;
        if (turn.Progress.Stage == ClusterStage.Committed) turn.Account(PodState.Deleted, "deleted");
        Release(turn);
    }

    /// <summary>Lets go of the HPA once its memory of the old count has passed, takes marks off what is left, removes the annotation.</summary>
    public static void Release(ClusterTurn turn)
    {
        turn.Progress = turn.Progress with { Stage = ClusterStage.Releasing };
        if (!turn.Seen.IsReachable)
        {
            turn.WaitFor("until it can be reached, to put back what was held there");
            return;
        }

        if (turn.HoldsAutoscaler && MustHoldOn(turn)) return;
        ReleaseAutoscaler(turn);
        Unmark(turn);
        if (turn.Seen.Workload is { CommitAnnotation: { } token } workload && token.StartsWith(turn.Request.Id + ":", StringComparison.Ordinal))
            turn.Write(new RemovalStep.SetToken(turn.Name, null, workload.ResourceVersion));
        if (turn.Steps.Count == 0) turn.Progress = turn.Progress with { Stage = ClusterStage.Released };
    }

    /// <summary>A commit may still be under way from before a crash: only a changed resourceVersion keeps it from landing later.</summary>
    private static bool IsFenced(ClusterTurn turn)
    {
        if (turn.Request.Mode == RemovalMode.Replace || turn.Seen.Workload is not { } workload || Commitment.Recognize(turn)) return true;
        if (workload.CommitAnnotation == CommitToken.Fence(turn.Request.Id)) return true;
        turn.Write(new RemovalStep.SetToken(turn.Name, CommitToken.Fence(turn.Request.Id), workload.ResourceVersion));
        return false;
    }

    private static bool MustHoldOn(ClusterTurn turn)
    {
        // Whatever the deadline: let go sooner, the HPA would bring as many pods back.
        if (turn.Request.Withdrawn || turn.Progress.ReleaseAt is not { } at || turn.Now >= at) return false;
        turn.WaitUntil(at, $"until {at:HH:mm:ss} UTC, when HPA {turn.Progress.Autoscaler?.Name} has forgotten the count that was");
        return true;
    }

    private static void ReleaseAutoscaler(ClusterTurn turn)
    {
        if (!turn.HoldsAutoscaler || turn.Progress.Autoscaler is not { } originals) return;
        // A share above what is left would bring the pods straight back; the fleet shares its minimum out anew once it is let go.
        var min = originals.IsFederated && turn.Progress is { ReleaseAt: not null, Target: { } target } ? Math.Min(originals.Min, Math.Max(1, target)) : originals.Min;
        turn.Write(new RemovalStep.ReleaseAutoscaler(turn.Name, originals.Name, min, originals.Behavior, turn.Seen.Autoscaler!.ResourceVersion));
    }

    private static void Unmark(ClusterTurn turn)
    {
        // Once the count is lowered, marks stay on whatever the controller has not got round to deleting: without them it would take others.
        if (turn.Progress is { MarkedAt: null } or { ReleaseAt: not null }) return;
        var label = turn.Progress.Barrier;
        foreach (var pod in turn.Named.Where(static pod => !pod.IsTerminating))
        {
            var original = turn.Progress.Pods.First(one => one.Uid == pod.Uid).OriginalCost;
            if (pod.CostAnnotation != original || (label is not null && pod.BarrierValue != label.Value))
                turn.Write(new RemovalStep.MarkPod(turn.Name, pod.Name, pod.Uid, original, label));
        }
    }
}

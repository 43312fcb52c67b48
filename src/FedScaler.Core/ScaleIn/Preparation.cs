namespace FedScaler.Core.ScaleIn;

/// <summary>Everything before the commit in one cluster: hold the HPA, mark the pods, prove the marks. All of it can be undone.</summary>
internal static class Preparation
{
    /// <summary>How long a hold is given where the HPA's status does not show that its controller has seen it.</summary>
    public static readonly TimeSpan HoldSettle = TimeSpan.FromSeconds(5);

    /// <summary>Whether the cluster could be committed at this very look; plans anew at each.</summary>
    public static bool Advance(ClusterTurn turn)
    {
        if (!turn.Seen.IsReachable)
        {
            turn.WaitFor(turn.Seen.UntilReachable);
            return false;
        }

        turn.Account(PodState.Gone, "gone before anything was committed");
        if (turn.Leaving.IsEmpty || turn.Request.Mode == RemovalMode.Replace) return true;
        if (turn.Seen.Workload is not { } workload)
        {
            turn.WaitFor($"until {turn.Request.Workload} can be read");
            return false;
        }

        if (!IsClear(turn)) return false;
        Plan(turn, workload);
        return IsHeld(turn) && IsMarked(turn, workload);
    }

    private static bool IsClear(ClusterTurn turn)
    {
        var clear = true;
        foreach (var obstacle in Obstacles.Of(turn))
        {
            if (turn.Request.IsExact || Obstacles.StopsAnybody(obstacle))
            {
                turn.WaitFor($"{obstacle.Message}: {obstacle.Mend}");
                clear = false;
            }
            else
            {
                turn.Progress = turn.Progress.Note($"not exact: {obstacle.Message}");
            }
        }

        return clear;
    }

    // The count may still be changed by others until the commit, whose resourceVersion holds it to what was planned with.
    private static void Plan(ClusterTurn turn, WorkloadObservation workload) => turn.Progress = turn.Progress with
    {
        Stage = turn.Progress.Stage < ClusterStage.Preparing ? ClusterStage.Preparing : turn.Progress.Stage,
        Before = workload.Replicas,
        Target = Math.Max(0, workload.Replicas - turn.Leaving.Length),
    };

    private static bool IsHeld(ClusterTurn turn)
    {
        if (turn.Seen.Autoscaler is not { } hpa) return true;
        if (hpa.HeldBy is { } other && other != turn.Request.Id)
        {
            turn.WaitFor($"until the ScaleIn with uid {other} lets go of HPA {hpa.Name}");
            return false;
        }

        // Where nobody holds it, what it has now is what it gets back.
        if (hpa.HeldBy is null)
            turn.Progress = turn.Progress with { Autoscaler = new(hpa.Name, hpa.Min, hpa.Behavior, hpa.IsFederated), HeldAt = turn.Now };
        // An HPA always restores its minimum, disabled or not. It may not be 0 but behind a feature gate (HPAScaleToZero).
        var min = Math.Min(turn.Progress.Autoscaler?.Min ?? hpa.Min, Math.Max(1, turn.Progress.Target!.Value));
        if (hpa.HeldBy is null || hpa.Min > min)
        {
            turn.Progress = turn.Progress with { HeldAt = turn.Now };
            turn.Write(new RemovalStep.HoldAutoscaler(turn.Name, hpa.Name, min, hpa.ResourceVersion));
            return false;
        }

        var due = (turn.Progress.HeldAt ?? turn.Now) + HoldSettle;
        if (hpa.IsSpecSeen || turn.Now >= due) return true;
        turn.WaitUntil(due, $"until the controller of HPA {hpa.Name} should have seen that it is held");
        return false;
    }

    private static bool IsMarked(ClusterTurn turn, WorkloadObservation workload)
    {
        if (turn.Request.Kind != TargetKind.Deployment) return true;
        if (turn.Progress.MarkedAt is null) Remember(turn, workload);
        var label = turn.Progress.Barrier;
        var unmarked = turn.Leaving.Where(pod => !MarkBarrier.Carries(pod, label)).ToList();
        foreach (var pod in unmarked)
            turn.Write(new RemovalStep.MarkPod(turn.Name, pod.Name, pod.Uid, DeletionCost.Lowest, label is null ? null : label with { Value = label.MarkedValue }));
        return unmarked.Count == 0 && MarkBarrier.IsPassed(turn, workload);
    }

    private static void Remember(ClusterTurn turn, WorkloadObservation workload)
    {
        var costs = turn.Leaving.ToDictionary(static pod => pod.Uid, static pod => pod.CostAnnotation, StringComparer.Ordinal);
        turn.Progress = turn.Progress with
        {
            MarkedAt = turn.Now,
            Barrier = MarkBarrier.LabelFor(workload),
            Pods = [.. turn.Progress.Pods.Select(pod => pod.Uid is { } uid && costs.TryGetValue(uid, out var cost) ? pod with { OriginalCost = cost } : pod)],
        };
    }
}

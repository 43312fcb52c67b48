using System.Collections.Immutable;

namespace FedScaler.Core.ScaleIn;

/// <summary>
/// What stands in the way in one cluster at one look. Exact is refused over any of it while nothing has been written, and waits
/// later; BestEffort notes it and goes on, but for budgets, which it waits for, and volumes, which it never deletes unasked.
/// </summary>
internal static class Obstacles
{
    public static ImmutableArray<Refusal> Of(ClusterTurn turn)
    {
        if (turn.Request.Mode == RemovalMode.Replace || turn.Seen.Workload is not { } workload) return [];
        var leaving = turn.Leaving;
        if (leaving.IsEmpty) return [];
        return
        [
            .. Rollout(turn, workload),
            .. Manager(turn, workload),
            .. Floors(turn, workload.Replicas - leaving.Length),
            .. Budgets(turn, leaving),
            .. OfKind(turn, workload, leaving),
        ];
    }

    /// <summary>Whether BestEffort stops at it, too.</summary>
    public static bool StopsAnybody(Refusal obstacle) => obstacle.Reason is RefusalReason.BudgetTooSmall or RefusalReason.VolumesWouldGo;

    private static IEnumerable<Refusal> OfKind(ClusterTurn turn, WorkloadObservation workload, ImmutableArray<PodObservation> leaving) => turn.Request.Kind switch
    {
        TargetKind.Deployment => Outranked(turn, leaving).Concat(Barrier(turn, workload)),
        TargetKind.StatefulSet => Ordinals(turn, workload, leaving).Concat(Order(turn, workload)),
        TargetKind.KruiseStatefulSet => Order(turn, workload),
        TargetKind.CloneSet when workload.HasVolumeClaims && !turn.Request.AllowsVolumeDeletion =>
        [
            new("spec.scaleTargetRef", RefusalReason.VolumesWouldGo, $"in {turn.Name} the CloneSet deletes the volume claims of pods that it is told to delete",
                "agree to that in the ScaleIn's annotation fedscaler.io/allow-volume-deletion"),
        ],
        TargetKind.Other => [new("spec.scaleTargetRef", RefusalReason.KindNotExact, "nobody knows which pods this kind deletes", "ask for guarantee BestEffort")],
        _ => [],
    };

    private static IEnumerable<Refusal> Rollout(ClusterTurn turn, WorkloadObservation workload)
    {
        if (workload.IsRolling || !workload.HasSettled(turn.Seen.Counted(turn.Request.Kind).Count()))
            yield return new("spec.scaleTargetRef", RefusalReason.RolloutInProgress,
                $"{turn.Request.Workload} in {turn.Name} is being rolled out or scaled",
                "wait until it has settled");
    }

    private static IEnumerable<Refusal> Manager(ClusterTurn turn, WorkloadObservation workload)
    {
        if (workload.ForeignReplicasManager is { } manager)
            yield return new("spec.scaleTargetRef", RefusalReason.ForeignReplicasManager,
                $"{manager} writes spec.replicas of {turn.Request.Workload} in {turn.Name} and would undo it",
                $"take spec.replicas out of what {manager} applies");
    }

    private static IEnumerable<Refusal> Floors(ClusterTurn turn, int target)
    {
        ReplicaFloor?[] floors =
        [
            turn.Seen.Floor,
            // A federated HPA's minimum is a share: the fleet's own floor says what it goes back to.
            turn.Seen.Autoscaler is { IsFederated: false } hpa
                ? new(turn.Progress.Autoscaler?.Min ?? hpa.Min, $"minReplicas of HPA {hpa.Name}")
                : null,
        ];
        return floors.OfType<ReplicaFloor>().Where(floor => floor.Replicas > target)
            .Select(floor => new Refusal("spec.pods", RefusalReason.FloorAboveTarget,
                $"{target} replicas would be left in {turn.Name}, but {floor.By} keeps {floor.Replicas}",
                "lower that first, or name fewer pods"));
    }

    private static IEnumerable<Refusal> Budgets(ClusterTurn turn, ImmutableArray<PodObservation> leaving) =>
        // Controllers delete without asking budgets. A pod that is not ready is no loss to one.
        from budget in turn.Seen.Budgets
        let taken = leaving.Count(pod => pod.IsReady && budget.Pods.Contains(pod.Name))
        where taken > budget.DisruptionsAllowed
        select new Refusal("spec.pods", RefusalReason.BudgetTooSmall,
            $"PodDisruptionBudget {budget.Name} in {turn.Name} allows {budget.DisruptionsAllowed} disruptions, not {taken}",
            "name fewer pods, or wait until more are healthy");

    /// <summary>Nothing ranks below unscheduled, pending or unready pods, and a cost as low as ours would tie with it.</summary>
    private static IEnumerable<Refusal> Outranked(ClusterTurn turn, ImmutableArray<PodObservation> leaving)
    {
        string[] ahead = [.. turn.Strangers.Where(static pod => pod is { Node: null } or { Phase: not PodPhase.Running } or { IsReady: false } || pod.CostAnnotation == DeletionCost.Lowest)
            .Select(static pod => pod.Name).Order(StringComparer.Ordinal)];
        if (ahead.Length == 0) yield break;
        yield return new("spec.pods", RefusalReason.UnreadyStrangers,
            $"{Some(ahead)} in {turn.Name} would be deleted before the {leaving.Length} named",
            "wait until they are ready, or name them too");
    }

    private static IEnumerable<Refusal> Barrier(ClusterTurn turn, WorkloadObservation workload)
    {
        if (turn.Progress.MarkedAt is not null ? turn.Progress.Barrier is null : MarkBarrier.LabelFor(workload) is null)
            yield return new("spec.scaleTargetRef", RefusalReason.NoBarrierLabel,
                $"no label of the pods in {turn.Name} is free to prove that the ReplicaSet controller has seen the marks",
                "give the pod template a label that no selector asks for, or ask for guarantee BestEffort");
    }

    private static IEnumerable<Refusal> Ordinals(ClusterTurn turn, WorkloadObservation workload, ImmutableArray<PodObservation> leaving)
    {
        int[] named = [.. leaving.Select(static pod => pod.Ordinal).OfType<int>()];
        var range = new OrdinalRange(workload.OrdinalsStart, workload.Replicas);
        if (range.Without(named) is not null) yield break;
        var would = range.Widened(named).Select(ordinal => $"{turn.Request.Workload}-{ordinal}").ToArray();
        yield return new("spec.pods", RefusalReason.OrdinalsNotRemovable,
            $"a StatefulSet gives up only its highest or lowest ordinals (in {turn.Name})",
            $"these would do: {string.Join(", ", would)}");
    }

    /// <summary>OrderedReady deletes nothing while a pod that stays is unhealthy.</summary>
    private static IEnumerable<Refusal> Order(ClusterTurn turn, WorkloadObservation workload)
    {
        string[] ill = workload.IsOrdered ? [.. turn.Strangers.Where(static pod => !pod.IsReady).Select(static pod => pod.Name)] : [];
        if (ill.Length > 0)
            yield return new("spec.pods", RefusalReason.UnhealthySurvivor,
                $"{Some(ill)} in {turn.Name} must be ready before an OrderedReady StatefulSet deletes any",
                "mend or name them, or use podManagementPolicy Parallel");
    }

    private static string Some(string[] names) =>
        names.Length <= 5 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(5))} and {names.Length - 5} more";
}

using System.Collections.Immutable;

namespace FedScaler.Core.ScaleIn;

/// <summary>Binds names to uids, and tells before anything is written what cannot be done.</summary>
internal static class FirstLook
{
    /// <summary>One entry for each cluster that is named; pods of those that answer are bound, once and for all.</summary>
    public static ImmutableArray<ClusterProgress> Bind(RemovalRequest request, RemovalObservation seen, ImmutableArray<ClusterProgress> clusters)
    {
        if (clusters.IsEmpty)
        {
            clusters =
            [
                .. from pod in request.Pods
                   group new PodProgress(pod.Name, pod.Uid, PodState.Unseen) by pod.Cluster into pods
                   select new ClusterProgress(pods.Key, [.. pods]),
            ];
        }

        return [.. clusters.Select(cluster => seen.Find(cluster.Name) is { IsReachable: true } now ? Bind(cluster, now) : cluster)];
    }

    private static ClusterProgress Bind(ClusterProgress cluster, ClusterObservation seen) =>
        cluster.Pods.All(static pod => pod.State != PodState.Unseen) ? cluster
            : cluster with { Pods = [.. cluster.Pods.Select(pod => pod.State == PodState.Unseen ? Bind(pod, seen) : pod)] };

    private static PodProgress Bind(PodProgress pod, ClusterObservation seen)
    {
        var found = RequestCheck.FoundAs(new(seen.Name, pod.Name, pod.Uid), seen);
        if (found is { IsTerminating: false }) return pod with { Uid = found.Uid, State = PodState.Bound };
        var why = found is not null ? "was going already"
            : seen.Pods.Any(one => one.Name == pod.Name) ? "was gone already; another pod has its name and is left alone"
            : "was gone already";
        return pod with { Uid = found?.Uid ?? pod.Uid, State = PodState.Gone, Message = why };
    }

    /// <summary>Why it is refused as it stands; asked only while nothing has been written.</summary>
    public static IEnumerable<Refusal> Refusals(RemovalRequest request, RemovalObservation seen, IEnumerable<ClusterTurn> turns)
    {
        var found = turns.Where(static turn => turn.Seen.IsReachable).SelectMany(static turn => Obstacles.Of(turn))
            .Where(obstacle => request.IsExact || obstacle.Reason == RefusalReason.VolumesWouldGo);
        return FleetFloor(request, seen, turns) is { } floor && request.IsExact ? found.Append(floor) : found;
    }

    /// <summary>The fleet as a whole would put back what is taken out.</summary>
    public static Refusal? FleetFloor(RemovalRequest request, RemovalObservation seen, IEnumerable<ClusterTurn> turns)
    {
        if (request.Mode == RemovalMode.Replace || seen.Fleet is not { Floor: { } floor } fleet) return null;
        var leaving = turns.Sum(static turn => turn.Leaving.Length);
        return leaving == 0 || fleet.Runs - leaving >= floor.Replicas ? null
            : new("spec.pods", RefusalReason.FloorAboveTarget, $"{fleet.Runs - leaving} replicas would be left in all clusters, but {floor.By} keeps {floor.Replicas}", "lower that first, or name fewer pods");
    }

    /// <summary>What a dry run tells of one cluster.</summary>
    public static ClusterProgress Foresee(ClusterTurn turn)
    {
        var leaving = turn.Leaving;
        var names = leaving.Select(static pod => pod.Name).ToHashSet(StringComparer.Ordinal);
        var replicas = turn.Seen.Workload?.Replicas;
        var cluster = turn.Progress with
        {
            Before = replicas,
            Target = turn.Request.Mode == RemovalMode.Replace ? replicas : replicas - leaving.Length,
            Pods = [.. turn.Progress.Pods.Select(pod => pod.IsDone ? pod : pod with { State = PodState.WouldGo })],
        };
        if (turn.Request.Mode == RemovalMode.Replace) return cluster.Note($"{leaving.Length} pods would be replaced");
        foreach (var obstacle in Obstacles.Of(turn)) cluster = cluster.Note($"not exact: {obstacle.Message}");
        var others = VictimForecast.Of(turn.Request.Kind, turn.Seen, names, marked: true, turn.Now)?.Where(name => !names.Contains(name)).ToList();
        if (others is null) return cluster.Note("which pods would go cannot be told");
        if (others.Count > 0) cluster = cluster.Note($"these would go first, though not named: {string.Join(", ", others)}");
        var unmarked = VictimForecast.Of(turn.Request.Kind, turn.Seen, names, marked: false, turn.Now);
        return unmarked is { Length: > 0 } ? cluster.Note($"lowering the count alone would take {string.Join(", ", unmarked)}") : cluster;
    }
}

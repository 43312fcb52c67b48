using System.Collections.Immutable;

namespace FedScaler.Core.ScaleIn;

/// <summary>Which pods a workload's controller would delete, as far as that can be told beforehand.</summary>
public static class VictimForecast
{
    /// <summary>Names of the pods that die when the count falls by as many as are <paramref name="leaving"/>, in the order of their rank.</summary>
    /// <param name="marked">Whether they are marked or listed as FedScaler does; false: what would happen if only the count were lowered.</param>
    /// <returns>Null for a kind whose choice is unknown.</returns>
    public static ImmutableArray<string>? Of(
        TargetKind kind, ClusterObservation cluster, IReadOnlySet<string> leaving, bool marked, DateTimeOffset now) => kind switch
        {
            TargetKind.Deployment => Names(Ranked(cluster.Counted(kind).Select(pod => marked && leaving.Contains(pod.Name) ? pod with { CostAnnotation = DeletionCost.Lowest } : pod), now).Take(leaving.Count)),
            TargetKind.StatefulSet => Names(Ordinals(cluster, leaving, marked)),
            TargetKind.CloneSet or TargetKind.KruiseStatefulSet when marked => [.. leaving.Order(StringComparer.Ordinal)],
            // Kruise took the ReplicaSet's ranking over (pkg/controller/cloneset/sync).
            TargetKind.CloneSet => Names(Ranked(cluster.Counted(kind), now).Take(leaving.Count)),
            TargetKind.KruiseStatefulSet => Names(Highest(cluster, kind, leaving.Count)),
            _ => null,
        };

    private static IEnumerable<PodObservation> Ranked(IEnumerable<PodObservation> pods, DateTimeOffset now)
    {
        PodObservation[] all = [.. pods];
        return VictimOrder.Rank(all, all, now);
    }

    private static IEnumerable<PodObservation> Ordinals(ClusterObservation cluster, IReadOnlySet<string> leaving, bool marked)
    {
        PodObservation[] named = [.. cluster.Counted(TargetKind.StatefulSet).Where(pod => leaving.Contains(pod.Name))];
        int[] ordinals = [.. named.Select(static pod => pod.Ordinal).OfType<int>()];
        return marked && cluster.Workload is { } workload && new OrdinalRange(workload.OrdinalsStart, workload.Replicas).Without(ordinals) is not null
            ? named.OrderByDescending(static pod => pod.Ordinal)
            : Highest(cluster, TargetKind.StatefulSet, leaving.Count);
    }

    private static IEnumerable<PodObservation> Highest(ClusterObservation cluster, TargetKind kind, int count) =>
        cluster.Counted(kind).OrderByDescending(static pod => pod.Ordinal).Take(count);

    private static ImmutableArray<string> Names(IEnumerable<PodObservation> pods) => [.. pods.Select(static pod => pod.Name)];
}

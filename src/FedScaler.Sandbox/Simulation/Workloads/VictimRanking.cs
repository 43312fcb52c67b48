using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Simulation.Workloads;

/// <summary>
/// Which pods of a ReplicaSet go first when it shrinks: ActivePodsWithRanks of kubernetes pkg/controller/controller_utils.go,
/// with PodDeletionCost and LogarithmicScaleDown (KEP-2185, KEP-2255) on as they are by default.
/// </summary>
/// <param name="onSameNode">Active pods per node, of all ReplicaSets of the same Deployment.</param>
internal sealed class VictimRanking(IReadOnlyDictionary<string, int> onSameNode, DateTimeOffset now) : IComparer<PodView>
{
    /// <param name="related">The pods that count as doubling up: those of all ReplicaSets with the same owner.</param>
    public static VictimRanking Among(IEnumerable<PodView> related, DateTimeOffset now) =>
        new(related.Where(pod => pod is { IsActive: true, NodeName: not null }).CountBy(pod => pod.NodeName!).ToDictionary(), now);

    /// <summary>Negative when <paramref name="x"/> goes before <paramref name="y"/>.</summary>
    public int Compare(PodView? x, PodView? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (x.NodeName is null != y.NodeName is null) return x.NodeName is null ? -1 : 1;
        if (x.Phase != y.Phase) return x.Phase.CompareTo(y.Phase);
        if (x.IsReady != y.IsReady) return x.IsReady ? 1 : -1;
        if (x.DeletionCost != y.DeletionCost) return x.DeletionCost.CompareTo(y.DeletionCost);
        if (DoubledUp(x) != DoubledUp(y)) return DoubledUp(y).CompareTo(DoubledUp(x));
        if (x.IsReady && x.ReadyChanged != y.ReadyChanged) return ByAge(x, y, x.ReadyChanged, y.ReadyChanged);
        if (x.Restarts != y.Restarts) return y.Restarts.CompareTo(x.Restarts);
        if (x.Created != y.Created) return ByAge(x, y, x.Created, y.Created);
        return string.CompareOrdinal(x.Key.Name, y.Key.Name);
    }

    private int DoubledUp(PodView pod) => pod.NodeName is { } node ? onSameNode.GetValueOrDefault(node) : 0;

    /// <summary>The younger first, but only by powers of two; within one, by uid, which is as good as by chance.</summary>
    private int ByAge(PodView x, PodView y, DateTimeOffset? since, DateTimeOffset? otherSince)
    {
        var difference = Magnitude(since).CompareTo(Magnitude(otherSince));
        return difference != 0 ? difference : string.CompareOrdinal(x.Uid, y.Uid);
    }

    private long Magnitude(DateTimeOffset? since)
    {
        // Go's time.Duration counts nanoseconds; the bucket borders depend on the unit.
        var age = (now - (since ?? default)).TotalNanoseconds;
        return age > 0 ? (long)Math.Log2(age) : -1;
    }
}

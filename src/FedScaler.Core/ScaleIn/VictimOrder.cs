using System.Collections.Immutable;

namespace FedScaler.Core.ScaleIn;

/// <summary>
/// Which pods of a ReplicaSet go first when it shrinks: ActivePodsWithRanks of kubernetes pkg/controller/controller_utils.go, with
/// PodDeletionCost (KEP-2255) and LogarithmicScaleDown (KEP-2185), which are on by default.
/// </summary>
public sealed class VictimOrder : IComparer<PodObservation>
{
    private readonly Dictionary<string, int> _onNode;
    private readonly DateTimeOffset _now;

    private VictimOrder(IEnumerable<PodObservation> related, DateTimeOffset now)
    {
        _onNode = related.Where(static pod => pod.IsActive).CountBy(static pod => pod.Node ?? "").ToDictionary(StringComparer.Ordinal);
        _now = now;
    }

    /// <summary>The active ones of <paramref name="pods"/>, the first to go first.</summary>
    /// <param name="pods">Of one ReplicaSet.</param>
    /// <param name="related">Of all ReplicaSets of the Deployment: they count as neighbours on a node.</param>
    public static ImmutableArray<PodObservation> Rank(IEnumerable<PodObservation> pods, IEnumerable<PodObservation> related, DateTimeOffset now) =>
        [.. pods.Where(static pod => pod.IsActive).Order(new VictimOrder(related, now))];

    /// <summary>Negative where <paramref name="x"/> goes before <paramref name="y"/>.</summary>
    public int Compare(PodObservation? x, PodObservation? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        return FirstDifference(
            (y.Node is null).CompareTo(x.Node is null),
            x.Phase.CompareTo(y.Phase),
            x.IsReady.CompareTo(y.IsReady),
            DeletionCost.Of(x.CostAnnotation).CompareTo(DeletionCost.Of(y.CostAnnotation)),
            Neighbours(y).CompareTo(Neighbours(x)),
            x.IsReady ? YoungerFirst(x, y, x.ReadySince, y.ReadySince) : 0,
            y.Restarts.CompareTo(x.Restarts),
            YoungerFirst(x, y, x.Created, y.Created));
    }

    private static int FirstDifference(params ReadOnlySpan<int> differences)
    {
        foreach (var difference in differences)
            if (difference != 0) return difference;
        return 0;
    }

    private int Neighbours(PodObservation pod) => _onNode.GetValueOrDefault(pod.Node ?? "");

    /// <summary>Ages differ only by powers of two; within one the uid decides, which is as good as chance.</summary>
    private int YoungerFirst(PodObservation x, PodObservation y, DateTimeOffset? since, DateTimeOffset? otherSince)
    {
        if (since == otherSince) return 0;
        // A missing time is seen as later than any.
        if (since is null || otherSince is null) return since is null ? -1 : 1;
        var difference = Magnitude(since.Value).CompareTo(Magnitude(otherSince.Value));
        return difference != 0 ? difference : string.CompareOrdinal(x.Uid, y.Uid);
    }

    // In nanoseconds, as Go counts: the borders between powers of two depend on the unit.
    private long Magnitude(DateTimeOffset since) =>
        (_now - since).TotalNanoseconds is > 0 and var age ? (long)Math.Log2(age) : -1;
}

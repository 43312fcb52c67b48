using System.Collections.Immutable;

namespace FedScaler.Core.ScaleIn;

/// <summary>All that one look saw. Read from the API servers, not from caches: what is decided here cannot be taken back.</summary>
/// <param name="Clusters">Those that the request names and the fleet knows, reached or not.</param>
public sealed record RemovalObservation(DateTimeOffset Now, ImmutableArray<ClusterObservation> Clusters)
{
    /// <summary>The autoscaler or binding that shares the workload out; null where there is none.</summary>
    public FleetObservation? Fleet { get; init; }

    /// <summary>Name of an earlier ScaleIn on the same workload that is not over (<see cref="RemovalProgress.IsOver"/>): it goes first.</summary>
    public string? BlockedBy { get; init; }

    /// <summary>What the last look waited for, writes that failed among it: why a deadline was missed.</summary>
    public ImmutableArray<string> WaitedFor { get; init; } = [];

    public ClusterObservation? Find(string cluster) => Clusters.FirstOrDefault(one => one.Name == cluster);
}

using FedScaler.Api.Mapping;
using FedScaler.Core.ScaleIn;
using FedScaler.Core.Splitting;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Events;

namespace FedScaler.Controllers.ScaleIns;

/// <summary>The FedHPA over a workload, or the ReplicaBinding that is divided over its clusters, as it just stood on the hub.</summary>
/// <param name="Kind">As controllers call it: FedHPA or ReplicaBinding.</param>
/// <param name="Object">For events about it.</param>
internal sealed record Leader(string Kind, ObjectMeta Metadata, EventTarget Object)
{
    /// <summary>Kind and name, for messages.</summary>
    public string Name => $"{Object.Kind} {Metadata.Name}";

    /// <summary>uid of the ScaleIn for which it keeps still; null for none.</summary>
    public string? HeldBy { get; init; }

    /// <summary>spec.maxReplicas of a FedHPA.</summary>
    public int? MaxReplicas { get; init; }

    /// <summary>spec.replicas of a binding.</summary>
    public int? Replicas { get; init; }

    /// <summary>The least replicas in all clusters together.</summary>
    public ReplicaFloor? Floor { get; init; }

    /// <summary>Replicas by cluster as its status tells them.</summary>
    public IReadOnlyDictionary<string, int> Runs { get; init; } = new Dictionary<string, int>();

    public required MemberPreferences Preferences { get; init; }

    /// <summary>The least replicas in one cluster; null for none.</summary>
    public ReplicaFloor? FloorIn(string member, IReadOnlyDictionary<string, string> labels)
    {
        if (!Preferences.Selects(labels)) return null;
        if (Preferences.Apply(new MemberSnapshot(member)).Floor is > 0 and var floor) return new(floor, $"spec.placement.clusters of {Name}");
        // An HPA never goes below 1, and one whose workload is scaled to 0 stops working altogether.
        return MaxReplicas is null ? null : new(1, $"the HPA of {Name}");
    }

    /// <summary>As the decision wants it.</summary>
    /// <param name="seen">What was just seen of clusters, over what the status says of them.</param>
    public FleetObservation Observe(IEnumerable<ClusterObservation> seen)
    {
        var runs = new Dictionary<string, int>(Runs, StringComparer.Ordinal);
        foreach (var cluster in seen)
            if (cluster is { IsReachable: true, Workload: { } workload }) runs[cluster.Name] = workload.Replicas;
        return new FleetObservation(runs.Values.Sum(), HeldBy)
        {
            Name = Name,
            Floor = Floor,
            MaxReplicas = MaxReplicas,
            Replicas = Replicas,
            ResourceVersion = Metadata.ResourceVersion,
        };
    }
}

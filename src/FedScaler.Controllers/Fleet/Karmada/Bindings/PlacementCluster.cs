using System.Collections.Immutable;

namespace FedScaler.Controllers.Fleet.Karmada.Bindings;

/// <summary>A Cluster of Karmada as placements look at it; immutable.</summary>
internal sealed record PlacementCluster(string Name)
{
    public ImmutableDictionary<string, string> Labels { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>spec.taints.</summary>
    public ImmutableArray<ClusterTaint> Taints { get; init; } = [];

    /// <summary>spec.provider; null where it is not set. So with region and zones.</summary>
    public string? Provider { get; init; }

    public string? Region { get; init; }

    public ImmutableArray<string> Zones { get; init; } = [];

    /// <summary>It is on its way out (metadata.deletionTimestamp).</summary>
    public bool IsDeleting { get; init; }
}

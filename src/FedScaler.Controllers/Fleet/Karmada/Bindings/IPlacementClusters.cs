namespace FedScaler.Controllers.Fleet.Karmada.Bindings;

/// <summary>The Clusters of Karmada, as the fleet's own watch has them. Any thread.</summary>
internal interface IPlacementClusters
{
    /// <summary>Raised after a Cluster came, went, or changed in what placements look at. Enqueue, no more.</summary>
    event Action? Changed;

    /// <summary>Whether the Clusters have been listed; before, none means nothing.</summary>
    bool Synced { get; }

    /// <summary>In the order of their names.</summary>
    IReadOnlyList<PlacementCluster> All { get; }

    /// <summary>Null where there is no such Cluster.</summary>
    PlacementCluster? Find(string name);
}

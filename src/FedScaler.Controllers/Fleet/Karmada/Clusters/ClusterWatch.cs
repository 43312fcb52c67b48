using FedScaler.Controllers.Fleet.Karmada.Bindings;
using FedScaler.Kube.Client;
using FedScaler.Kube.Karmada;
using FedScaler.Runtime.Informers;

namespace FedScaler.Controllers.Fleet.Karmada.Clusters;

/// <summary>The hub's Clusters, followed once for all who look at them.</summary>
internal sealed class ClusterWatch : IPlacementClusters
{
    public ClusterWatch(IKubeClient hub, FleetServices services)
    {
        Informer = services.HubInformer(hub, new InformerOptions<ClusterRecord>(KarmadaResources.Clusters, new ClusterDecoder(), static cluster => cluster.Identity));
        Informer.Subscribe(Tell);
        Informer.StatusChanged += _ => Changed?.Invoke();
    }

    /// <inheritdoc/>
    public event Action? Changed;

    public Informer<ClusterRecord> Informer { get; }

    /// <inheritdoc/>
    public bool Synced =>
        // The version is there only after every Cluster of the first list was taken note of.
        Informer.Status is { Synced: true, ResourceVersion: not null };

    /// <inheritdoc/>
    public IReadOnlyList<PlacementCluster> All => [.. Informer.Items.Select(static cluster => cluster.Placement).OrderBy(static cluster => cluster.Name, StringComparer.Ordinal)];

    /// <inheritdoc/>
    public PlacementCluster? Find(string name) => Informer.Get(new(null, name))?.Placement;

    // Their status changes all the time, and no placement looks at it.
    private void Tell(InformerChange<ClusterRecord> change)
    {
        if (change is { Old: { } old, New: { } now } && IsSame(old.Placement, now.Placement)) return;
        Changed?.Invoke();
    }

    private static bool IsSame(PlacementCluster one, PlacementCluster other) =>
        one with { Labels = other.Labels, Taints = other.Taints, Zones = other.Zones } == other
        && one.Taints.SequenceEqual(other.Taints) && one.Zones.SequenceEqual(other.Zones)
        && one.Labels.Count == other.Labels.Count && one.Labels.All(label => other.Labels.TryGetValue(label.Key, out var value) && value == label.Value);
}

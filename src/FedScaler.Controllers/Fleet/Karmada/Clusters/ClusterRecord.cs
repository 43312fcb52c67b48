using FedScaler.Controllers.Fleet.Karmada.Bindings;
using FedScaler.Core.Capacity;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Informers;

namespace FedScaler.Controllers.Fleet.Karmada.Clusters;

/// <summary>What is kept of a Cluster; immutable.</summary>
/// <param name="Placement">What placements look at, its name and labels among it.</param>
/// <param name="Uid">Of the Cluster object: one of the same name that joins later is another member.</param>
internal sealed record ClusterRecord(PlacementCluster Placement, string Uid, string ResourceVersion)
{
    public string Name => Placement.Name;

    /// <summary><see cref="ClusterMarks.Paused"/> is <c>true</c>.</summary>
    public bool Paused { get; init; }

    /// <summary>spec.id: uid of the member's kube-system namespace; null before Karmada has asked it.</summary>
    public string? ClusterUid { get; init; }

    /// <summary>spec.apiEndpoint: where Karmada reaches it.</summary>
    public string? ApiEndpoint { get; init; }

    /// <summary>Condition Ready, by Karmada's own and slow detection; null before the first.</summary>
    public ClusterReadiness? Ready { get; init; }

    /// <summary>When its status was last changed, which is how old its sums may be; null where nobody noted it.</summary>
    public DateTimeOffset? StatusTime { get; init; }

    /// <summary>status.resourceSummary.allocatable, pod slots among it; null where Karmada has not read it.</summary>
    public ResourceVector? Allocatable { get; init; }

    /// <summary>What bound and waiting pods have asked for: allocated and allocating, added up.</summary>
    public ResourceVector Taken { get; init; }

    public ObjectKey Key => new(null, Name);

    public ObjectIdentity Identity => new(Key, Uid, ResourceVersion);
}

using System.Collections.Immutable;
using FedScaler.Core.Capacity;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Informers;
using Taint = FedScaler.Kube.Projections.Taint;

namespace FedScaler.Controllers.Fleet.Karmada.Clusters;

/// <summary>What is kept of a Cluster; immutable.</summary>
/// <param name="Uid">Of the Cluster object: one of the same name that joins later is another member.</param>
internal sealed record ClusterRecord(string Name, string Uid, string ResourceVersion)
{
    /// <summary>The user's pause of one member: Karmada has no field for it. As a label it can be selected, as an annotation it is as good.</summary>
    public const string PausedMark = "fedscaler.io/paused";

    public ImmutableDictionary<string, string> Labels { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Label or annotation <see cref="PausedMark"/> is <c>true</c>.</summary>
    public bool Paused { get; init; }

    public bool IsDeleting { get; init; }

    /// <summary>spec.id: uid of the member's kube-system namespace; null before Karmada has asked it.</summary>
    public string? ClusterUid { get; init; }

    /// <summary>spec.apiEndpoint: where Karmada reaches it.</summary>
    public string? ApiEndpoint { get; init; }

    /// <summary>spec.syncMode is Pull: an agent in the member fetches its Works.</summary>
    public bool IsPull { get; init; }

    public string? Provider { get; init; }

    public string? Region { get; init; }

    /// <summary>spec.zones, or the one of spec.zone, which it took the place of.</summary>
    public ImmutableArray<string> Zones { get; init; } = [];

    public ImmutableArray<Taint> Taints { get; init; } = [];

    public string? KubernetesVersion { get; init; }

    /// <summary>Condition Ready, by Karmada's own and slow detection; null before the first.</summary>
    public ClusterReadiness? Ready { get; init; }

    /// <summary>status.resourceSummary.allocatable, pod slots among it; null where Karmada has not read it.</summary>
    public ResourceVector? Allocatable { get; init; }

    /// <summary>What bound and waiting pods have asked for: allocated and allocating, added up.</summary>
    public ResourceVector Taken { get; init; }

    public ObjectIdentity Identity => new(new ObjectKey(null, Name), Uid, ResourceVersion);
}

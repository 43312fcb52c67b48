using System.Collections.Immutable;
using FedScaler.Api.MemberClusters;
using FedScaler.Controllers.Fleet.Direct.Credentials;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Fleet.Direct;

/// <summary>
/// One member of the fleet, from its MemberCluster's coming to its going. Its own reconcile changes it, one at a time; anyone
/// may read it.
/// </summary>
internal sealed class MemberEntry(MemberCluster resource)
{
    private volatile MemberCluster _resource = resource;
    private volatile MemberConnection? _current;
    private volatile MemberConnection? _next;
    private volatile MemberRefusal? _refusal;
    private volatile MemberHealth _last = MemberHealth.Initial with { LastContact = resource.Status?.LastContactTime };

    public string Name { get; } = resource.Metadata.Name;

    public string Uid { get; } = resource.Metadata.Uid ?? "";

    public MemberCluster Resource { get => _resource; set => _resource = value; }

    /// <summary>The connection that is used; null while there is none.</summary>
    public MemberConnection? Current { get => _current; set => _current = value; }

    /// <summary>The one that is to take its place.</summary>
    public MemberConnection? Next { get => _next; set => _next = value; }

    /// <summary>Why there is no connection; null when there is one.</summary>
    public MemberRefusal? Refusal { get => _refusal; set => _refusal = value; }

    /// <summary>What was known when the last connection ended.</summary>
    public MemberHealth Last { get => _last; set => _last = value; }

    public MemberHealth Health => Current?.Health ?? Last;

    /// <summary>Which cluster it is, as far as was ever known.</summary>
    public string? ClusterUid => Health.ClusterUid ?? Last.ClusterUid ?? Resource.Status?.ClusterUid;

    public IEnumerable<MemberConnection> Connections => new[] { Current, Next }.OfType<MemberConnection>();

    public FleetMember View()
    {
        var health = Health;
        var live = Refusal is null && health.IsLive;
        return new FleetMember(Name)
        {
            Labels = Resource.Metadata.Labels?.ToImmutableDictionary() ?? ImmutableDictionary<string, string>.Empty,
            Paused = Resource.Spec.Paused,
            Live = live,
            Reason = live ? null : Refusal?.Message ?? health.Reason,
            // One that answers again is given up on no more, though it is not believed yet.
            SilentSince = live || (Refusal is null && health.Phase == MemberPhase.Returning) ? null : health.SilentSince,
            LastContact = health.LastContact,
            ClusterUid = ClusterUid,
        };
    }

    /// <summary>What is known of the token in its Secret.</summary>
    public CredentialMemory Credential { get; } = new();

    /// <summary>The state of the MemberCluster's status that our last write made, until the hub's cache has it.</summary>
    public (MemberClusterStatus Status, string ResourceVersion)? Written { get; set; }

    public DateTimeOffset CapacityWrittenAt { get; set; }

    /// <summary>The kubeconfig that was refused; null when something else was.</summary>
    public string? RefusedVersion { get; set; }

    public ObjectKey Key => new(null, Name);
}

using System.Collections.Immutable;
using FedScaler.Api.MemberClusters;
using FedScaler.Controllers.Fleet.Direct.Credentials;
using FedScaler.Controllers.Fleet.Members;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Fleet.Direct;

/// <summary>A member that a MemberCluster declares.</summary>
internal sealed class DirectEntry(MemberCluster resource)
    : MemberEntry(resource.Metadata.Name, resource.Metadata.Uid ?? "", MemberHealth.Initial with { LastContact = resource.Status?.LastContactTime })
{
    private volatile MemberCluster _resource = resource;

    public MemberCluster Resource { get => _resource; set => _resource = value; }

    public override ImmutableDictionary<string, string> Labels => Resource.Metadata.Labels?.ToImmutableDictionary() ?? ImmutableDictionary<string, string>.Empty;

    protected override string TwinMend => "remove one of the two, or give this one the kubeconfig of another cluster";

    public override string? Paused => Resource.Spec.Paused ? "its MemberCluster is paused" : null;

    public override string? ClusterUid => base.ClusterUid ?? Resource.Status?.ClusterUid;

    public override DateTimeOffset? DeclaredAt => Resource.Metadata.CreationTimestamp;

    /// <summary>What is known of the token in its Secret.</summary>
    public CredentialMemory Credential { get; } = new();

    /// <summary>The state of the MemberCluster's status that our last write made, until the hub's cache has it.</summary>
    public (MemberClusterStatus Status, string ResourceVersion)? Written { get; set; }

    public DateTimeOffset CapacityWrittenAt { get; set; }

    /// <summary>The kubeconfig that was refused; null when something else was.</summary>
    public string? RefusedVersion { get; set; }

    public ObjectKey Key => new(null, Name);
}

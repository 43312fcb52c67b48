using System.ComponentModel;
using System.Text.Json.Serialization;
using FedScaler.Api.Common;
using FedScaler.Api.Schema;

namespace FedScaler.Api.MemberClusters;

/// <summary>What the controller last saw of a member.</summary>
public sealed record MemberClusterStatus
{
    [Description("Ready, CapacityKnown; reason and message say what failed.")]
    [Items(32, Keys = ["type"])]
    public IReadOnlyList<Condition> Conditions { get; set => field = value ?? []; } = [];

    [Description("uid of the cluster's kube-system namespace: the same name with another uid is another cluster.")]
    [Text(128), JsonPropertyName("clusterUID")]
    public string? ClusterUid { get; set; }

    [Description("Version that the cluster's API server reports.")]
    [Text(128)]
    public string? KubernetesVersion { get; set; }

    [Description("When the cluster last answered.")]
    public DateTimeOffset? LastContactTime { get; set; }

    [Description("What the cluster's nodes hold and what is asked of them.")]
    public ClusterCapacity? Capacity { get; set; }

    [Description("Epoch of the leader that wrote this last, as <uid of its Lease>/<leaseTransitions>; absent where one instance runs without election.")]
    [Text(128)]
    public string? Epoch { get; set; }
}

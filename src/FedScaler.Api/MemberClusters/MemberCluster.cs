using System.ComponentModel;
using FedScaler.Api.Schema;
using FedScaler.Api.Validation;
using FedScaler.Kube.Models;

namespace FedScaler.Api.MemberClusters;

/// <summary>A cluster that runs the workloads.</summary>
[Description("MemberCluster registers a cluster of the fleet: how to reach it, and what it can hold.")]
[Cel(RuleMessages.HubNameRule, RuleMessages.HubName)]
public sealed record MemberCluster
{
    public string ApiVersion { get; set; } = ApiResources.ApiVersion;

    public string Kind { get; set; } = "MemberCluster";

    public ObjectMeta Metadata { get; set => field = value ?? new(); } = new();

    [Description("How to reach the cluster.")]
    [RequiredField]
    public MemberClusterSpec Spec { get; set => field = value ?? new(); } = new();

    [Description("What the controller last saw of the cluster.")]
    public MemberClusterStatus? Status { get; set; }
}

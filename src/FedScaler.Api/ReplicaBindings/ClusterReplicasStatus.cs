using System.ComponentModel;
using FedScaler.Api.Schema;

namespace FedScaler.Api.ReplicaBindings;

/// <summary>Replicas that one member runs.</summary>
public sealed record ClusterReplicasStatus
{
    [Description("Name of the MemberCluster.")]
    [RequiredField, Text(253)]
    public string Name { get; set => field = value ?? ""; } = "";

    [Description("Replicas there.")]
    [RequiredField, Bounds(0)]
    public int Replicas { get; set; }

    [Description("Replicas that are ready there.")]
    [Bounds(0)]
    public int ReadyReplicas { get; set; }
}

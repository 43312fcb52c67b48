using System.ComponentModel;
using FedScaler.Api.Common;
using FedScaler.Api.Schema;

namespace FedScaler.Api.ReplicaBindings;

/// <summary>Replicas that one member is to run.</summary>
public sealed record ClusterReplicas
{
    [Description("Name of the MemberCluster.")]
    [RequiredField, Text(253, MinLength = 1, Pattern = Patterns.DnsSubdomain, Message = PatternMessages.DnsSubdomain)]
    public string Name { get; set => field = value ?? ""; } = "";

    [Description("Replicas there.")]
    [RequiredField, Bounds(0)]
    public int Replicas { get; set; }
}

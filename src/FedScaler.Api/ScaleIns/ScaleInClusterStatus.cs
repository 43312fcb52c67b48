using System.ComponentModel;
using FedScaler.Api.Schema;

namespace FedScaler.Api.ScaleIns;

/// <summary>A member's count before and after.</summary>
public sealed record ScaleInClusterStatus
{
    [Description("Name of the MemberCluster.")]
    [RequiredField, Text(253)]
    public string Name { get; set => field = value ?? ""; } = "";

    [Description("Replicas before.")]
    [Bounds(0)]
    public int? ReplicasBefore { get; set; }

    [Description("Replicas after.")]
    [Bounds(0)]
    public int? ReplicasAfter { get; set; }
}

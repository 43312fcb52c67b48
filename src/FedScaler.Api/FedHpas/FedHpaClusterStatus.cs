using System.ComponentModel;
using FedScaler.Api.Schema;
using FedScaler.Core.Splitting;

namespace FedScaler.Api.FedHpas;

/// <summary>One member's share, what runs there, and why.</summary>
public sealed record FedHpaClusterStatus
{
    [Description("Name of the MemberCluster.")]
    [RequiredField, Text(253)]
    public string Name { get; set => field = value ?? ""; } = "";

    [Description("Active, Parked, Silent, Lent or Excluded.")]
    [RequiredField]
    public MemberState State { get; set; }

    [Description("minReplicas of the member's HPA; absent where it has no share.")]
    [Bounds(0)]
    public int? MinReplicas { get; set; }

    [Description("maxReplicas of the member's HPA; absent where it has no share.")]
    [Bounds(0)]
    public int? MaxReplicas { get; set; }

    [Description("Replicas that the workload asks for there.")]
    [Bounds(0)]
    public int CurrentReplicas { get; set; }

    [Description("Replicas that the member's HPA asks for.")]
    [Bounds(0)]
    public int DesiredReplicas { get; set; }

    [Description("Replicas that are ready there.")]
    [Bounds(0)]
    public int ReadyReplicas { get; set; }

    [Description("Pods that the member's scheduler could not place.")]
    [Bounds(0)]
    public int UnschedulableReplicas { get; set; }

    [Description("Replicas that the member's free capacity still takes; absent while its capacity is not known.")]
    [Bounds(0)]
    public int? FreeReplicas { get; set; }

    [Description("When the member last answered.")]
    public DateTimeOffset? LastSeenTime { get; set; }

    [Description("Why the share is what it is.")]
    [Text(1024)]
    public string? Reason { get; set; }

    [Description("In state Lent: the share that was lent to the other members.")]
    public LentShare? Lent { get; set; }
}

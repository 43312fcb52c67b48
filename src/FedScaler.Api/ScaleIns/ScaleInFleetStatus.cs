using System.ComponentModel;
using FedScaler.Api.Schema;

namespace FedScaler.Api.ScaleIns;

/// <summary>What a ScaleIn asks of the FedHPA or ReplicaBinding over the workload.</summary>
public sealed record ScaleInFleetStatus
{
    [Description("Held: no member's share or count is changed. Released: they may be again, once the FedHPA or ReplicaBinding has seen it.")]
    public FleetHoldState Hold { get; set; }

    [Description("Mode Cap: maxReplicas of the FedHPA before.")]
    [Bounds(0)]
    public int? MaxReplicasBefore { get; set; }

    [Description("Mode Cap: what maxReplicas of the FedHPA becomes.")]
    [Bounds(1)]
    public int? MaxReplicas { get; set; }

    [Description("spec.replicas of a ReplicaBinding without a FedHPA, before.")]
    [Bounds(0)]
    public int? ReplicasBefore { get; set; }

    [Description("What spec.replicas of a ReplicaBinding without a FedHPA becomes.")]
    [Bounds(0)]
    public int? Replicas { get; set; }
}

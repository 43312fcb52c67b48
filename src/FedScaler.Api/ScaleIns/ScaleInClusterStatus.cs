using System.ComponentModel;
using FedScaler.Api.Schema;

namespace FedScaler.Api.ScaleIns;

/// <summary>How far it has come in one member.</summary>
public sealed record ScaleInClusterStatus
{
    [Description("Name of the MemberCluster.")]
    [RequiredField, Text(253)]
    public string Name { get; set => field = value ?? ""; } = "";

    [Description("Pending, Preparing, Committing, Committed, Releasing or Released.")]
    [Text(64)]
    public string? Stage { get; set; }

    [Description("Replicas before.")]
    [Bounds(0)]
    public int? ReplicasBefore { get; set; }

    [Description("Replicas after.")]
    [Bounds(0)]
    public int? ReplicasAfter { get; set; }

    [Description("What the member's HPA had before it was held.")]
    public HeldAutoscaler? Autoscaler { get; set; }

    [Description("When the HPA was about to be held.")]
    public DateTimeOffset? HeldTime { get; set; }

    [Description("The label by which the marks are proved; absent where none is free.")]
    public ScaleInBarrier? Barrier { get; set; }

    [Description("When the pods were about to be marked.")]
    public DateTimeOffset? MarkedTime { get; set; }

    [Description("When the HPA may be let go; set once the lower count was seen.")]
    public DateTimeOffset? ReleaseTime { get; set; }

    [Description("Pods that died in place of named ones, and were made up for.")]
    [Bounds(0)]
    public int? Collateral { get; set; }

    [Description("What falls short of Exact, and what went otherwise than planned.")]
    [Items(64), Text(1024)]
    public IReadOnlyList<string> Notes { get; set => field = value ?? []; } = [];
}

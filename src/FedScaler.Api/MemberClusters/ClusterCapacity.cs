using System.ComponentModel;
using FedScaler.Api.Schema;

namespace FedScaler.Api.MemberClusters;

/// <summary>Sums over a member's nodes. Quantities are text, as Kubernetes writes them.</summary>
public sealed record ClusterCapacity
{
    private static readonly Dictionary<string, string> None = [];

    [Description("Number of nodes.")]
    [Bounds(0)]
    public int Nodes { get; set; }

    [Description("Number of nodes that are Ready, cordoned ones too.")]
    [Bounds(0)]
    public int ReadyNodes { get; set; }

    [Description("Allocatable resources of the nodes that are Ready, cordoned ones too.")]
    [Items(64), Text(64)]
    public IReadOnlyDictionary<string, string> Allocatable { get; set => field = value ?? None; } = None;

    [Description("Resources requested by the pods on the nodes that are Ready.")]
    [Items(64), Text(64)]
    public IReadOnlyDictionary<string, string> Requested { get; set => field = value ?? None; } = None;
}

using System.ComponentModel;
using FedScaler.Api.Common;
using FedScaler.Api.Schema;

namespace FedScaler.Api.Placement;

/// <summary>Which members take part, and on what terms.</summary>
public sealed record PlacementSpec
{
    [Description("Labels of the MemberClusters that take part. Absent: every MemberCluster.")]
    public LabelSelector? ClusterSelector { get; set; }

    [Description("Bounds and preferences of single members. Does not restrict which members take part; clusterSelector does.")]
    [Items(1000, Keys = ["name"])]
    public IReadOnlyList<ClusterPreference> Clusters { get; set => field = value ?? []; } = [];
}

using System.ComponentModel;
using FedScaler.Api.Schema;

namespace FedScaler.Api.ScaleIns;

/// <summary>What became of one pod.</summary>
public sealed record ScaleInPodStatus
{
    [Description("Name of the MemberCluster.")]
    [RequiredField, Text(253)]
    public string Cluster { get; set => field = value ?? ""; } = "";

    [Description("Name of the pod.")]
    [RequiredField, Text(253)]
    public string Name { get; set => field = value ?? ""; } = "";

    [Description("uid that the pod was bound by.")]
    [Text(128)]
    public string? Uid { get; set; }

    [Description("What became of it, in one CamelCase word, e.g. Deleted.")]
    [Text(64)]
    public string? State { get; set; }

    [Description("What became of it, in words.")]
    [Text(1024)]
    public string? Message { get; set; }

    [Description("Its deletion cost before it was marked, to put back if the removal is given up.")]
    [Text(64)]
    public string? OriginalDeletionCost { get; set; }
}

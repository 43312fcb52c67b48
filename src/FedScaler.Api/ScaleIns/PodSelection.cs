using System.ComponentModel;
using FedScaler.Api.Common;
using FedScaler.Api.Schema;

namespace FedScaler.Api.ScaleIns;

/// <summary>One pod of one member.</summary>
public sealed record PodSelection
{
    [Description("Name of the MemberCluster.")]
    [RequiredField, Text(253, MinLength = 1, Pattern = Patterns.DnsSubdomain, Message = PatternMessages.DnsSubdomain)]
    public string Cluster { get; set => field = value ?? ""; } = "";

    [Description("Name of the pod.")]
    [RequiredField, Text(253, MinLength = 1, Pattern = Patterns.DnsSubdomain, Message = PatternMessages.DnsSubdomain)]
    public string Name { get; set => field = value ?? ""; } = "";

    [Description("uid of the pod. Absent: that of the pod found at the first look; another pod of that name is never taken.")]
    [Text(128, MinLength = 1)]
    public string? Uid { get; set; }
}

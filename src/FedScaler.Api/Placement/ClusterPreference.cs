using System.ComponentModel;
using FedScaler.Api.Common;
using FedScaler.Api.Schema;
using FedScaler.Api.Validation;

namespace FedScaler.Api.Placement;

/// <summary>Bounds and preferences for one member. A member that is not named has no bounds, weight 1, priority 0.</summary>
[Cel("!has(self.minReplicas) || !has(self.maxReplicas) || self.minReplicas <= self.maxReplicas",
    RuleMessages.MinAboveMax, FieldPath = ".minReplicas")]
public sealed record ClusterPreference
{
    [Description("Name of the MemberCluster.")]
    [RequiredField, Text(253, MinLength = 1, Pattern = Patterns.DnsSubdomain, Message = PatternMessages.DnsSubdomain)]
    public string Name { get; set => field = value ?? ""; } = "";

    [Description("The member is given at least so many replicas.")]
    [Bounds(0)]
    public int? MinReplicas { get; set; }

    [Description("The member is given at most so many replicas.")]
    [Bounds(0)]
    public int? MaxReplicas { get; set; }

    [Description("Share of the member under strategy Weighted, against the others' weights. All weights 0 count as all 1.")]
    [Defaulted, Bounds(0, 1_000_000)]
    public int Weight { get; set; } = 1;

    [Description("Rank of the member under strategy Priority: the lowest number is filled first.")]
    [Defaulted, Bounds(-1_000_000, 1_000_000)]
    public int Priority { get; set; }
}

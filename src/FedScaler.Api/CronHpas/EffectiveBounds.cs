using System.ComponentModel;
using FedScaler.Api.Schema;

namespace FedScaler.Api.CronHpas;

/// <summary>What the rules in force come to.</summary>
public sealed record EffectiveBounds
{
    [Description("Floor in force.")]
    [Bounds(0)]
    public int? MinReplicas { get; set; }

    [Description("Ceiling in force.")]
    [Bounds(0)]
    public int? MaxReplicas { get; set; }

    [Description("Count in force, for a ReplicaBinding.")]
    [Bounds(0)]
    public int? Replicas { get; set; }
}

using System.ComponentModel;
using FedScaler.Api.Schema;

namespace FedScaler.Api.FedHpas;

/// <summary>When room moves between members, and how much.</summary>
public sealed record RebalanceSpec
{
    [Description("Drift of the shares from the ideal up to this percentage of maxReplicas is let be.")]
    [Defaulted, Bounds(0, 100)]
    public int TolerancePercent { get; set; } = FedHpaDefaults.TolerancePercent;

    [Description("Seconds for which drift is let stand before room moves.")]
    [Defaulted, Bounds(0)]
    public int CooldownSeconds { get; set; } = FedHpaDefaults.CooldownSeconds;

    [Description("At most this percentage of maxReplicas moves in one step toward the ideal.")]
    [Defaulted, Bounds(1, 100)]
    public int MaxMovePercent { get; set; } = FedHpaDefaults.MaxMovePercent;
}

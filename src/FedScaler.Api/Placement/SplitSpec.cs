using System.ComponentModel;
using FedScaler.Api.Schema;
using FedScaler.Core.Splitting;

namespace FedScaler.Api.Placement;

/// <summary>How replicas are divided over the members.</summary>
public sealed record SplitSpec
{
    [Description("FreeCapacity: by what each member can still hold. Weighted: by placement.clusters[].weight. Priority: fill the lowest placement.clusters[].priority first, burst into the next.")]
    [Defaulted]
    public SplitStrategy Strategy { get; set; } = SplitStrategy.FreeCapacity;

    [Description("Always: every eligible member keeps at least 1 replica. WhenNeeded: members that the minimum does not need are parked.")]
    [Defaulted]
    public SpreadPolicy Spread { get; set; } = SpreadPolicy.Always;
}

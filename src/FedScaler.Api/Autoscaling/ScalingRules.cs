using System.ComponentModel;
using FedScaler.Api.Schema;

namespace FedScaler.Api.Autoscaling;

/// <summary>autoscaling/v2 HPAScalingRules. Bounds: validateScalingRules in Kubernetes' pkg/apis/autoscaling/validation.</summary>
public sealed record ScalingRules
{
    [Description("Seconds over which past recommendations are looked at.")]
    [Bounds(0, 3600)]
    public int? StabilizationWindowSeconds { get; set; }

    [Description("Which policy counts: Max, Min or Disabled.")]
    public ScalingPolicySelect? SelectPolicy { get; set; }

    [Description("How much may change in how many seconds; absent: as the HPA has it by itself.")]
    [Items(32, Min = 1), FreeForm]
    public IReadOnlyList<ScalingPolicy>? Policies { get; set; }
}

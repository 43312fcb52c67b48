using System.ComponentModel;
using FedScaler.Api.Schema;

namespace FedScaler.Api.Autoscaling;

/// <summary>autoscaling/v2 HPAScalingPolicy. Bounds: validateScalingPolicy in Kubernetes' pkg/apis/autoscaling/validation.</summary>
public sealed record ScalingPolicy
{
    [Description("Unit of value: Pods or Percent.")]
    [RequiredField]
    public ScalingPolicyType Type { get; set; }

    [Description("How much may change.")]
    [RequiredField, Bounds(1)]
    public int Value { get; set; }

    [Description("In how many seconds.")]
    [RequiredField, Bounds(1, 1800)]
    public int PeriodSeconds { get; set; }
}

using System.ComponentModel;
using FedScaler.Api.Schema;

namespace FedScaler.Api.Autoscaling;

/// <summary>What is checked of an autoscaling/v2 HorizontalPodAutoscalerBehavior before it is handed on.</summary>
public sealed record ScalingBehavior
{
    [Description("How fast members scale up.")]
    [FreeForm]
    public ScalingRules? ScaleUp { get; set; }

    [Description("How fast members scale down.")]
    [FreeForm]
    public ScalingRules? ScaleDown { get; set; }
}

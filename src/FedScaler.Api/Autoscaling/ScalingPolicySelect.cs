namespace FedScaler.Api.Autoscaling;

/// <summary>Which of several policies counts (autoscaling/v2 ScalingPolicySelect).</summary>
public enum ScalingPolicySelect
{
    Disabled,
    Max,
    Min,
}

namespace FedScaler.Api.Autoscaling;

/// <summary>Unit of a scaling policy (autoscaling/v2 HPAScalingPolicyType).</summary>
public enum ScalingPolicyType
{
    Percent,
    Pods,
}

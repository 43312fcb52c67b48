namespace FedScaler.Api.Autoscaling;

/// <summary>How a metric is compared with its target (autoscaling/v2 MetricTargetType).</summary>
public enum MetricTargetType
{
    AverageValue,
    Utilization,
    Value,
}

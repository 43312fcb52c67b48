namespace FedScaler.Api.Autoscaling;

/// <summary>What a metric is measured on (autoscaling/v2 MetricSourceType).</summary>
public enum MetricSourceType
{
    ContainerResource,
    External,
    Object,
    Pods,
    Resource,
}

using System.ComponentModel;
using FedScaler.Api.Schema;
using FedScaler.Api.Validation;

namespace FedScaler.Api.Autoscaling;

/// <summary>autoscaling/v2 PodsMetricSource.</summary>
[Cel("has(self.target.averageValue)", RuleMessages.PodsTarget, FieldPath = ".target")]
public sealed record PodsMetric
{
    [Description("Which metric.")]
    [RequiredField, FreeForm]
    public MetricIdentifier Metric { get; set => field = value ?? new(); } = new();

    [Description("What the metric is held to.")]
    [RequiredField, FreeForm]
    public MetricTarget Target { get; set => field = value ?? new(); } = new();
}

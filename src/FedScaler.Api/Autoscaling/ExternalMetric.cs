using System.ComponentModel;
using FedScaler.Api.Schema;
using FedScaler.Api.Validation;

namespace FedScaler.Api.Autoscaling;

/// <summary>autoscaling/v2 ExternalMetricSource.</summary>
[Cel("has(self.target.value) != has(self.target.averageValue)", RuleMessages.ExternalTarget, FieldPath = ".target")]
public sealed record ExternalMetric
{
    [Description("Which metric.")]
    [RequiredField, FreeForm]
    public MetricIdentifier Metric { get; set => field = value ?? new(); } = new();

    [Description("What the metric is held to.")]
    [RequiredField, FreeForm]
    public MetricTarget Target { get; set => field = value ?? new(); } = new();
}

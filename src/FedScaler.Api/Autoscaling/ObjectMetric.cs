using System.ComponentModel;
using FedScaler.Api.Schema;
using FedScaler.Api.Validation;

namespace FedScaler.Api.Autoscaling;

/// <summary>autoscaling/v2 ObjectMetricSource. The HPA controller goes by target.type here, and fails where that field is absent.</summary>
[Cel("self.target.type == 'Value' ? has(self.target.value) : self.target.type == 'AverageValue' ? has(self.target.averageValue) : false",
    RuleMessages.ObjectTarget, FieldPath = ".target")]
public sealed record ObjectMetric
{
    [Description("The object that is measured.")]
    [RequiredField, FreeForm]
    public DescribedObject DescribedObject { get; set => field = value ?? new(); } = new();

    [Description("Which metric.")]
    [RequiredField, FreeForm]
    public MetricIdentifier Metric { get; set => field = value ?? new(); } = new();

    [Description("What the metric is held to.")]
    [RequiredField, FreeForm]
    public MetricTarget Target { get; set => field = value ?? new(); } = new();
}

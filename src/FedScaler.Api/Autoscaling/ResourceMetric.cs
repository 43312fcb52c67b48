using System.ComponentModel;
using FedScaler.Api.Schema;
using FedScaler.Api.Validation;

namespace FedScaler.Api.Autoscaling;

/// <summary>autoscaling/v2 ResourceMetricSource.</summary>
[Cel("has(self.target.averageUtilization) != has(self.target.averageValue)", RuleMessages.ResourceTarget, FieldPath = ".target")]
public sealed record ResourceMetric
{
    [Description("Name of the resource, such as cpu or memory.")]
    [RequiredField, Text(317, MinLength = 1)]
    public string Name { get; set => field = value ?? ""; } = "";

    [Description("What the metric is held to.")]
    [RequiredField, FreeForm]
    public MetricTarget Target { get; set => field = value ?? new(); } = new();
}

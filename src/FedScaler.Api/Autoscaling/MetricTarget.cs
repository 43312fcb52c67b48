using System.ComponentModel;
using System.Text.Json.Nodes;
using FedScaler.Api.Schema;

namespace FedScaler.Api.Autoscaling;

/// <summary>autoscaling/v2 MetricTarget.</summary>
public sealed record MetricTarget
{
    [Description("How the metric is compared: Utilization, Value or AverageValue.")]
    [RequiredField]
    public MetricTargetType Type { get; set; }

    [Description("Target for the metric itself, as a quantity above 0, e.g. 100 or 500m.")]
    [PositiveQuantity]
    public JsonNode? Value { get; set; }

    [Description("Target for the metric per pod, as a quantity above 0, e.g. 100 or 500m.")]
    [PositiveQuantity]
    public JsonNode? AverageValue { get; set; }

    [Description("Target in percent of what the pods request.")]
    [Bounds(1)]
    public int? AverageUtilization { get; set; }
}

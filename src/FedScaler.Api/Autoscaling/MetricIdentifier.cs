using System.ComponentModel;
using FedScaler.Api.Common;
using FedScaler.Api.Schema;

namespace FedScaler.Api.Autoscaling;

/// <summary>autoscaling/v2 MetricIdentifier; its selector goes through as it is.</summary>
public sealed record MetricIdentifier
{
    [Description("Name of the metric.")]
    [RequiredField, Text(512, MinLength = 1, Pattern = Patterns.PathSegment, Message = PatternMessages.PathSegment)]
    public string Name { get; set => field = value ?? ""; } = "";
}

using System.ComponentModel;
using FedScaler.Api.Schema;

namespace FedScaler.Api.Autoscaling;

/// <summary>autoscaling/v2 CrossVersionObjectReference, of a metric of type Object.</summary>
public sealed record DescribedObject
{
    [Description("Kind of the object.")]
    [RequiredField, Text(63, MinLength = 1)]
    public string Kind { get; set => field = value ?? ""; } = "";

    [Description("Name of the object.")]
    [RequiredField, Text(253, MinLength = 1)]
    public string Name { get; set => field = value ?? ""; } = "";
}

using System.ComponentModel;
using FedScaler.Api.Schema;

namespace FedScaler.Api.ScaleIns;

/// <summary>A label of the pod template that is altered on the named pods, to prove that the ReplicaSet controller has seen their marks.</summary>
public sealed record ScaleInBarrier
{
    [Description("Name of the label.")]
    [RequiredField, Text(317)]
    public string Label { get; set => field = value ?? ""; } = "";

    [Description("Its value in the template.")]
    [Text(63)]
    public string Value { get; set => field = value ?? ""; } = "";
}

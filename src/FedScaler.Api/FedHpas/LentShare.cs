using System.ComponentModel;
using FedScaler.Api.Schema;

namespace FedScaler.Api.FedHpas;

/// <summary>The share of a silent member that the others were lent.</summary>
public sealed record LentShare
{
    [Description("minReplicas that was lent.")]
    [RequiredField, Bounds(0)]
    public int MinReplicas { get; set; }

    [Description("maxReplicas that was lent.")]
    [RequiredField, Bounds(0)]
    public int MaxReplicas { get; set; }
}

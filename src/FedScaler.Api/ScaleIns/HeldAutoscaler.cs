using System.ComponentModel;
using FedScaler.Api.Schema;

namespace FedScaler.Api.ScaleIns;

/// <summary>What a member's HPA had before it was held.</summary>
public sealed record HeldAutoscaler
{
    [Description("Name of the HPA.")]
    [RequiredField, Text(253)]
    public string Name { get; set => field = value ?? ""; } = "";

    [Description("Its minReplicas.")]
    [Bounds(0)]
    public int MinReplicas { get; set; }

    [Description("Its behavior as JSON; absent where it had none.")]
    [Text(16384)]
    public string? Behavior { get; set; }

    [Description("Whether a FedHPA writes its minReplicas.")]
    public bool Federated { get; set; }
}

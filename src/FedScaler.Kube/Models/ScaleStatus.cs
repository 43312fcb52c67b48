namespace FedScaler.Kube.Models;

/// <summary>What there is.</summary>
public sealed class ScaleStatus
{
    public int Replicas { get; set; }

    /// <summary>Label selector of the pods, in the text form that list calls take; empty where the kind tells none.</summary>
    public string? Selector { get; set; }
}

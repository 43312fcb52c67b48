namespace FedScaler.Kube.Models;

/// <summary>What is asked for.</summary>
public sealed class ScaleSpec
{
    /// <summary>Left out by servers when it is 0.</summary>
    public int Replicas { get; set; }
}

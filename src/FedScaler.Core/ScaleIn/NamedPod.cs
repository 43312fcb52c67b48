namespace FedScaler.Core.ScaleIn;

/// <summary>One pod to take out.</summary>
/// <param name="Uid">Null: that of the pod found at the first look.</param>
public sealed record NamedPod(string Cluster, string Name, string? Uid = null);

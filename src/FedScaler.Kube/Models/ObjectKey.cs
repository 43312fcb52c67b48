namespace FedScaler.Kube.Models;

/// <summary>Names one object of a known type; <see cref="Namespace"/> is null for cluster-scoped types.</summary>
public readonly record struct ObjectKey(string? Namespace, string Name)
{
    /// <inheritdoc/>
    public override string ToString() => Namespace is null ? Name : $"{Namespace}/{Name}";
}

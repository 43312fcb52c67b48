namespace FedScaler.Controllers.Fleet;

/// <summary>A workload by the same namespace, kind and name in every member; any kind with a scale subresource.</summary>
public readonly record struct TargetRef(string Namespace, string ApiVersion, string Kind, string Name)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Kind} {Namespace}/{Name}";
}

namespace FedScaler.Controllers.Fleet.Projections;

/// <summary>meta/v1 APIResourceList, as <c>/apis/GROUP/VERSION</c> answers.</summary>
internal sealed class ResourceListFields
{
    public List<ResourceFields>? Resources { get; set; }
}

internal sealed class ResourceFields
{
    /// <summary><c>deployments</c>, or <c>deployments/scale</c> for a subresource.</summary>
    public string Name { get; set; } = "";

    public string Kind { get; set; } = "";

    public bool Namespaced { get; set; }
}

/// <summary>What <c>/version</c> answers.</summary>
internal sealed class VersionFields
{
    public string? GitVersion { get; set; }
}

/// <summary>What is read of a Namespace.</summary>
internal sealed class NamespaceFields
{
    public MetaFields? Metadata { get; set; }
}

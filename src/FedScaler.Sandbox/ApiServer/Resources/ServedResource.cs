using FedScaler.Kube.Models;
using FedScaler.Sandbox.ApiServer.Schemas;

namespace FedScaler.Sandbox.ApiServer.Resources;

/// <summary>A resource in one version as the server offers it.</summary>
internal sealed record ServedResource(ResourceType Type, FieldSchema Schema)
{
    public string Singular { get; init; } = Type.Kind.ToLowerInvariant();

    public string ListKind { get; init; } = Type.Kind + "List";

    public IReadOnlyList<string> ShortNames { get; init; } = [];

    public IReadOnlyList<string> Categories { get; init; } = [];

    public bool HasStatus { get; init; }

    public ScalePaths? Scale { get; init; }

    /// <summary>Comes from a CustomResourceDefinition.</summary>
    public bool IsCustom { get; init; }

    public IReadOnlyList<PrinterColumn> Columns { get; init; } = [];

    /// <summary>Further subresources, e.g. eviction and binding of pods.</summary>
    public IReadOnlyList<string> OtherSubresources { get; init; } = [];
}

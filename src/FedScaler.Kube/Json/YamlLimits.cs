namespace FedScaler.Kube.Json;

/// <summary>How much a YAML text may unfold to: aliases make a small text large, and nesting costs stack.</summary>
/// <param name="MaxDepth">Mappings and sequences inside one another.</param>
/// <param name="MaxNodes">Scalars, mappings and sequences over all documents, aliases expanded.</param>
public sealed record YamlLimits(int MaxDepth, int MaxNodes)
{
    /// <summary>Roomy enough for a page of CRDs.</summary>
    public static readonly YamlLimits Default = new(MaxDepth: 100, MaxNodes: 1_000_000);
}

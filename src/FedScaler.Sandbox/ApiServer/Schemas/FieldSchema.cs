using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FedScaler.Sandbox.ApiServer.Schemas;

/// <summary>The schema of one value: what it may hold, what it defaults to, and how its parts are merged and owned.</summary>
internal sealed class FieldSchema
{
    public static readonly FieldSchema Anything = new() { Type = SchemaType.Any };

    public SchemaType Type { get; init; }

    public string Description { get; set; } = "";

    /// <summary>The name of a built-in type, for /openapi.</summary>
    public string? TypeName { get; init; }

    public Dictionary<string, FieldSchema> Fields { get; init; } = [];

    /// <summary>What a list or a map holds.</summary>
    public FieldSchema? Items { get; set; }

    public ListKind ListKind { get; init; }

    public IReadOnlyList<string> ListKeys { get; init; } = [];

    /// <summary>A struct or map that is owned as a whole (x-kubernetes-map-type: atomic).</summary>
    public bool Atomic { get; init; }

    /// <summary>
    /// A Go struct field that is no pointer and has no omitempty: it is always there, so nobody comes to own its being there.
    /// </summary>
    public bool AlwaysPresent { get; init; }

    /// <summary>No manager ever owns it: the server alone decides it (managedfields/internal/stripmeta.go).</summary>
    public bool Unowned { get; set; }

    /// <summary>x-kubernetes-preserve-unknown-fields.</summary>
    public bool KeepsUnknown { get; init; }

    /// <summary>x-kubernetes-embedded-resource: apiVersion, kind and metadata belong to it without being declared.</summary>
    public bool IsEmbeddedResource { get; init; }

    public bool Nullable { get; init; }

    public JsonNode? Default { get; init; }

    public IReadOnlyList<string> Required { get; init; } = [];

    public IReadOnlyList<JsonNode?> Enum { get; init; } = [];

    public decimal? Minimum { get; init; }

    public decimal? Maximum { get; init; }

    public bool ExclusiveMinimum { get; init; }

    public bool ExclusiveMaximum { get; init; }

    public decimal? MultipleOf { get; init; }

    public int? MinLength { get; init; }

    public int? MaxLength { get; init; }

    public int? MinItems { get; init; }

    public int? MaxItems { get; init; }

    public int? MinProperties { get; init; }

    public int? MaxProperties { get; init; }

    public Regex? Pattern { get; init; }

    public string Format { get; init; } = "";

    /// <summary>The schema has CEL rules (x-kubernetes-validations) somewhere; set on the root of a custom schema.</summary>
    public bool HasRules { get; set; }

    public bool IsObject => Type is SchemaType.Object or SchemaType.Map;

    /// <summary>The schema of a field: declared, or of the map's values; null when it is not known.</summary>
    public FieldSchema? Field(string name)
    {
        if (Fields.TryGetValue(name, out var found)) return found;
        return Type switch
        {
            SchemaType.Map => Items ?? Anything,
            SchemaType.Any => Anything,
            _ => KeepsUnknown ? Anything : null,
        };
    }
}

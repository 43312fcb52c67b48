using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FedScaler.Sandbox.Json;

namespace FedScaler.Sandbox.ApiServer.Schemas;

/// <summary>Reads the structural schema of a CustomResourceDefinition.</summary>
internal static class CustomSchemas
{
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromSeconds(1);

    /// <summary>The schema of a whole custom object: what is declared, and metadata, which always is.</summary>
    public static FieldSchema ReadRoot(JsonObject? declared)
    {
        var root = declared is null ? new FieldSchema { Type = SchemaType.Object, KeepsUnknown = true } : Read(declared);
        root.HasRules = declared?.ToJsonString().Contains("\"x-kubernetes-validations\"", StringComparison.Ordinal) == true;
        root.Fields["apiVersion"] = new FieldSchema { Type = SchemaType.String, Unowned = true };
        root.Fields["kind"] = new FieldSchema { Type = SchemaType.String, Unowned = true };
        root.Fields["metadata"] = new FieldSchema
        {
            Type = SchemaType.Object,
            TypeName = "ObjectMeta",
            Fields = BuiltInSchemas.Of("ObjectMeta").Fields,
            AlwaysPresent = true,
        };
        return root;
    }

    private static FieldSchema Read(JsonObject declared)
    {
        var listKind = declared.Text("x-kubernetes-list-type") switch
        {
            "map" => ListKind.Map,
            "set" => ListKind.Set,
            _ => ListKind.Atomic,
        };
        var additional = declared["additionalProperties"];
        return new FieldSchema
        {
            Type = TypeOf(declared),
            Description = declared.Text("description") ?? "",
            Fields = (declared["properties"] as JsonObject)?.ToDictionary(p => p.Key, p => Read(p.Value as JsonObject ?? [])) ?? [],
            Items = (declared["items"] as JsonObject ?? additional as JsonObject) is { } items ? Read(items) : null,
            ListKind = listKind,
            ListKeys = Texts(declared["x-kubernetes-list-map-keys"]),
            Atomic = declared.Text("x-kubernetes-map-type") == "atomic",
            KeepsUnknown = IsTrue(declared["x-kubernetes-preserve-unknown-fields"]),
            IsEmbeddedResource = IsTrue(declared["x-kubernetes-embedded-resource"]),
            Nullable = IsTrue(declared["nullable"]),
            Default = declared["default"]?.DeepClone(),
            Required = Texts(declared["required"]),
            Enum = declared["enum"] is JsonArray values ? [.. values.Select(value => value?.DeepClone())] : [],
            Minimum = Number(declared["minimum"]),
            Maximum = Number(declared["maximum"]),
            ExclusiveMinimum = IsTrue(declared["exclusiveMinimum"]),
            ExclusiveMaximum = IsTrue(declared["exclusiveMaximum"]),
            MultipleOf = Number(declared["multipleOf"]),
            MinLength = (int?)declared.Integer("minLength"),
            MaxLength = (int?)declared.Integer("maxLength"),
            MinItems = (int?)declared.Integer("minItems"),
            MaxItems = (int?)declared.Integer("maxItems"),
            MinProperties = (int?)declared.Integer("minProperties"),
            MaxProperties = (int?)declared.Integer("maxProperties"),
            Pattern = declared.Text("pattern") is { } pattern ? new Regex(pattern, RegexOptions.CultureInvariant, PatternTimeout) : null,
            Format = declared.Text("format") ?? "",
        };
    }

    private static SchemaType TypeOf(JsonObject declared)
    {
        if (IsTrue(declared["x-kubernetes-int-or-string"])) return SchemaType.IntOrString;
        return declared.Text("type") switch
        {
            "string" => SchemaType.String,
            "integer" => SchemaType.Integer,
            "number" => SchemaType.Number,
            "boolean" => SchemaType.Boolean,
            "array" => SchemaType.List,
            "object" when declared["additionalProperties"] is JsonObject => SchemaType.Map,
            "object" => SchemaType.Object,
            _ => SchemaType.Any,
        };
    }

    private static bool IsTrue(JsonNode? node) => node is JsonValue value && value.TryGetValue(out bool yes) && yes;

    private static string[] Texts(JsonNode? node) => node is JsonArray array ? [.. array.Select(item => item!.GetValue<string>())] : [];

    private static decimal? Number(JsonNode? node) =>
        node is JsonValue && decimal.TryParse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using FedScaler.Api.Schema;
using FedScaler.Kube.Json;

namespace FedScaler.Api.Validation;

/// <summary>
/// Reads what a person wrote, and says with its path whatever is not as the schema has it: unknown fields (with the known
/// one that was probably meant), wrong types, values out of bounds, keys given twice.
/// </summary>
public static class StrictReader
{
    /// <summary>Reads a type of this assembly: a whole object or a part of one, such as a spec.</summary>
    /// <param name="path">Where the value stands, put before each field; empty for a whole object.</param>
    public static StrictResult<T> Read<T>(JsonNode? value, JsonTypeInfo<T> type, string path = "") where T : class
    {
        IReadOnlyList<FieldError> errors =
            [.. CheckKind(value as JsonObject, typeof(T)), .. SchemaValidator.Validate(value, ApiSchemas.Of(typeof(T)), path, refuseUnknown: true)];
        if (errors.Count > 0) return new StrictResult<T>(null, errors);
        try
        {
            return new StrictResult<T>(NullFields.Without(value!, ApiSchemas.Of(typeof(T))).Deserialize(type), []);
        }
        catch (JsonException malformed)
        {
            // What no schema here describes: metadata.
            return new StrictResult<T>(null, [new FieldError(malformed.Path?.TrimStart('$', '.') ?? path, "is not of the type that belongs there", FieldReasons.TypeInvalid)]);
        }
    }

    /// <summary>Reads one YAML or JSON document.</summary>
    public static StrictResult<T> ReadYaml<T>(string yaml, JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return Read(YamlJson.Parse(yaml), type);
        }
        catch (YamlFormatException malformed)
        {
            return new StrictResult<T>(null, [new FieldError("", malformed.Message)]);
        }
    }

    /// <summary>Parses JSON, and names the first key that is given twice in one object.</summary>
    public static StrictResult<JsonNode> ParseJson(string json)
    {
        try
        {
            if (DuplicateKeys.First(Encoding.UTF8.GetBytes(json)) is { } path)
                return new StrictResult<JsonNode>(null, [new FieldError(path, "is given twice: keep one of them", FieldReasons.Duplicate)]);
            return JsonNode.Parse(json) is { } value
                ? new StrictResult<JsonNode>(value, [])
                : new StrictResult<JsonNode>(null, [new FieldError("", "null where a value belongs", FieldReasons.Required)]);
        }
        catch (JsonException malformed)
        {
            return new StrictResult<JsonNode>(null, [new FieldError("", $"malformed JSON: {malformed.Message}")]);
        }
    }

    private static IEnumerable<FieldError> CheckKind(JsonObject? value, Type type)
    {
        if (value is null || CrdDescriptions.All.FirstOrDefault(crd => crd.Type == type)?.Resource is not { } resource) yield break;
        if (!Says(value["apiVersion"], resource.ApiVersion)) yield return new FieldError("apiVersion", $"must be {resource.ApiVersion}");
        if (!Says(value["kind"], resource.Kind)) yield return new FieldError("kind", $"must be {resource.Kind}");
    }

    private static bool Says(JsonNode? value, string expected) =>
        value is JsonValue scalar && scalar.TryGetValue(out string? text) && text == expected;
}

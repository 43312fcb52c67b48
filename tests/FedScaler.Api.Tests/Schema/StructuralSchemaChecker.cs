using System.Text.Json.Nodes;

namespace FedScaler.Api.Tests.Schema;

/// <summary>
/// The rules that an API server holds CRD schemas to before it serves them. Sources: apiextensions-apiserver
/// pkg/apiserver/schema/validation.go and pkg/apis/apiextensions/validation.
/// </summary>
internal static class StructuralSchemaChecker
{
    private static readonly HashSet<string> Keywords =
    [
        "description", "type", "format", "default", "enum", "pattern", "minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems",
        "maxProperties", "required", "properties", "additionalProperties", "items", "x-kubernetes-preserve-unknown-fields",
        "x-kubernetes-int-or-string", "x-kubernetes-list-type", "x-kubernetes-list-map-keys", "x-kubernetes-validations",
    ];

    public static IReadOnlyList<string> Check(JsonObject schema) => [.. Node(schema, "")];

    private static IEnumerable<string> Node(JsonObject schema, string path)
    {
        foreach (var (keyword, _) in schema)
            if (!Keywords.Contains(keyword)) yield return $"{path}: {keyword} has no place in a structural schema of ours";

        var type = (string?)schema["type"];
        var isIntOrString = schema.ContainsKey("x-kubernetes-int-or-string");
        if (isIntOrString == type is "object" or "array" or "string" or "integer" or "boolean") yield return $"{path}: {(isIntOrString ? "a type beside int-or-string" : "no type")}";
        if (schema.ContainsKey("properties") && schema.ContainsKey("additionalProperties")) yield return $"{path}: properties beside additionalProperties";
        if (schema.ContainsKey("x-kubernetes-preserve-unknown-fields") && type != "object") yield return $"{path}: preserves unknown fields, and is no object";
        if (type == "array" != schema.ContainsKey("items")) yield return $"{path}: items go with arrays";
        if (type == "string" && schema["enum"] is null && schema["format"] is null && schema["maxLength"] is null && !IsTypeMeta(path))
            yield return $"{path}: a string without bounds costs CEL rules their budget";
        if (type == "array" && schema["maxItems"] is null) yield return $"{path}: a list without bounds costs CEL rules their budget";

        var properties = schema["properties"] as JsonObject ?? [];
        foreach (var name in Names(schema["required"]))
        {
            if (!properties.ContainsKey(name)) yield return $"{path}: requires {name}, which it does not have";
            else if (properties[name]!["default"] is not null) yield return $"{path}.{name}: required and defaulted";
        }

        foreach (var error in ListMap(schema, path).Concat(Rules(schema, path))) yield return error;
        foreach (var (name, property) in properties)
            foreach (var error in Node(property!.AsObject(), $"{path}.{name}")) yield return error;
        foreach (var keyword in new[] { "items", "additionalProperties" })
            if (schema[keyword] is JsonObject inner)
                foreach (var error in Node(inner, $"{path}[]")) yield return error;
    }

    private static IEnumerable<string> ListMap(JsonObject schema, string path)
    {
        var isMap = (string?)schema["x-kubernetes-list-type"] == "map";
        var keys = Names(schema["x-kubernetes-list-map-keys"]);
        if (isMap != keys.Count > 0) yield return $"{path}: list-map keys go with list type map";
        foreach (var key in keys)
        {
            var items = schema["items"]!.AsObject();
            if (items["properties"]?[key] is not JsonObject property) yield return $"{path}: key {key} is no field of the items";
            else if (!Names(items["required"]).Contains(key) && property["default"] is null) yield return $"{path}: key {key} must be required or defaulted";
            else if ((string?)property["type"] is not ("string" or "integer" or "boolean")) yield return $"{path}: key {key} must be a scalar";
        }
    }

    private static IEnumerable<string> Rules(JsonObject schema, string path)
    {
        foreach (var rule in schema["x-kubernetes-validations"] as JsonArray ?? [])
        {
            if (string.IsNullOrWhiteSpace((string?)rule!["rule"])) yield return $"{path}: an empty rule";
            if ((string?)rule["message"] is not { Length: > 0 and <= 2048 } message || message.Contains('\n')) yield return $"{path}: a rule without a message of one line";
            if ((string?)rule["reason"] is { } reason && reason is not ("FieldValueInvalid" or "FieldValueForbidden" or "FieldValueRequired" or "FieldValueDuplicate"))
                yield return $"{path}: reason {reason} is none that a rule may give";
            if ((string?)rule["fieldPath"] is { } field && schema["properties"]?[field.TrimStart('.')] is null)
                yield return $"{path}: blames {field}, which it does not have";
        }
    }

    private static bool IsTypeMeta(string path) => path is ".apiVersion" or ".kind";

    private static IReadOnlyList<string> Names(JsonNode? array) => array is JsonArray names ? [.. names.Select(name => (string)name!)] : [];
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Json;

namespace FedScaler.Sandbox.ApiServer.Schemas;

/// <summary>Holds a value against a structural schema; the causes name fields and say what is wrong as kube-openapi does.</summary>
internal static class SchemaValidation
{
    public static List<StatusCause> Check(JsonNode? value, FieldSchema schema)
    {
        var causes = new List<StatusCause>();
        Walk(value, schema, "", causes);
        return causes;
    }

    private static void Walk(JsonNode? value, FieldSchema schema, string path, List<StatusCause> causes)
    {
        if (value is null)
        {
            if (!schema.Nullable && schema.Type != SchemaType.Any) causes.Add(WrongType(path, schema, "null"));
            return;
        }

        if (!HasType(value, schema.Type))
        {
            causes.Add(WrongType(path, schema, Shown(value)));
            CheckEnum(value, schema, path, causes);
            return;
        }

        CheckEnum(value, schema, path, causes);
        switch (value)
        {
            case JsonObject fields: CheckObject(fields, schema, path, causes); break;
            case JsonArray items: CheckList(items, schema, path, causes); break;
            case JsonValue scalar: ScalarValidation.Check(scalar, schema, path, causes); break;
        }
    }

    private static void CheckObject(JsonObject fields, FieldSchema schema, string path, List<StatusCause> causes)
    {
        foreach (var name in schema.Required.Where(name => !fields.ContainsKey(name)))
            causes.Add(new("FieldValueRequired", FieldPath.Child(path, name), "Required value"));
        if (fields.Count < schema.MinProperties)
            causes.Add(Invalid(path, Shown(fields), $"{path} in body should have at least {schema.MinProperties} properties"));
        if (fields.Count > schema.MaxProperties)
            causes.Add(new("FieldValueTooMany", path, $"Too many: {fields.Count}: must have at most {schema.MaxProperties} items"));
        foreach (var (name, value) in fields)
        {
            if (schema.Field(name) is { } known) Walk(value, known, FieldPath.Child(path, name), causes);
        }
    }

    private static void CheckList(JsonArray items, FieldSchema schema, string path, List<StatusCause> causes)
    {
        if (items.Count < schema.MinItems)
            causes.Add(Invalid(path, items.Count.ToString(CultureInfo.InvariantCulture), $"{path} in body should have at least {schema.MinItems} items"));
        if (items.Count > schema.MaxItems)
            causes.Add(new("FieldValueTooMany", path, $"Too many: {items.Count}: must have at most {schema.MaxItems} items"));
        var seen = new HashSet<string>();
        for (var i = 0; i < items.Count; i++)
        {
            var at = FieldPath.Index(path, i);
            if (schema.Items is { } item) Walk(items[i], item, at, causes);
            if (Identity(items[i], schema) is { } identity && !seen.Add(identity))
                causes.Add(new("FieldValueDuplicate", at, $"Duplicate value: {identity}"));
        }
    }

    /// <summary>What must be unique in a set or a map of items.</summary>
    private static string? Identity(JsonNode? item, FieldSchema schema) => schema.ListKind switch
    {
        ListKind.Set => item?.ToJsonString() ?? "null",
        ListKind.Map when item is JsonObject fields => KeyText(fields, schema),
        _ => null,
    };

    private static string KeyText(JsonObject fields, FieldSchema schema)
    {
        var text = new StringBuilder("{");
        foreach (var key in schema.ListKeys)
        {
            var value = fields[key] ?? schema.Items?.Field(key)?.Default;
            text.Append(text.Length > 1 ? "," : "").Append('"').Append(key).Append("\":").Append(value?.ToJsonString() ?? "null");
        }

        return text.Append('}').ToString();
    }

    private static void CheckEnum(JsonNode value, FieldSchema schema, string path, List<StatusCause> causes)
    {
        if (schema.Enum.Count == 0 || schema.Enum.Any(allowed => JsonNode.DeepEquals(allowed, value))) return;
        var supported = string.Join(", ", schema.Enum.Select(allowed => allowed?.ToJsonString() ?? "null"));
        causes.Add(new("FieldValueNotSupported", path, $"Unsupported value: {Shown(value)}: supported values: {supported}"));
    }

    private static bool HasType(JsonNode value, SchemaType type)
    {
        var kind = value.GetValueKind();
        return type switch
        {
            SchemaType.String => kind == JsonValueKind.String,
            SchemaType.Integer => kind == JsonValueKind.Number && IsIntegral(value),
            SchemaType.Number => kind == JsonValueKind.Number,
            SchemaType.Boolean => kind is JsonValueKind.True or JsonValueKind.False,
            SchemaType.IntOrString or SchemaType.Quantity => kind is JsonValueKind.Number or JsonValueKind.String,
            SchemaType.Object or SchemaType.Map => kind == JsonValueKind.Object,
            SchemaType.List => kind == JsonValueKind.Array,
            _ => true,
        };
    }

    private static bool IsIntegral(JsonNode value) =>
        value.AsInteger() is not null
        || (decimal.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && decimal.IsInteger(number));

    private static StatusCause WrongType(string path, FieldSchema schema, string shown)
    {
        var wanted = schema.Type switch
        {
            SchemaType.List => "array",
            SchemaType.Map => "object",
            SchemaType.IntOrString or SchemaType.Quantity => "integer,string",
            _ => schema.Type.ToString().ToLowerInvariant(),
        };
        return new("FieldValueTypeInvalid", path, $"Invalid value: {shown}: {path} in body must be of type {wanted}: {shown}");
    }

    private static StatusCause Invalid(string path, string shown, string message) => new("FieldValueInvalid", path, $"Invalid value: {shown}: {message}");

    private static string Shown(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.Object => "\"object\"",
        JsonValueKind.Array => "\"array\"",
        _ => value.ToJsonString(),
    };
}

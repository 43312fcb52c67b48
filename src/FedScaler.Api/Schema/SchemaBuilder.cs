using System.ComponentModel;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using FedScaler.Api.Common;
using FedScaler.Kube.Models;

namespace FedScaler.Api.Schema;

/// <summary>
/// Turns a C# type into a structural OpenAPI v3 schema: every node typed, nothing by reference
/// (kubernetes.io/docs: custom resources, "Specifying a structural schema"). Reads source-generated type info and the
/// attributes of this folder, so it works trimmed.
/// </summary>
public sealed class SchemaBuilder(JsonSerializerOptions options)
{
    /// <summary>Schema of an object type.</summary>
    public JsonObject Build(Type type) => Object(options.GetTypeInfo(type));

    private JsonObject Object(JsonTypeInfo type)
    {
        var initial = type.CreateObject?.Invoke() ?? throw new InvalidOperationException($"{type.Type.Name} needs a constructor without parameters");
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var property in type.Properties)
        {
            // What is ignored in JSON is listed all the same, without a getter.
            if (property.Get is null) continue;
            properties[property.Name] = Property(property, initial);
            if (Attribute<RequiredFieldAttribute>(property) is not null) required.Add((JsonNode)property.Name);
        }

        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (required.Count > 0) schema["required"] = required;
        AddRules(schema, type.Type.GetCustomAttributes<CelAttribute>(inherit: false));
        return schema;
    }

    private JsonObject Property(JsonPropertyInfo property, object owner)
    {
        var schema = new JsonObject();
        if (Attribute<DescriptionAttribute>(property) is { } description) schema["description"] = description.Description;
        var type = Attribute<FreeFormAttribute>(property) is { } freeForm ? FreeForm(property, freeForm)
            : Attribute<PositiveQuantityAttribute>(property) is not null ? PositiveQuantity()
            : Value(property, property.PropertyType);
        foreach (var (keyword, value) in type) schema[keyword] = value?.DeepClone();
        if (Attribute<DefaultedAttribute>(property) is not null) schema["default"] = Default(property, owner);
        AddRules(schema, Attributes<CelAttribute>(property).Where(static rule => !rule.Each));
        if (schema["items"] is JsonObject items) AddRules(items, Attributes<CelAttribute>(property).Where(static rule => rule.Each));
        return schema;
    }

    /// <summary>An object's default is <c>{}</c>: the server fills in the defaults of its fields.</summary>
    private JsonNode Default(JsonPropertyInfo property, object owner)
    {
        var type = options.GetTypeInfo(property.PropertyType);
        return type.Kind == JsonTypeInfoKind.Object
            ? new JsonObject()
            : JsonSerializer.SerializeToNode(property.Get!(owner), type)
                ?? throw new InvalidOperationException($"{property.Name} is Defaulted but starts as null");
    }

    private JsonObject Value(JsonPropertyInfo property, Type declared)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (type == typeof(string)) return Text(property);
        if (type == typeof(int)) return Integer(property, "int32");
        if (type == typeof(long)) return Integer(property, "int64");
        if (type == typeof(bool)) return new JsonObject { ["type"] = "boolean" };
        if (type == typeof(DateTimeOffset)) return new JsonObject { ["type"] = "string", ["format"] = "date-time" };
        if (type.IsEnum) return Enumeration(type);
        // The server itself knows metadata; a schema may only type it as an object.
        if (type == typeof(ObjectMeta)) return new JsonObject { ["type"] = "object" };

        var info = options.GetTypeInfo(type);
        return info.Kind switch
        {
            JsonTypeInfoKind.Object => Object(info),
            JsonTypeInfoKind.Enumerable => List(property, Value(property, info.ElementType!)),
            JsonTypeInfoKind.Dictionary => Map(property, Value(property, info.ElementType!)),
            _ => throw new InvalidOperationException($"{property.Name}: no schema for {type.Name}"),
        };
    }

    private static JsonObject Enumeration(Type type) =>
        new() { ["type"] = "string", ["enum"] = new JsonArray([.. Enum.GetNames(type).Select(name => (JsonNode)name)]) };

    private static JsonObject Text(JsonPropertyInfo property)
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (Attribute<TextAttribute>(property) is not { } text) return schema;
        if (text.MinLength > 0) schema["minLength"] = text.MinLength;
        schema["maxLength"] = text.MaxLength;
        if (text.Message.Length > 0) AddRules(schema, [new CelAttribute(TextRule.Write(text.Pattern), text.Message)]);
        else if (text.Pattern.Length > 0) schema["pattern"] = text.Pattern;
        return schema;
    }

    private static JsonObject Integer(JsonPropertyInfo property, string format)
    {
        var schema = new JsonObject { ["type"] = "integer", ["format"] = format };
        if (Attribute<BoundsAttribute>(property) is not { } bounds) return schema;
        schema["minimum"] = bounds.Minimum;
        // An OpenAPI number is a double, which cannot hold the largest int64: no bound says the same.
        if (bounds.Maximum < long.MaxValue) schema["maximum"] = bounds.Maximum;
        return schema;
    }

    private static JsonObject List(JsonPropertyInfo property, JsonObject items)
    {
        var schema = new JsonObject { ["type"] = "array" };
        if (Attribute<ItemsAttribute>(property) is { } bounds)
        {
            if (bounds.Min > 0) schema["minItems"] = bounds.Min;
            schema["maxItems"] = bounds.Max;
            schema["x-kubernetes-list-type"] = bounds.Keys.Length > 0 ? "map" : bounds.Set ? "set" : "atomic";
            if (bounds.Keys.Length > 0) schema["x-kubernetes-list-map-keys"] = Names(bounds.Keys);
        }

        schema["items"] = items;
        return schema;
    }

    private static JsonObject Map(JsonPropertyInfo property, JsonObject values)
    {
        var schema = new JsonObject { ["type"] = "object" };
        if (Attribute<ItemsAttribute>(property) is { } bounds) schema["maxProperties"] = bounds.Max;
        schema["additionalProperties"] = values;
        return schema;
    }

    private JsonObject FreeForm(JsonPropertyInfo property, FreeFormAttribute freeForm)
    {
        var shape = freeForm.Shape is { } known ? Build(known)
            : property.PropertyType == typeof(JsonObject) || property.PropertyType == typeof(JsonArray) ? new JsonObject { ["type"] = "object" }
            : Value(property, property.PropertyType);
        var schema = property.PropertyType == typeof(JsonArray) ? List(property, shape) : shape;
        (schema["items"] as JsonObject ?? schema)["x-kubernetes-preserve-unknown-fields"] = true;
        return schema;
    }

    private static JsonObject PositiveQuantity() =>
        new() { ["x-kubernetes-int-or-string"] = true, ["minimum"] = 1L, ["maxLength"] = 64, ["pattern"] = Patterns.PositiveQuantity };

    private static void AddRules(JsonObject schema, IEnumerable<CelAttribute> rules)
    {
        var list = schema["x-kubernetes-validations"] as JsonArray ?? [];
        foreach (var cel in rules)
        {
            var rule = new JsonObject { ["rule"] = cel.Rule, ["message"] = cel.Message };
            if (cel.FieldPath.Length > 0) rule["fieldPath"] = cel.FieldPath;
            if (cel.Reason.Length > 0) rule["reason"] = cel.Reason;
            list.Add((JsonNode)rule);
        }

        if (list.Count > 0 && list.Parent is null) schema["x-kubernetes-validations"] = list;
    }

    private static JsonArray Names(IEnumerable<string> names) => new([.. names.Select(name => (JsonNode)name)]);

    private static T? Attribute<T>(JsonPropertyInfo property) where T : Attribute => Attributes<T>(property).FirstOrDefault();

    private static IEnumerable<T> Attributes<T>(JsonPropertyInfo property) where T : Attribute =>
        property.AttributeProvider?.GetCustomAttributes(typeof(T), inherit: false).Cast<T>() ?? [];
}

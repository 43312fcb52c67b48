using System.Text.Json.Nodes;
using FedScaler.Sandbox.ApiServer.Resources;
using FedScaler.Sandbox.ApiServer.Schemas;

namespace FedScaler.Sandbox.ApiServer.Discovery;

/// <summary>Collects components.schemas: built-in types once each and referred to, custom ones in place.</summary>
internal sealed class OpenApiSchemas
{
    public JsonObject All { get; } = [];

    public void AddRoot(ServedResource resource, JsonObject kind)
    {
        var schema = Inline(resource.Schema);
        schema["x-kubernetes-group-version-kind"] = new JsonArray(kind);
        All[$"{resource.Type.ApiVersion.Replace('/', '.')}.{resource.Type.Kind}"] = schema;
    }

    private JsonObject Show(FieldSchema schema)
    {
        if (schema.TypeName is not { } name) return Inline(schema);
        var component = $"io.k8s.{name}";
        if (!All.ContainsKey(component))
        {
            All[component] = new JsonObject(); // types refer to themselves: the name is taken before the fields are looked at
            All[component] = Inline(schema);
        }

        return new JsonObject { ["allOf"] = new JsonArray(new JsonObject { ["$ref"] = $"#/components/schemas/{component}" }), ["default"] = new JsonObject() };
    }

    private JsonObject Inline(FieldSchema schema)
    {
        var shown = new JsonObject { ["description"] = schema.Description };
        AddType(shown, schema);
        if (schema.Fields.Count > 0)
            shown["properties"] = new JsonObject(schema.Fields.Select(field => KeyValuePair.Create(field.Key, (JsonNode?)Show(field.Value))));
        if (schema.Required.Count > 0) shown["required"] = new JsonArray([.. schema.Required.Select(name => (JsonNode)name)]);
        if (schema.Type == SchemaType.Map) shown["additionalProperties"] = Show(schema.Items ?? FieldSchema.Anything);
        if (schema.Type == SchemaType.List) AddList(shown, schema);
        if (schema.Enum.Count > 0) shown["enum"] = new JsonArray([.. schema.Enum.Select(value => value?.DeepClone())]);
        if (schema.Default is not null) shown["default"] = schema.Default.DeepClone();
        if (schema.KeepsUnknown) shown["x-kubernetes-preserve-unknown-fields"] = true;
        return shown;
    }

    private static void AddType(JsonObject shown, FieldSchema schema)
    {
        if (schema.Type is SchemaType.IntOrString or SchemaType.Quantity) shown["x-kubernetes-int-or-string"] = true;
        else if (schema.Type == SchemaType.List) shown["type"] = "array";
        else if (schema.IsObject || schema.Type == SchemaType.Any) shown["type"] = "object";
        else shown["type"] = schema.Type.ToString().ToLowerInvariant();
        if (schema.Format.Length > 0) shown["format"] = schema.Format;
    }

    private void AddList(JsonObject shown, FieldSchema schema)
    {
        shown["items"] = Show(schema.Items ?? FieldSchema.Anything);
        shown["x-kubernetes-list-type"] = schema.ListKind.ToString().ToLowerInvariant();
        if (schema.ListKeys.Count == 0) return;
        shown["x-kubernetes-list-map-keys"] = new JsonArray([.. schema.ListKeys.Select(key => (JsonNode)key)]);
        shown["x-kubernetes-patch-merge-key"] = schema.ListKeys[0];
        shown["x-kubernetes-patch-strategy"] = "merge";
    }
}

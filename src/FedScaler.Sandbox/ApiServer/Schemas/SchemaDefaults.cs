using System.Text.Json.Nodes;

namespace FedScaler.Sandbox.ApiServer.Schemas;

/// <summary>Fills in the defaults of a structural schema (apiextensions' defaulting/algorithm.go).</summary>
internal static class SchemaDefaults
{
    public static void Apply(JsonNode? value, FieldSchema schema)
    {
        switch (value)
        {
            case JsonObject fields:
                foreach (var (name, field) in schema.Fields) Fill(fields, name, field);
                if (schema is { Type: SchemaType.Map, Items: { } items })
                {
                    foreach (var (_, item) in fields) Apply(item, items);
                }

                break;
            case JsonArray list when schema.Items is { } item:
                foreach (var element in list) Apply(element, item);
                break;
        }
    }

    private static void Fill(JsonObject fields, string name, FieldSchema field)
    {
        var there = fields.TryGetPropertyValue(name, out var value);

        // null stands for "not set" where the field is not nullable, so the default takes its place.
        if (there && value is null && !field.Nullable && field.Default is not null) there = false;
        if (!there && field.Default is { } fallback) fields[name] = fallback.DeepClone();
        if (fields.TryGetPropertyValue(name, out value)) Apply(value, field);
    }
}

using System.Text.Json.Nodes;
using FedScaler.Sandbox.ApiServer.Schemas;

namespace FedScaler.Sandbox.ApiServer.Ownership;

/// <summary>Lays an applied configuration over the live object, and takes fields out of it again. Results are trees of their own.</summary>
internal static class FieldMerge
{
    /// <summary>What the configuration names wins; the rest stays. Maps merge by field, keyed lists by item, all else as a whole.</summary>
    public static JsonNode? Merge(JsonNode? live, JsonNode? config, FieldSchema schema) => (live, config) switch
    {
        (JsonObject old, JsonObject wanted) when !schema.Atomic => MergeFields(old, wanted, schema),
        (JsonArray old, JsonArray wanted) when schema.ListKind != ListKind.Atomic => MergeItems(old, wanted, schema),
        _ => config?.DeepClone(),
    };

    /// <summary>The value without the fields in the set; what is left empty by that goes too.</summary>
    public static JsonNode? Without(JsonNode? value, FieldSet gone, FieldSchema schema) => value switch
    {
        JsonObject fields when !schema.Atomic && gone.Children.Count > 0 => FieldsWithout(fields, gone, schema),
        JsonArray items when schema.ListKind != ListKind.Atomic && gone.Children.Count > 0 => ItemsWithout(items, gone, schema),
        _ => value?.DeepClone(),
    };

    private static JsonObject MergeFields(JsonObject live, JsonObject config, FieldSchema schema)
    {
        var result = new JsonObject();
        foreach (var (name, old) in live)
        {
            var known = schema.Field(name) ?? FieldSchema.Anything;
            result[name] = config.TryGetPropertyValue(name, out var wanted) ? Merge(old, wanted, known) : old?.DeepClone();
        }

        foreach (var (name, wanted) in config)
        {
            if (!live.ContainsKey(name)) result[name] = wanted?.DeepClone();
        }

        return result;
    }

    private static JsonArray MergeItems(JsonArray live, JsonArray config, FieldSchema schema)
    {
        var wanted = new Dictionary<string, JsonNode?>();
        foreach (var item in config)
        {
            if (FieldSteps.Item(item, schema) is { } step) wanted[step] = item;
        }

        var result = new JsonArray();
        foreach (var item in live)
        {
            var step = FieldSteps.Item(item, schema);
            var known = step is not null && wanted.Remove(step, out var change)
                ? Merge(item, change, schema.Items ?? FieldSchema.Anything)
                : item?.DeepClone();
            result.Add(known);
        }

        foreach (var item in wanted.Values) result.Add(item?.DeepClone());
        return result;
    }

    private static JsonObject? FieldsWithout(JsonObject fields, FieldSet gone, FieldSchema schema)
    {
        var result = new JsonObject();
        foreach (var (name, value) in fields)
        {
            if (!gone.Children.TryGetValue(FieldSteps.Field(name), out var below))
            {
                result[name] = value?.DeepClone();
                continue;
            }

            if (below.IsMember) continue;
            if (Without(value, below, schema.Field(name) ?? FieldSchema.Anything) is { } left) result[name] = left;
        }

        return result.Count > 0 ? result : null;
    }

    private static JsonArray? ItemsWithout(JsonArray items, FieldSet gone, FieldSchema schema)
    {
        var result = new JsonArray();
        foreach (var item in items)
        {
            if (FieldSteps.Item(item, schema) is not { } step || !gone.Children.TryGetValue(step, out var below))
            {
                result.Add(item?.DeepClone());
                continue;
            }

            if (below.IsMember) continue;
            if (Without(item, below, schema.Items ?? FieldSchema.Anything) is { } left) result.Add(left);
        }

        return result.Count > 0 ? result : null;
    }
}

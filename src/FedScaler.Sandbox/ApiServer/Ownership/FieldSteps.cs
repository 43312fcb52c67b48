using System.Text;
using System.Text.Json.Nodes;
using FedScaler.Sandbox.ApiServer.Schemas;

namespace FedScaler.Sandbox.ApiServer.Ownership;

/// <summary>The steps of field paths: how an item of a list is named, and which schema lies behind a step.</summary>
internal static class FieldSteps
{
    public static string Field(string name) => "f:" + name;

    /// <summary>The step to a list's item by its key or value; null where the list is owned as a whole or the item has no key.</summary>
    public static string? Item(JsonNode? item, FieldSchema list) => list.ListKind switch
    {
        ListKind.Set => "v:" + (item?.ToJsonString() ?? "null"),
        ListKind.Map when item is JsonObject fields => Key(fields, list),
        _ => null,
    };

    public static FieldSchema Follow(FieldSchema schema, string step)
    {
        if (!step.StartsWith("f:", StringComparison.Ordinal)) return schema.Items ?? FieldSchema.Anything;
        return schema.Field(step[2..]) ?? FieldSchema.Anything;
    }

    /// <summary>A path as conflicts print it: <c>.spec.containers[name="main"].image</c>.</summary>
    public static string Print(IReadOnlyList<string> path)
    {
        var text = new StringBuilder();
        foreach (var step in path)
        {
            if (step.StartsWith("f:", StringComparison.Ordinal))
            {
                text.Append('.').Append(step.AsSpan(2));
                continue;
            }

            var inside = JsonNode.Parse(step[2..]);
            text.Append('[');
            text.Append(inside is JsonObject keys ? string.Join(',', keys.Select(key => $"{key.Key}={key.Value?.ToJsonString()}")) : "=" + step[2..]);
            text.Append(']');
        }

        return text.ToString();
    }

    private static string Key(JsonObject fields, FieldSchema list)
    {
        var text = new StringBuilder("k:{");
        foreach (var key in list.ListKeys.Order(StringComparer.Ordinal))
        {
            var value = fields[key] ?? list.Items?.Field(key)?.Default;
            if (value is null) continue;
            if (text.Length > 3) text.Append(',');
            text.Append('"').Append(key).Append("\":").Append(value.ToJsonString());
        }

        return text.Append('}').ToString();
    }
}

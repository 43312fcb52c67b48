using System.Text.Json.Nodes;
using FedScaler.Sandbox.ApiServer.Schemas;

namespace FedScaler.Sandbox.ApiServer.Ownership;

/// <summary>The fields that a configuration speaks of (structured-merge-diff's typed/tofieldset.go).</summary>
internal static class FieldSetBuilder
{
    public static FieldSet Of(JsonObject config, FieldSchema schema)
    {
        var set = new FieldSet();
        Walk(config, schema, [], set);
        return set;
    }

    private static void Walk(JsonNode? value, FieldSchema schema, List<string> path, FieldSet set)
    {
        switch (value)
        {
            case JsonObject fields when !schema.Atomic:
                foreach (var (name, child) in fields) Field(name, child, schema, path, set);
                break;
            case JsonArray items when schema.ListKind != ListKind.Atomic:
                foreach (var item in items) Item(item, schema, path, set);
                break;
            default:
                set.Add(path);
                break;
        }
    }

    private static void Field(string name, JsonNode? value, FieldSchema parent, List<string> path, FieldSet set)
    {
        var schema = parent.Field(name) ?? FieldSchema.Anything;
        if (schema.Unowned) return;
        path.Add(FieldSteps.Field(name));
        Walk(value, schema, path, set);
        if (value is null or JsonObject { Count: 0 } || !parent.Fields.ContainsKey(name)) set.Add(path);
        path.RemoveAt(path.Count - 1);
    }

    private static void Item(JsonNode? item, FieldSchema list, List<string> path, FieldSet set)
    {
        if (FieldSteps.Item(item, list) is not { } step) return;
        path.Add(step);
        Walk(item, list.Items ?? FieldSchema.Anything, path, set);
        set.Add(path);
        path.RemoveAt(path.Count - 1);
    }
}

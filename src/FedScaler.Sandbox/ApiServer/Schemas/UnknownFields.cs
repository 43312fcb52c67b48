using System.Text.Json.Nodes;

namespace FedScaler.Sandbox.ApiServer.Schemas;

/// <summary>Drops what a schema does not name, and says what that was.</summary>
internal static class UnknownFields
{
    /// <summary>Prunes in place; the paths of what was dropped.</summary>
    public static List<string> Prune(JsonObject value, FieldSchema schema)
    {
        var dropped = new List<string>();
        Walk(value, schema, "", dropped);
        return dropped;
    }

    private static void Walk(JsonNode? value, FieldSchema schema, string path, List<string> dropped)
    {
        switch (value)
        {
            case JsonObject fields when schema.Type != SchemaType.Any || schema.Fields.Count > 0:
                foreach (var name in fields.Select(field => field.Key).ToArray())
                {
                    if (schema.IsEmbeddedResource && name is "apiVersion" or "kind" or "metadata") continue;
                    WalkField(fields, name, schema, FieldPath.Child(path, name), dropped);
                }

                break;
            case JsonArray items when schema.Items is { } item:
                for (var i = 0; i < items.Count; i++) Walk(items[i], item, FieldPath.Index(path, i), dropped);
                break;
        }
    }

    private static void WalkField(JsonObject fields, string name, FieldSchema schema, string path, List<string> dropped)
    {
        if (schema.Field(name) is { } known)
        {
            Walk(fields[name], known, path, dropped);
            return;
        }

        // A value of the wrong type is the validation's to refuse; what is inside it is not unknown.
        if (schema.Type is not (SchemaType.Object or SchemaType.Any)) return;
        fields.Remove(name);
        dropped.Add(path);
    }
}

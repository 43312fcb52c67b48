using System.Text.Json.Nodes;

namespace FedScaler.Sandbox.ApiServer.Schemas;

/// <summary>
/// What a round trip through Go's typed structs does to a built-in object: nulls and empty maps and lists are left out
/// (omitempty), empty structs stay.
/// </summary>
internal static class GoOmission
{
    public static void Apply(JsonNode? value, FieldSchema schema)
    {
        if (value is JsonArray items)
        {
            foreach (var item in items) Apply(item, schema.Items ?? FieldSchema.Anything);
            return;
        }

        if (value is not JsonObject fields) return;
        foreach (var (name, field) in schema.Fields)
        {
            // A metav1.Time without omitempty is written as null while it is not set.
            if (field is { AlwaysPresent: true, Format: "date-time" } && !fields.ContainsKey(name)) fields[name] = null;
        }

        foreach (var name in fields.Select(field => field.Key).ToArray())
        {
            var known = schema.Field(name) ?? FieldSchema.Anything;
            var child = fields[name];
            if (IsOmitted(child, known)) fields.Remove(name);
            else Apply(child, known);
        }
    }

    private static bool IsOmitted(JsonNode? value, FieldSchema schema) => value switch
    {
        null => schema is not { AlwaysPresent: true },
        JsonArray { Count: 0 } => schema.Type == SchemaType.List && !schema.AlwaysPresent,
        JsonObject { Count: 0 } => schema.Type == SchemaType.Map,
        _ => false,
    };
}

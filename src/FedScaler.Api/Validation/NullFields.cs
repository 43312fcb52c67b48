using System.Text.Json.Nodes;

namespace FedScaler.Api.Validation;

/// <summary>
/// Takes out fields that are null, as the API server does before it fills in defaults: null and absent mean the same.
/// What the schema leaves free goes through untouched.
/// </summary>
internal static class NullFields
{
    /// <summary>A copy without null fields, at every depth that the schema describes.</summary>
    public static JsonNode Without(JsonNode value, JsonObject schema) => value switch
    {
        JsonObject fields when schema["properties"] is JsonObject properties => new JsonObject(fields
            .Where(field => field.Value is not null || properties[field.Key] is null)
            .Select(field => KeyValuePair.Create(field.Key, field.Value is null || properties[field.Key] is not JsonObject known
                ? field.Value?.DeepClone()
                : Without(field.Value, known)))),
        JsonArray items when schema["items"] is JsonObject known =>
            new JsonArray([.. items.Select(item => item is null ? null : Without(item, known))]),
        _ => value.DeepClone(),
    };
}

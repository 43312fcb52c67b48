using System.Text.Json;
using System.Text.Json.Nodes;

namespace FedScaler.Controllers.Fleet.Removals;

/// <summary>Reads JSON of any shape: what is of another kind than asked for is as good as absent.</summary>
internal static class JsonReading
{
    public static JsonNode? At(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path) node = (node as JsonObject)?[name];
        return node;
    }

    public static string? Text(this JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    public static int? Integer(this JsonNode? node) => node is JsonValue value && value.TryGetValue(out int number) ? number : null;

    public static long? LongInteger(this JsonNode? node) => node is JsonValue value && value.TryGetValue(out long number) ? number : null;

    public static IEnumerable<JsonNode> Items(this JsonNode? node) => (node as JsonArray)?.OfType<JsonNode>() ?? [];

    public static IEnumerable<string> Keys(this JsonNode? node) => (node as JsonObject)?.Select(static field => field.Key) ?? [];

    public static JsonElement ToElement(this JsonNode node) => node.Deserialize(RemovalJson.Default.JsonElement);
}

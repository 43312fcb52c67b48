using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Kube.Models;

namespace FedScaler.Sandbox.Simulation.Objects;

/// <summary>Reads Kubernetes objects kept as JSON: absent and null are the same, a path that leads nowhere is absent.</summary>
internal static class JsonReading
{
    /// <summary>Kubernetes' metav1.Time: whole seconds, UTC.</summary>
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public static JsonNode? At(this JsonNode? node, string name) =>
        node is JsonObject map && map.TryGetPropertyValue(name, out var value) ? value : null;

    public static JsonNode? At(this JsonNode? node, string first, string second) => node.At(first).At(second);

    public static JsonNode? At(this JsonNode? node, string first, string second, string third) => node.At(first).At(second).At(third);

    public static string? Text(this JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    public static string Text(this JsonNode? node, string name) => node.At(name).Text() ?? "";

    public static bool IsTrue(this JsonNode? node) => node?.GetValueKind() == JsonValueKind.True;

    /// <summary>An integer, whichever CLR number the node holds.</summary>
    public static long? Number(this JsonNode? node)
    {
        if (node is not JsonValue value || value.GetValueKind() != JsonValueKind.Number) return null;
        if (value.TryGetValue(out long number)) return number;
        return value.TryGetValue(out int small) ? small : (long)value.GetValue<double>();
    }

    public static int Int(this JsonNode? node, int otherwise = 0) => (int)Math.Clamp(node.Number() ?? otherwise, int.MinValue, int.MaxValue);

    public static IEnumerable<JsonNode> Items(this JsonNode? node) => node is JsonArray array ? array.OfType<JsonNode>() : [];

    public static DateTimeOffset? Time(this JsonNode? node) =>
        node.Text() is { } text
        && DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;

    public static string Stamp(this DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    public static string Uid(this JsonObject value) => value.At("metadata").Text("uid");

    public static ObjectKey Key(this JsonObject value) => new(value.At("metadata", "namespace").Text(), value.At("metadata").Text("name"));

    /// <summary>The owner with controller: true, which alone manages the object.</summary>
    public static JsonNode? ControllerRef(this JsonNode value)
    {
        foreach (var owner in value.At("metadata", "ownerReferences").Items())
        {
            if (owner.At("controller").IsTrue()) return owner;
        }

        return null;
    }

    public static bool IsTerminating(this JsonNode value) => value.At("metadata", "deletionTimestamp") is not null;

    /// <summary>The object under <paramref name="name"/>, put there if it was absent.</summary>
    public static JsonObject Ensure(this JsonObject parent, string name)
    {
        if (parent[name] is JsonObject there) return there;
        var made = new JsonObject();
        parent[name] = made;
        return made;
    }

    /// <summary>Sets a value unless it is there already; whether it changed anything.</summary>
    public static bool Put(this JsonObject parent, string name, JsonNode? value)
    {
        if (parent.TryGetPropertyValue(name, out var there) ? JsonNode.DeepEquals(there, value) : value is null) return false;
        if (value is null) parent.Remove(name);
        else parent[name] = value;
        return true;
    }
}

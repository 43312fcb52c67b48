using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Kube.Models;

namespace FedScaler.Sandbox.Json;

/// <summary>Reads and writes the metadata that every object has.</summary>
public static class ObjectMetadata
{
    /// <summary>metadata; made when missing.</summary>
    public static JsonObject Metadata(this JsonObject value)
    {
        if (value["metadata"] is JsonObject found) return found;
        var made = new JsonObject();
        value["metadata"] = made;
        return made;
    }

    public static string Name(this JsonObject value) => value.MetadataText("name") ?? "";

    public static string? Namespace(this JsonObject value) => value.MetadataText("namespace");

    public static string? Uid(this JsonObject value) => value.MetadataText("uid");

    public static ObjectKey Key(this JsonObject value) => new(value.Namespace(), value.Name());

    /// <summary>The version as a number; 0 when there is none.</summary>
    public static long ResourceVersion(this JsonObject value) =>
        long.TryParse(value.MetadataText("resourceVersion"), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;

    public static bool IsBeingDeleted(this JsonObject value) => value.MetadataText("deletionTimestamp") is not null;

    public static bool HasFinalizers(this JsonObject value) =>
        value["metadata"] is JsonObject metadata && metadata["finalizers"] is JsonArray { Count: > 0 };

    /// <summary>A text of metadata; null when it is missing or no text.</summary>
    public static string? MetadataText(this JsonObject value, string name) => (value["metadata"] as JsonObject).Text(name);

    /// <summary>A text property; null when it is missing or no text.</summary>
    public static string? Text(this JsonObject? value, string name) =>
        value is not null && value.TryGetPropertyValue(name, out var node) && node is JsonValue text && text.TryGetValue(out string? found)
            ? found
            : null;

    /// <summary>An integral number property; null when it is missing or no integer.</summary>
    public static long? Integer(this JsonObject? value, string name) =>
        value is not null && value.TryGetPropertyValue(name, out var node) ? node.AsInteger() : null;

    /// <summary>The node as an integer, whichever of C#'s integer types it was made from; null when it is none.</summary>
    public static long? AsInteger(this JsonNode? node)
    {
        if (node is not JsonValue value || value.GetValueKind() != JsonValueKind.Number) return null;
        if (value.TryGetValue(out long wide)) return wide;
        if (value.TryGetValue(out int narrow)) return narrow;
        return null;
    }

    /// <summary>The object at a path of property names; null when any of them is missing.</summary>
    public static JsonNode? At(this JsonNode? value, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (value is not JsonObject inside) return null;
            value = inside[name];
        }

        return value;
    }

    /// <summary>RFC 3339 in whole seconds, as metav1.Time is written.</summary>
    public static string ToKubernetesTime(this DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FedScaler.Migrate.ControlPlane;

/// <summary>Reads what objects of other programs say, whatever they leave out.</summary>
internal static class JsonPaths
{
    public static string Name(this JsonNode resource) => resource["metadata"]?["name"].Text() ?? "";

    public static string? Namespace(this JsonNode resource) => resource["metadata"]?["namespace"].Text();

    public static string? Uid(this JsonNode resource) => resource["metadata"]?["uid"].Text();

    public static string? Annotation(this JsonNode resource, string name) => resource["metadata"]?["annotations"]?[name].Text();

    public static string? Label(this JsonNode resource, string name) => resource["metadata"]?["labels"]?[name].Text();

    /// <summary>Its labels or annotations, but for some; null where it has no others.</summary>
    public static JsonObject? Marks(this JsonNode resource, string marks, params ReadOnlySpan<string> without)
    {
        var kept = (JsonObject?)resource["metadata"]?[marks]?.DeepClone();
        foreach (var name in without) kept?.Remove(name);
        return kept is { Count: > 0 } ? kept : null;
    }

    /// <summary>spec.schedulerName of a policy or a binding.</summary>
    public static string? Scheduler(this JsonNode? resource) => resource?["spec"]?["schedulerName"].Text();

    /// <summary>Null where it is no text.</summary>
    public static string? Text(this JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    /// <summary>Null where it is no whole number.</summary>
    public static long? Count(this JsonNode? node) =>
        node?.GetValueKind() == JsonValueKind.Number && long.TryParse(node.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count) ? count : null;

    public static bool IsTrue(this JsonNode? node) => node is JsonValue value && value.TryGetValue(out bool truth) && truth;

    public static IEnumerable<JsonNode> Items(this JsonNode? node) => (node as JsonArray ?? []).OfType<JsonNode>();

    /// <summary>Whether another says all that this one says; it may say more, as a stored object does by its defaults.</summary>
    public static bool IsWithin(this JsonNode? said, JsonNode? other) => (said, other) switch
    {
        (JsonObject fields, JsonObject others) => fields.All(field => field.Value.IsWithin(others[field.Key])),
        (JsonArray items, JsonArray others) => items.Count == others.Count && items.Zip(others).All(static pair => pair.First.IsWithin(pair.Second)),
        _ => JsonNode.DeepEquals(said, other),
    };

    /// <summary>Whether a reference of an autoscaler (apiVersion, kind, name) is to the same workload: the version of the API does not matter.</summary>
    public static bool RefersTo(this JsonNode? reference, JsonNode? other) =>
        reference is not null && other is not null && reference["name"].Text() == other["name"].Text() && reference["kind"].Text() == other["kind"].Text()
        && Group(reference) == Group(other);

    private static string Group(JsonNode reference) => reference["apiVersion"].Text() is { } version && version.IndexOf('/') is > 0 and var slash ? version[..slash] : "";
}

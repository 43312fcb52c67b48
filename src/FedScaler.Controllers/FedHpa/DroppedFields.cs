using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FedScaler.Controllers.FedHpas;

/// <summary>
/// What of metrics and behavior a member has left out: an API server drops without a word the fields whose feature gate is off
/// (PrepareForUpdate in pkg/registry/autoscaling of kubernetes), and where fieldValidation is Warn, those that it does not know.
/// </summary>
internal static class DroppedFields
{
    /// <summary>Paths of fields that were given and are not there; of one that is there in another form nothing is said, as servers normalize.</summary>
    public static ImmutableArray<string> Of(JsonNode? given, JsonNode? there, string path)
    {
        var dropped = ImmutableArray.CreateBuilder<string>();
        Add(given, there, path, dropped);
        return dropped.ToImmutable();
    }

    private static void Add(JsonNode? given, JsonNode? there, string path, ImmutableArray<string>.Builder dropped)
    {
        // A server leaves out what is empty (omitempty).
        if (IsEmpty(given)) return;
        switch (given, there)
        {
            case (_, null):
                dropped.Add(path);
                break;
            case (JsonObject fields, JsonObject known):
                foreach (var (name, value) in fields) Add(value, known[name], $"{path}.{name}", dropped);
                break;
            case (JsonArray items, JsonArray known):
                for (var i = 0; i < items.Count; i++) dropped.AddRange(Least(items[i], known, i, $"{path}[{i}]"));
                break;
        }
    }

    /// <summary>Servers may keep a list in another order: an item is the one there that has most of it.</summary>
    private static ImmutableArray<string> Least(JsonNode? given, JsonArray there, int place, string path)
    {
        var least = Of(given, place < there.Count ? there[place] : null, path);
        foreach (var other in there)
        {
            if (least.IsEmpty) break;
            var dropped = Of(given, other, path);
            if (IsSameKind(given, other) && dropped.Length < least.Length) least = dropped;
        }

        return least;
    }

    private static bool IsSameKind(JsonNode? given, JsonNode? there) =>
        given is JsonObject one && there is JsonObject other && JsonNode.DeepEquals(one["type"], other["type"]);

    private static bool IsEmpty(JsonNode? node) => node switch
    {
        null => true,
        JsonObject fields => fields.All(static field => IsEmpty(field.Value)),
        JsonArray items => items.Count == 0,
        _ => node.GetValueKind() switch
        {
            JsonValueKind.False => true,
            JsonValueKind.Number => node.ToJsonString() == "0",
            JsonValueKind.String => node.GetValue<string>().Length == 0,
            _ => false,
        },
    };
}

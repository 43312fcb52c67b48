using System.Globalization;
using System.Text.Json.Nodes;
using FedScaler.Sandbox.ApiServer.Errors;
using FedScaler.Sandbox.Json;

namespace FedScaler.Sandbox.ApiServer.Patching;

/// <summary>JSON Patch, RFC 6902.</summary>
internal static class JsonPatch
{
    /// <summary>The patched value, a tree of its own; 422 when an operation cannot be carried out.</summary>
    public static JsonNode? Apply(JsonNode target, JsonArray operations)
    {
        JsonNode? result = target.DeepClone();
        foreach (var operation in operations)
        {
            if (operation is not JsonObject step) throw ApiException.BadRequest("a JSON patch is a list of operations");
            result = Apply(result, step);
        }

        return result;
    }

    private static JsonNode? Apply(JsonNode? root, JsonObject step)
    {
        var path = Pointer(step.Text("path") ?? throw Impossible());
        switch (step.Text("op"))
        {
            case "add":
                return Add(root, path, step["value"]?.DeepClone());
            case "replace":
                Find(root, path);
                return Add(Remove(root, path), path, step["value"]?.DeepClone());
            case "remove":
                Find(root, path);
                return Remove(root, path);
            case "test":
                return JsonNode.DeepEquals(Find(root, path), step["value"]) ? root : throw Impossible();
            case "copy":
                return Add(root, path, Find(root, Pointer(step.Text("from") ?? throw Impossible()))?.DeepClone());
            case "move":
                var from = Pointer(step.Text("from") ?? throw Impossible());
                var moved = Find(root, from)?.DeepClone();
                return Add(Remove(root, from), path, moved);
            default:
                throw ApiException.BadRequest($"Unexpected kind: {step.Text("op")}");
        }
    }

    private static JsonNode? Find(JsonNode? root, string[] path)
    {
        foreach (var name in path)
        {
            root = root switch
            {
                JsonObject fields when fields.TryGetPropertyValue(name, out var value) => value,
                JsonArray items => items[Index(name, items.Count - 1)],
                _ => throw Impossible(),
            };
        }

        return root;
    }

    private static JsonNode? Add(JsonNode? root, string[] path, JsonNode? value)
    {
        if (path.Length == 0) return value;
        switch (Find(root, path[..^1]))
        {
            case JsonObject fields: fields[path[^1]] = value; break;
            case JsonArray items: items.Insert(path[^1] == "-" ? items.Count : Index(path[^1], items.Count), value); break;
            default: throw Impossible();
        }

        return root;
    }

    private static JsonNode? Remove(JsonNode? root, string[] path)
    {
        if (path.Length == 0) return null;
        switch (Find(root, path[..^1]))
        {
            case JsonObject fields: fields.Remove(path[^1]); break;
            case JsonArray items: items.RemoveAt(Index(path[^1], items.Count - 1)); break;
        }

        return root;
    }

    private static int Index(string text, int last) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index <= last ? index : throw Impossible();

    private static string[] Pointer(string text)
    {
        if (text.Length == 0) return [];
        return [.. text[1..].Split('/').Select(step => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];
    }

    /// <summary>The recorded server says no more than this of an operation that does not fit.</summary>
    private static ApiException Impossible() =>
        ApiException.Make(422, "Invalid", "the server rejected our request due to an error in our request", []);
}

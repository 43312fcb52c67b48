using System.Text.Json.Nodes;

namespace FedScaler.Sandbox.ApiServer.Kinds;

/// <summary>Fills in what is not set.</summary>
internal static class JsonDefaulting
{
    public static void Default(this JsonObject value, string name, JsonNode fallback)
    {
        if (value[name] is null) value[name] = fallback;
    }

    public static void Default(this JsonObject value, string name, Func<JsonNode?> fallback)
    {
        if (value[name] is null && fallback() is { } node) value[name] = node;
    }

    /// <summary>The object under a name; made when missing.</summary>
    public static JsonObject Child(this JsonObject value, string name)
    {
        if (value[name] is JsonObject found) return found;
        var made = new JsonObject();
        if (value[name] is null) value[name] = made;
        return made;
    }
}

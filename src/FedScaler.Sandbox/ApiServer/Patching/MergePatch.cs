using System.Text.Json.Nodes;

namespace FedScaler.Sandbox.ApiServer.Patching;

/// <summary>JSON Merge Patch, RFC 7396.</summary>
internal static class MergePatch
{
    /// <summary>The patched value, a tree of its own.</summary>
    public static JsonNode? Apply(JsonNode? target, JsonNode? patch)
    {
        if (patch is not JsonObject changes) return patch?.DeepClone();
        var result = target is JsonObject ? (JsonObject)target.DeepClone() : [];
        foreach (var (name, change) in changes)
        {
            if (change is null) result.Remove(name);
            else result[name] = change is JsonObject ? Apply(result[name], change) : change.DeepClone();
        }

        return result;
    }
}

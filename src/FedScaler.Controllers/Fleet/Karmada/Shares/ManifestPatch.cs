using System.Text.Json.Nodes;

namespace FedScaler.Controllers.Fleet.Karmada.Shares;

/// <summary>JSON Merge Patch (RFC 7396) of a manifest: Karmada takes whole manifests, where an API server takes a patch.</summary>
internal static class ManifestPatch
{
    /// <summary>The patched manifest, a tree of its own; a resourceVersion is none of its business.</summary>
    public static JsonObject Apply(JsonObject manifest, JsonObject patch)
    {
        var patched = (JsonObject)Merge(manifest, patch)!;
        (patched["metadata"] as JsonObject)?.Remove("resourceVersion");
        return patched;
    }

    private static JsonNode? Merge(JsonNode? target, JsonNode? patch)
    {
        if (patch is not JsonObject changes) return patch?.DeepClone();
        var result = target is JsonObject ? (JsonObject)target.DeepClone() : [];
        foreach (var (name, change) in changes)
        {
            if (change is null) result.Remove(name);
            else result[name] = Merge(result[name], change);
        }

        return result;
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using FedScaler.Api;
using FedScaler.Kube.Client;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers;

/// <summary>What is written to the hub, as JSON.</summary>
internal static class HubJson
{
    /// <summary>An apply of one field of an object of ours, and of nothing else.</summary>
    /// <param name="field"><c>spec</c> or <c>status</c>.</param>
    /// <param name="from">What was decided from: refused with 409 where it has changed since, or is another by now. Null: there was none.</param>
    public static RequestBody Apply(ResourceType type, ObjectKey key, string field, JsonNode? value, ObjectMeta? from)
    {
        var metadata = new JsonObject { ["name"] = key.Name };
        if (key.Namespace is { } ns) metadata["namespace"] = ns;
        if (from is not null) (metadata["uid"], metadata["resourceVersion"]) = (from.Uid, from.ResourceVersion);
        return RequestBody.From(new JsonObject { ["apiVersion"] = ApiResources.ApiVersion, ["kind"] = type.Kind, ["metadata"] = metadata, [field] = value });
    }

    /// <summary>Whether the two say the same once written, whatever lists and records they are made of.</summary>
    public static bool Same<T>(T? before, T after, JsonTypeInfo<T> type)
        where T : class =>
        before is not null && JsonSerializer.SerializeToUtf8Bytes(before, type).AsSpan().SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(after, type));
}

using System.Text.Json.Nodes;

namespace FedScaler.Sandbox.ApiServer.Tables;

/// <summary>meta.k8s.io/v1 PartialObjectMetadata: an object's metadata and nothing else.</summary>
internal static class PartialMetadata
{
    public static JsonObject Of(JsonObject value) => new()
    {
        ["kind"] = "PartialObjectMetadata",
        ["apiVersion"] = "meta.k8s.io/v1",
        ["metadata"] = value["metadata"]?.DeepClone(),
    };
}

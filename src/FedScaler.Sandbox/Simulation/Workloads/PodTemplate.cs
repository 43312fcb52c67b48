using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Simulation.Workloads;

/// <summary>Makes what a workload's template asks for.</summary>
internal static class PodTemplate
{
    public const string HashLabel = "pod-template-hash";

    public const string RevisionLabel = "controller-revision-hash";

    public static string HashOf(JsonObject workload) => SeededNames.Hash(workload.At("spec", "template")?.ToJsonString() ?? "");

    /// <summary>A pod of <paramref name="owner"/>'s template under that name.</summary>
    public static JsonObject NewPod(
        JsonObject owner, ResourceType ownerType, string name, JsonNode? template, IEnumerable<(string Name, string Value)> labels)
    {
        var metadata = (JsonObject?)template.At("metadata")?.DeepClone() ?? [];
        metadata.Remove("creationTimestamp");
        metadata["name"] = name;
        metadata["namespace"] = owner.Key().Namespace;
        metadata["ownerReferences"] = OwnedBy(owner, ownerType);
        foreach (var (label, value) in labels) metadata.Ensure("labels")[label] = value;
        return new()
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = metadata,
            ["spec"] = template.At("spec")?.DeepClone() ?? new JsonObject(),
            ["status"] = new JsonObject { ["phase"] = "Pending", ["qosClass"] = "Burstable" },
        };
    }

    public static JsonArray OwnedBy(JsonObject owner, ResourceType type) =>
    [
        new JsonObject
        {
            ["apiVersion"] = type.ApiVersion,
            ["kind"] = type.Kind,
            ["name"] = owner.Key().Name,
            ["uid"] = owner.Uid(),
            ["controller"] = true,
            ["blockOwnerDeletion"] = true,
        },
    ];
}

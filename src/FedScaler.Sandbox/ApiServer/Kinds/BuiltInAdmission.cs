using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Json;

namespace FedScaler.Sandbox.ApiServer.Kinds;

/// <summary>
/// What strategies and kube-apiserver's default admission plugins set on new objects, after ownership was noted: nobody owns
/// these fields.
/// </summary>
internal static class BuiltInAdmission
{
    private const int TolerationSeconds = 300;

    public static void OnCreate(ResourceType resource, JsonObject value)
    {
        if (resource is { Group: "", Plural: "pods" }) Pod(value);
        else if (resource is { Group: "", Plural: "nodes" }) TaintNewNode(value);
        else if (resource is { Group: "", Plural: "namespaces" }) value.Child("spec").Default("finalizers", () => new JsonArray("kubernetes"));
    }

    /// <summary>Priority and DefaultTolerationSeconds, and the quality of service that the registry computes.</summary>
    private static void Pod(JsonObject value)
    {
        var spec = value.Child("spec");
        if (spec["tolerations"] is not JsonArray tolerations) spec["tolerations"] = tolerations = [];
        foreach (var key in (ReadOnlySpan<string>)["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"])
        {
            if (tolerations.OfType<JsonObject>().Any(each => each.Text("key") == key || (each.Text("key") is null && each.Text("operator") == "Exists"))) continue;
            tolerations.Add((JsonNode)new JsonObject
            {
                ["key"] = key,
                ["operator"] = "Exists",
                ["effect"] = "NoExecute",
                ["tolerationSeconds"] = TolerationSeconds,
            });
        }

        spec.Default("priority", 0);
        spec.Default("preemptionPolicy", "PreemptLowerPriority");
        value.Child("status").Default("qosClass", QualityOfService(spec));
    }

    /// <summary>TaintNodesByCondition: a node starts as not ready, until its controller has seen it.</summary>
    private static void TaintNewNode(JsonObject value)
    {
        var spec = value.Child("spec");
        if (spec["taints"] is not JsonArray taints) spec["taints"] = taints = [];
        if (taints.OfType<JsonObject>().Any(taint => taint.Text("key") == "node.kubernetes.io/not-ready")) return;
        taints.Add((JsonNode)new JsonObject { ["key"] = "node.kubernetes.io/not-ready", ["effect"] = "NoSchedule" });
    }

    private static string QualityOfService(JsonObject spec)
    {
        var resources = (spec["containers"] as JsonArray ?? []).Select(container => container.At("resources") as JsonObject ?? []).ToList();
        if (resources.All(each => IsEmpty(each["limits"]) && IsEmpty(each["requests"]))) return "BestEffort";
        return resources.All(IsGuaranteed) ? "Guaranteed" : "Burstable";
    }

    private static bool IsGuaranteed(JsonObject resources)
    {
        foreach (var name in (ReadOnlySpan<string>)["cpu", "memory"])
        {
            if (resources.At("limits", name) is not { } limit || !JsonNode.DeepEquals(limit, resources.At("requests", name))) return false;
        }

        return true;
    }

    private static bool IsEmpty(JsonNode? node) => node is not JsonObject { Count: > 0 };
}

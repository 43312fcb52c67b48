using System.Text.Json.Nodes;
using FedScaler.Controllers.Tests.Fleet.Support;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Tests.Fleet.Karmada.Support;

/// <summary>Brings what Works hold to the members, as Karmada's execution controller does, whenever it is told to.</summary>
internal sealed class ScriptedKarmada(ScriptedCluster hub, Func<string, ScriptedCluster> member)
{
    private const string Prefix = "karmada-es-";

    private readonly Dictionary<ObjectKey, string> _applied = [];

    /// <summary>Off: Works are not looked at.</summary>
    public bool Carries { get; set; } = true;

    /// <summary>Off: a Work is applied when its spec has changed, and what becomes of the HPA after that is not looked at.</summary>
    public bool Repairs { get; set; } = true;

    /// <summary>Why no manifest can be applied; null while it can.</summary>
    public string? Fails { get; set; }

    public void Carry()
    {
        if (!Carries) return;
        foreach (var work in hub.List("works", null).Items)
        {
            var ns = (string)work["metadata"]!["namespace"]!;
            var there = member(ns[Prefix.Length..]);
            if (work["metadata"]!["deletionTimestamp"] is not null) LetGo(work, there);
            else if ((bool?)work["spec"]!["suspendDispatching"] != true && IsDue(work)) Apply(work, there);
        }
    }

    private bool IsDue(JsonObject work)
    {
        var (key, spec) = (KeyOf(work), work["spec"]!.ToJsonString());
        if (!Repairs && _applied.GetValueOrDefault(key) == spec) return false;
        _applied[key] = spec;
        return true;
    }

    private static ObjectKey KeyOf(JsonNode item) => new((string?)item["metadata"]!["namespace"], (string)item["metadata"]!["name"]!);

    private void LetGo(JsonObject work, ScriptedCluster there)
    {
        var manifest = work["spec"]!["workload"]!["manifests"]![0]!;
        var isOurs = (string?)there.Find("horizontalpodautoscalers", KeyOf(manifest))?["metadata"]?["labels"]?["karmada.io/managed"] == "true";
        if ((bool?)work["spec"]!["preserveResourcesOnDeletion"] != true && isOurs) there.Remove("horizontalpodautoscalers", KeyOf(manifest));
        hub.Remove("works", KeyOf(work));
    }

    private void Apply(JsonObject work, ScriptedCluster there)
    {
        var manifest = (JsonObject)work["spec"]!["workload"]!["manifests"]![0]!.DeepClone();
        var before = there.Find("horizontalpodautoscalers", KeyOf(manifest));
        var annotations = manifest["metadata"]!["annotations"]!;
        var isForeign = before is not null && (string?)before["metadata"]!["labels"]?["karmada.io/managed"] != "true";
        var failure = Fails ?? (isForeign && (string?)annotations["work.karmada.io/conflict-resolution"] != "overwrite" ? "resource exists and is not managed by Karmada" : null);
        if (failure is null) Put(manifest, before, there);
        Tell(work, failure);
    }

    private static void Put(JsonObject manifest, JsonObject? before, ScriptedCluster there)
    {
        foreach (var field in new[] { "uid", "resourceVersion" })
            if (before?["metadata"]![field] is { } value) manifest["metadata"]![field] = value.DeepClone();
        if (before?["status"] is { } status) manifest["status"] = status.DeepClone();
        if (!JsonNode.DeepEquals(before, manifest)) there.Put("horizontalpodautoscalers", manifest);
    }

    private void Tell(JsonObject work, string? failure)
    {
        var condition = new JsonObject { ["type"] = "Applied", ["status"] = failure is null ? "True" : "False", ["message"] = failure ?? "Manifest has been successfully applied" };
        if (JsonNode.DeepEquals(work["status"]?["conditions"]?[0], condition)) return;
        work["status"] = new JsonObject { ["conditions"] = new JsonArray(condition) };
        hub.Put("works", work);
    }
}

using System.Text.Json.Nodes;
using FedScaler.Kube.Karmada;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Karmada.Execution;

/// <summary>
/// What Karmada lets a member's object keep when it writes its own version over it (pkg/util/objectwatcher retainClusterFields,
/// pkg/resourceinterpreter/default/native/retain.go).
/// </summary>
internal sealed class Retention(KarmadaCluster hub)
{
    private const string Deployment = "Deployment";

    /// <summary>The manifest with what is kept of the member's object.</summary>
    public JsonObject Merge(JsonObject manifest, JsonObject observed)
    {
        var next = (JsonObject)manifest.DeepClone();
        var metadata = next.Ensure("metadata");
        var there = observed.At("metadata");
        metadata.Put("finalizers", there.At("finalizers")?.DeepClone());
        metadata.Put("ownerReferences", there.At("ownerReferences")?.DeepClone());
        Keep(metadata, there, "annotations", KarmadaKeys.ManagedAnnotations);
        Keep(metadata, there, "labels", KarmadaKeys.ManagedLabels);
        if (next.Text("apiVersion") == "apps/v1" && next.Text("kind") == Deployment && ManifestMarks.LabelOf(manifest, KarmadaKeys.RetainReplicas) == "true")
            RetentionRule.Replicas.Keep(next, observed);
        foreach (var rule in RetentionScripts.RulesOf(hub, manifest)) rule.Keep(next, observed);
        return next;
    }

    /// <summary>What the member added to a map stays; what Karmada once put there, as its list in the member says, and no longer does, goes.</summary>
    private static void Keep(JsonObject metadata, JsonNode? there, string map, string list)
    {
        if (there.At(map) is not JsonObject observed) return;
        var managed = there.At("annotations", list).Text()?.Split(',') ?? [];
        var next = metadata.Ensure(map);
        foreach (var (name, text) in observed)
            if (!next.ContainsKey(name) && !managed.Contains(name)) next[name] = text?.DeepClone();
        if (next.Count == 0) metadata.Remove(map);
    }
}

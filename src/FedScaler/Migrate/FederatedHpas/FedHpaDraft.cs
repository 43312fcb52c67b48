using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Migrate.ControlPlane;

namespace FedScaler.Migrate.FederatedHpas;

/// <summary>The FedHPA that does what a FederatedHPA and the placement of its policy do. Pure.</summary>
internal static class FedHpaDraft
{
    private static readonly string[] Known = ["scaleTargetRef", "minReplicas", "maxReplicas", "metrics", "behavior"];

    /// <param name="policy">The target's policy; null where there is none.</param>
    /// <param name="known">Names of the Clusters that there are, for a policy that weighs them.</param>
    public static Translated Of(JsonObject federatedHpa, JsonObject? policy, params IReadOnlyList<string> known)
    {
        var notes = new List<string>();
        var from = federatedHpa["spec"] as JsonObject ?? [];
        foreach (var (field, _) in from)
            if (!Known.Contains(field)) notes.Add($"FederatedHPA spec.{field}: a FedHPA has no such field, and goes without it");
        var spec = new JsonObject { ["scaleTargetRef"] = from["scaleTargetRef"]?.DeepClone(), ["minReplicas"] = from["minReplicas"].Count() ?? 1, ["maxReplicas"] = from["maxReplicas"].Count() ?? 0 };
        if (from["metrics"] is JsonArray { Count: > 0 } metrics) spec["metrics"] = metrics.DeepClone();
        if (from["behavior"] is JsonObject behavior) spec["behavior"] = behavior.DeepClone();
        Divide(policy, spec, known, notes);
        spec["paused"] = true;
        notes.AddRange(Differences(spec));
        var manifest = new JsonObject
        {
            ["apiVersion"] = ApiResources.ApiVersion,
            ["kind"] = ApiResources.FedHpas.Kind,
            ["metadata"] = new JsonObject
            {
                ["name"] = federatedHpa.Name(),
                ["namespace"] = federatedHpa.Namespace(),
                ["annotations"] = new JsonObject { [MoveRecord.Annotation] = MoveRecord.From(federatedHpa, policy).ToText() },
            },
            ["spec"] = spec,
        };
        return new Translated(manifest, notes);
    }

    /// <summary>How Karmada's scheduler divides, as the policy says it.</summary>
    private static void Divide(JsonObject? policy, JsonObject spec, IReadOnlyList<string> known, List<string> notes)
    {
        var placement = policy?["spec"]?["placement"];
        if (placement?["replicaScheduling"]?["replicaDivisionPreference"].Text() == "Aggregated")
        {
            spec["split"] = new JsonObject { ["spread"] = "WhenNeeded" };
            notes.Add("policy replicaDivisionPreference Aggregated (as few clusters as will do) becomes split.spread WhenNeeded: clusters that the minimum does not need are parked");
            return;
        }

        if (WeightsOf(policy) is not { } list) return;
        var clusters = new JsonArray();
        var areAllNamed = true;
        foreach (var entry in list.Items())
        {
            foreach (var name in entry["targetCluster"]?["clusterNames"].Items() ?? [])
                clusters.Add((JsonNode)new JsonObject { ["name"] = name.DeepClone(), ["weight"] = entry["weight"].Count() ?? 1 });
            if (entry["targetCluster"] is not JsonObject selector || selector.All(static field => field.Key == "clusterNames")) continue;
            areAllNamed = false;
            notes.Add($"policy weightPreference.staticWeightList: weights go by names alone, and {selector.ToJsonString()} with weight {entry["weight"]} is left out: name its clusters in placement.clusters");
        }

        // Karmada's scheduler leaves out whom the list does not name (getStaticWeightInfoList); a FedHPA would let it in.
        var named = clusters.Items().Select(static one => one["name"].Text()).ToHashSet(StringComparer.Ordinal);
        foreach (var name in areAllNamed && named.Count > 0 ? known : [])
            if (!named.Contains(name)) clusters.Add((JsonNode)new JsonObject { ["name"] = name, ["maxReplicas"] = 0 });
        spec["split"] = new JsonObject { ["strategy"] = "Weighted" };
        if (clusters.Count > 0) spec["placement"] = new JsonObject { ["clusters"] = clusters };
    }

    /// <summary>The policy's fixed weights; null where it has none.</summary>
    public static JsonArray? WeightsOf(JsonObject? policy) =>
        policy?["spec"]?["placement"]?["replicaScheduling"]?["weightPreference"]?["staticWeightList"] as JsonArray;

    /// <summary>What the same words mean in each member instead of over all of them.</summary>
    private static IEnumerable<string> Differences(JsonObject spec)
    {
        foreach (var metric in spec["metrics"].Items())
        {
            if (metric["type"].Text() is not ("Object" or "External" or "Pods") || Value(metric) is not { } type) continue;
            yield return $"spec.metrics of type {metric["type"].Text()} with target {type}: each cluster's own HPA reads it from its own metrics API, and must find the load of that cluster there, not that of all";
        }

        foreach (var direction in (string[])["scaleUp", "scaleDown"])
        {
            if (spec["behavior"]?[direction]?["policies"].Items().Any(static policy => policy["type"].Text() == "Pods") == true)
                yield return $"spec.behavior.{direction}: a policy of type Pods counts in each cluster by itself, and no more over all of them";
        }

        static string? Value(JsonNode metric) =>
            metric["type"].Text() == "Pods" ? null : (metric["object"] ?? metric["external"])?["target"]?["type"].Text();
    }
}

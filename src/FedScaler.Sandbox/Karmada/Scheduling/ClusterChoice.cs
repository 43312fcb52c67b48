using System.Text.Json.Nodes;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Karmada.Scheduling;

/// <summary>The clusters that a placement allows (pkg/scheduler/framework/plugins: clusteraffinity, tainttoleration).</summary>
internal static class ClusterChoice
{
    /// <param name="assigned">Clusters that have it already are not driven out by a taint.</param>
    public static List<JsonObject> Of(JsonNode? placement, IReadOnlyList<JsonObject> clusters, IReadOnlyDictionary<string, int> assigned)
    {
        var tolerable = clusters
            .Where(static cluster => !cluster.IsTerminating())
            .Where(cluster => assigned.ContainsKey(cluster.Key().Name) || IsTolerated(cluster, placement.At("clusterTolerations")))
            .ToList();
        foreach (var term in Terms(placement))
        {
            var fit = tolerable.Where(cluster => Matches(term, cluster)).ToList();
            if (fit.Count > 0) return Spread(fit, placement.At("spreadConstraints"), assigned);
        }

        return [];
    }

    /// <summary>Whether a cluster is one that a clusterAffinity names (pkg/util/selector.go, ClusterMatches); null matches all.</summary>
    public static bool Matches(JsonNode? affinity, JsonObject cluster)
    {
        var name = cluster.Key().Name;
        if (affinity.At("exclude").Items().Any(each => each.Text() == name)) return false;
        if (affinity.At("labelSelector") is { } selector && !LabelSelector.Matches(selector, cluster.At("metadata", "labels"))) return false;
        if (!affinity.At("fieldSelector", "matchExpressions").Items().All(each => LabelSelector.Holds(each, FieldOf(cluster, each)))) return false;
        return affinity.At("clusterNames") is not JsonArray { Count: > 0 } names || names.Items().Any(each => each.Text() == name);
    }

    /// <summary>The one affinity, or the list of which the first that fits is taken; without either every cluster fits.</summary>
    private static List<JsonNode?> Terms(JsonNode? placement)
    {
        var terms = placement.At("clusterAffinities").Items().ToList<JsonNode?>();
        return terms.Count > 0 ? terms : [placement.At("clusterAffinity")];
    }

    private static string? FieldOf(JsonObject cluster, JsonNode requirement)
    {
        var field = requirement.Text("key");
        return field is "provider" or "region" or "zone" ? cluster.At("spec", field).Text() : null;
    }

    private static bool IsTolerated(JsonObject cluster, JsonNode? tolerations) =>
        cluster.At("spec", "taints").Items()
            .Where(static taint => taint.Text("effect") is "NoSchedule" or "NoExecute")
            .All(taint => tolerations.Items().Any(toleration => Tolerates(toleration, taint)));

    private static bool Tolerates(JsonNode toleration, JsonNode taint)
    {
        if (toleration.Text("effect") is { Length: > 0 } effect && effect != taint.Text("effect")) return false;
        if (toleration.Text("key") is { Length: > 0 } key && key != taint.Text("key")) return false;
        return toleration.Text("operator") == "Exists" || toleration.Text("value") == taint.Text("value");
    }

    /// <summary>At most as many clusters as a spread constraint says, those that have it already first.</summary>
    private static List<JsonObject> Spread(List<JsonObject> fit, JsonNode? constraints, IReadOnlyDictionary<string, int> assigned)
    {
        var most = constraints.Items().FirstOrDefault(static each => each.Text("spreadByField") == "cluster").At("maxGroups").Int();
        if (most <= 0 || fit.Count <= most) return fit;
        var ranked = fit.OrderByDescending(cluster => assigned.ContainsKey(cluster.Key().Name)).ThenBy(static cluster => cluster.Key().Name, StringComparer.Ordinal);
        return [.. ranked.Take(most)];
    }
}

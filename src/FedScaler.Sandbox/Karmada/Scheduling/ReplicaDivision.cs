using System.Text.Json.Nodes;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Karmada.Scheduling;

/// <summary>How many replicas each of the chosen clusters gets (pkg/scheduler/core/division_algorithm.go).</summary>
internal static class ReplicaDivision
{
    public static bool IsDivided(JsonNode spec) => spec.At("placement", "replicaScheduling", "replicaSchedulingType").Text() == "Divided";

    /// <summary>The clusters with their replicas, those that get none left out; null when what is available does not suffice.</summary>
    /// <param name="spec">The binding's.</param>
    /// <param name="assigned">What each cluster was given before.</param>
    /// <param name="fresh">Nothing of that is kept.</param>
    public static IReadOnlyList<(string Cluster, int Replicas)>? Of(
        JsonNode spec, IReadOnlyList<JsonObject> clusters, IReadOnlyDictionary<string, int> assigned, bool fresh)
    {
        var names = clusters.Select(static cluster => cluster.Key().Name).Order(StringComparer.Ordinal).ToList();
        var replicas = spec.At("replicas").Int();
        if (replicas == 0 || !IsDivided(spec)) return [.. names.Select(name => (name, replicas))];
        var scheduling = spec.At("placement", "replicaScheduling");
        var current = names.ToDictionary(static name => name, name => (long)assigned.GetValueOrDefault(name), StringComparer.Ordinal);
        var available = clusters.ToDictionary(static cluster => cluster.Key().Name, cluster => Available(cluster, spec), StringComparer.Ordinal);
        if (scheduling.Text("replicaDivisionPreference") == "Aggregated") return WithReplicas(Aggregated(replicas, names, current, available, fresh));
        return scheduling.At("weightPreference").Text("dynamicWeight") == "AvailableReplicas"
            ? WithReplicas(Dynamic(replicas, names, current, available, fresh))
            : WithReplicas(Seats.Allot(replicas, StaticWeights(scheduling, clusters)));
    }

    /// <summary>By the cluster's summary: the least of the pods and the requests that what is free there holds.</summary>
    private static long Available(JsonObject cluster, JsonNode spec)
    {
        var summary = cluster.At("status", "resourceSummary");
        var least = Free(summary, "pods") / 1000;
        foreach (var (name, quantity) in spec.At("replicaRequirements", "resourceRequest") as JsonObject ?? [])
        {
            if (Amount.Milli(quantity) is var request and > 0) least = Math.Min(least, Free(summary, name) / request);
        }

        return Math.Max(0, least);
    }

    private static long Free(JsonNode? summary, string resource) =>
        Amount.Milli(summary.At("allocatable", resource)) - Amount.Milli(summary.At("allocated", resource)) - Amount.Milli(summary.At("allocating", resource));

    /// <summary>The weights of the list that match a cluster, the largest of them; all alike where none does.</summary>
    private static Dictionary<string, long> StaticWeights(JsonNode? scheduling, IReadOnlyList<JsonObject> clusters)
    {
        var list = scheduling.At("weightPreference", "staticWeightList").Items().ToList();
        var weights = clusters.ToDictionary(
            static cluster => cluster.Key().Name,
            cluster => list.Where(each => ClusterChoice.Matches(each.At("targetCluster"), cluster)).Max(static each => each.At("weight").Number()) ?? 0,
            StringComparer.Ordinal);
        return weights.Values.Sum() > 0 ? weights : weights.ToDictionary(static each => each.Key, static _ => 1L, StringComparer.Ordinal);
    }

    /// <summary>More replicas are added where room is; fewer are taken in proportion to what is there.</summary>
    private static Dictionary<string, long>? Dynamic(
        int replicas, List<string> names, Dictionary<string, long> current, Dictionary<string, long> available, bool fresh)
    {
        var had = current.Values.Sum();
        if (!fresh && replicas == had) return current;
        if (!fresh && replicas < had) return Seats.Allot(replicas, current);
        var room = fresh ? names.ToDictionary(static name => name, name => available[name] + current[name], StringComparer.Ordinal) : available;
        var more = fresh ? replicas : replicas - had;
        if (room.Values.Sum() < more) return null;
        var seats = Seats.Allot(more, room);
        return fresh ? seats : names.ToDictionary(static name => name, name => seats[name] + current[name], StringComparer.Ordinal);
    }

    /// <summary>As few clusters as hold it all, those that have some already first, then the roomiest.</summary>
    private static Dictionary<string, long>? Aggregated(
        int replicas, List<string> names, Dictionary<string, long> current, Dictionary<string, long> available, bool fresh)
    {
        var had = current.Values.Sum();
        if (!fresh && replicas <= had) return Dynamic(replicas, names, current, available, fresh);
        var missing = fresh ? replicas : replicas - had;
        var used = new Dictionary<string, long>(StringComparer.Ordinal);
        // The names are in order already, and the sorting keeps it.
        foreach (var name in names.OrderByDescending(name => !fresh && current[name] > 0).ThenByDescending(name => available[name]))
        {
            if (used.Values.Sum() >= missing) break;
            used[name] = available[name] + (fresh ? current[name] : 0);
        }

        if (used.Values.Sum() < missing) return null;
        var seats = Seats.Allot(missing, used);
        return names.ToDictionary(static name => name, name => seats.GetValueOrDefault(name) + (fresh ? 0 : current[name]), StringComparer.Ordinal);
    }

    private static List<(string Cluster, int Replicas)>? WithReplicas(Dictionary<string, long>? seats) =>
        seats?.Where(static each => each.Value > 0)
            .OrderBy(static each => each.Key, StringComparer.Ordinal)
            .Select(static each => (each.Key, (int)each.Value))
            .ToList();
}

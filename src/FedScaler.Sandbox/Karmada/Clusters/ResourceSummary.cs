using System.Globalization;
using System.Text.Json.Nodes;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Karmada.Clusters;

/// <summary>What a member has, what its pods take of it and what those want that have no node yet (cluster_status_controller.go).</summary>
internal static class ResourceSummary
{
    /// <summary>status.nodeSummary.</summary>
    public static JsonObject Nodes(IReadOnlyList<JsonObject> nodes) => new()
    {
        ["readyNum"] = nodes.Count(static node => Conditions.Find(node["status"], "Ready").Text("status") == "True"),
        ["totalNum"] = nodes.Count,
    };

    /// <summary>status.resourceSummary: as Karmada counts it, with cordoned and unready nodes, and one pod slot a pod.</summary>
    public static JsonObject Of(JsonObject cluster, IReadOnlyList<JsonObject> nodes, IReadOnlyList<JsonObject> pods)
    {
        var bound = pods.Where(static pod => NodeOf(pod).Length > 0 && pod.At("status", "phase").Text() is not ("Succeeded" or "Failed")).ToList();
        var summary = new JsonObject();
        PutList(summary, "allocatable", Sum(nodes.Select(static node => ResourceAmounts.Read(node.At("status", "allocatable")).All)));
        PutList(summary, "allocated", Taken(bound));
        PutList(summary, "allocating", Taken([.. pods.Where(static pod => NodeOf(pod).Length == 0)]));
        if (ResourceModels.Count(cluster, Free(nodes, bound)) is { } counts) summary["allocatableModelings"] = counts;
        return summary;
    }

    private static string NodeOf(JsonObject pod) => pod.At("spec").Text("nodeName");

    private static IEnumerable<IReadOnlyDictionary<string, long>> Free(IReadOnlyList<JsonObject> nodes, List<JsonObject> bound)
    {
        var byNode = bound.ToLookup(NodeOf);
        foreach (var node in nodes)
        {
            var free = Sum([ResourceAmounts.Read(node.At("status", "allocatable")).All]);
            foreach (var (name, taken) in Taken([.. byNode[node.Key().Name]]))
                if (free.TryGetValue(name, out var there)) free[name] = there - taken;
            // Karmada leaves off at the first node that has no slot for a pod left.
            if (free.GetValueOrDefault("pods") <= 0) yield break;
            yield return free;
        }
    }

    private static Dictionary<string, long> Taken(List<JsonObject> pods)
    {
        var taken = Sum(pods.Select(static pod => ResourceAmounts.OfPod(pod["spec"]).All));
        taken["pods"] = pods.Count * 1000L;
        return taken;
    }

    private static Dictionary<string, long> Sum(IEnumerable<IEnumerable<KeyValuePair<string, long>>> amounts)
    {
        var sum = new Dictionary<string, long>();
        foreach (var (name, amount) in amounts.SelectMany(static each => each)) sum[name] = sum.GetValueOrDefault(name) + amount;
        return sum;
    }

    /// <summary>Zeros are left out, and the list with its last.</summary>
    private static void PutList(JsonObject summary, string name, Dictionary<string, long> amounts)
    {
        var list = new JsonObject();
        foreach (var (resource, milli) in amounts.Where(static each => each.Value > 0).OrderBy(static each => each.Key, StringComparer.Ordinal))
            list[resource] = resource is "memory" or "ephemeral-storage" && milli % 1000 == 0 ? Bytes(milli / 1000) : Amount.Format(milli);
        if (list.Count > 0) summary[name] = list;
    }

    /// <summary>The canonical binary form: the largest suffix that leaves a whole number.</summary>
    private static string Bytes(long bytes)
    {
        var suffix = "";
        foreach (var next in (ReadOnlySpan<string>)["Ki", "Mi", "Gi", "Ti", "Pi"])
        {
            if (bytes % 1024 != 0) break;
            (bytes, suffix) = (bytes / 1024, next);
        }

        return bytes.ToString(CultureInfo.InvariantCulture) + suffix;
    }
}

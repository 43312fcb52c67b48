using System.Text.Json.Nodes;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Karmada.Propagation;

/// <summary>Which members a binding has to do with.</summary>
internal static class BindingClusters
{
    /// <summary>
    /// Those whose Works are kept: scheduled to, required by another binding, or left only when their eviction has ended
    /// (pkg/util/helper, ObtainBindingSpecExistingClusters).
    /// </summary>
    public static IReadOnlySet<string> Existing(JsonObject binding)
    {
        var kept = binding.At("spec", "clusters").Items().Select(static target => target.Text("name"))
            .Concat(RequiredBy(binding))
            .Concat(binding.At("spec", "gracefulEvictionTasks").Items().Where(static task => !PurgesAtOnce(task)).Select(static task => task.Text("fromCluster")));
        return kept.ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Members that have the object only because another object there needs it.</summary>
    public static IEnumerable<string> RequiredBy(JsonObject binding)
    {
        var own = binding.At("spec", "clusters").Items().Select(static target => target.Text("name")).ToHashSet(StringComparer.Ordinal);
        return binding.At("spec", "requiredBy").Items()
            .SelectMany(static each => each.At("clusters").Items())
            .Select(static target => target.Text("name"))
            .Where(name => !own.Contains(name))
            .Distinct(StringComparer.Ordinal);
    }

    /// <summary>Whether nothing is to be sent to a member now.</summary>
    public static bool IsSuspended(JsonObject binding, string cluster)
    {
        var suspension = binding.At("spec", "suspension");
        return suspension.At("dispatching").IsTrue()
            || suspension.At("dispatchingOnClusters", "clusterNames").Items().Any(name => name.Text() == cluster);
    }

    private static bool PurgesAtOnce(JsonNode task) => task.Text("purgeMode") is "Immediately" or "Directly";
}

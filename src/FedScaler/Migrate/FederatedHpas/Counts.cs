using System.Text.Json.Nodes;
using FedScaler.Migrate.ControlPlane;

namespace FedScaler.Migrate.FederatedHpas;

/// <summary>What is said of replicas in different places, and whether it agrees. Pure.</summary>
internal static class Counts
{
    /// <summary>Why the binding, its clusters and the template do not say the same count; null where they do.</summary>
    public static string? Disagreement(MigrationSight sight)
    {
        if (sight.Binding?["spec"] is not { } binding) return $"ResourceBinding of {sight.Workload} is not there";
        var (replicas, sum, template) = (binding["replicas"].Count() ?? 0, binding["clusters"].Items().Sum(static one => one["replicas"].Count() ?? 0), sight.Template?["spec"]?["replicas"].Count() ?? 1);
        if (sum != replicas) return $"ResourceBinding {sight.Binding.Name()}: its clusters add up to {sum}, and spec.replicas is {replicas}";
        return template == replicas ? null : $"{sight.Workload} says {template} replicas, and ResourceBinding {sight.Binding.Name()} {replicas}";
    }

    /// <summary>Where a cluster runs another count than the binding says; null where none does, as Karmada reports it.</summary>
    public static string? Unlike(MigrationSight sight)
    {
        var running = (sight.Binding?["status"]?["aggregatedStatus"].Items() ?? [])
            .Where(static one => one["clusterName"].Text() is not null)
            .ToDictionary(static one => one["clusterName"].Text()!, static one => one["status"]?["replicas"].Count() ?? 0, StringComparer.Ordinal);
        foreach (var cluster in sight.Binding?["spec"]?["clusters"].Items() ?? [])
        {
            var (name, wanted) = (cluster["name"].Text() ?? "", cluster["replicas"].Count() ?? 0);
            if (!running.Remove(name, out var runs)) return $"what runs in {name} is not reported";
            if (runs != wanted) return $"{name} runs {runs}, and ResourceBinding {sight.Binding!.Name()} says {wanted}";
        }

        return running.FirstOrDefault(static one => one.Value > 0) is { Key: { } other } left ? $"{other} runs {left.Value}, and ResourceBinding {sight.Binding!.Name()} does not name it" : null;
    }

    /// <summary>The counts in one word, to tell whether they have changed.</summary>
    public static string Fingerprint(MigrationSight sight) =>
        $"{sight.Binding?["spec"]?["replicas"]} {(sight.Binding?["spec"]?["clusters"] as JsonArray)?.ToJsonString()} {sight.Template?["spec"]?["replicas"]}";
}

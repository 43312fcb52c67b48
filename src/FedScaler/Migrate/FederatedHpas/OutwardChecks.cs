using FedScaler.Migrate.ControlPlane;

namespace FedScaler.Migrate.FederatedHpas;

/// <summary>What stands in the way of moving out again. Pure.</summary>
internal static class OutwardChecks
{
    public static IReadOnlyList<string> Of(MigrationSight sight)
    {
        if (sight.FedHpa is null)
            return [sight.FederatedHpa is null ? $"there is neither a FedHPA {sight.Key} nor a FederatedHPA {sight.Key} on the control plane" : $"there is no FedHPA {sight.Key}: FederatedHPA {sight.Key} is in force"];
        return [.. Refusals(sight)];
    }

    private static IEnumerable<string> Refusals(MigrationSight sight)
    {
        if (sight.Template is null) yield return $"spec.scaleTargetRef: there is no {sight.Workload} on the control plane: delete the FedHPA, there is nothing to hand over";
        if (sight.Binding is null || sight.Policy is null) yield return $"the policy of {sight.Workload} is not found: without one Karmada does not divide it";
        foreach (var other in sight.Others.Where(other => other["spec"]?["scaleTargetRef"].RefersTo(sight.Target) == true))
            yield return $"{other["kind"].Text()} {other.Namespace()}/{other.Name()} has the same spec.scaleTargetRef: delete it first";
        foreach (var rival in PolicySuccession.Outward(sight).Rivals(sight)) yield return rival;
        if (sight.FedHpa?["status"]?["clusters"].Items().FirstOrDefault(static one => one["state"].Text() is "Silent" or "Lent") is { } silent)
            yield return $"cluster {silent["name"].Text()} does not answer: what runs there is not known, and its own HPA would go on. Wait until it does, or take it out of Karmada";
    }
}

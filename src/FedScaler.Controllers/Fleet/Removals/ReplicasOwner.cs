using System.Text.Json.Nodes;
using FedScaler.Kube.Karmada;

namespace FedScaler.Controllers.Fleet.Removals;

/// <summary>
/// Finds in managedFields who would put spec.replicas back. Only those count that write it again and again out of something
/// of their own: Argo CD, Flux, Karmada, Open Cluster Management. Autoscalers and people decide anew each time.
/// </summary>
internal static class ReplicasOwner
{
    private const string OwnPrefix = "fedscaler";

    /// <summary>How the field managers of programs that reconcile are named, where they update instead of apply: karmada-agent, helm-controller, work-agent.</summary>
    private static readonly string[] ReconcilerSuffixes = ["-controller", "-controller-manager", "-agent", "-operator"];

    /// <summary>The name of the first; null for none.</summary>
    public static string? FindForeign(JsonNode? metadata)
    {
        // It leaves the count to the member then (resourceinterpreter/default/native/retain.go).
        var isRetained = metadata.At("labels", KarmadaKeys.RetainReplicas).Text() == "true";
        return metadata.At("managedFields").Items()
            .Where(OwnsReplicas)
            .Where(static entry => WritesAgain(entry.At("manager").Text() ?? "", entry))
            .Select(static entry => entry.At("manager").Text())
            .FirstOrDefault(manager => !isRetained || manager != KarmadaKeys.ControllerManager);
    }

    private static bool OwnsReplicas(JsonNode entry) => entry.At("fieldsV1", "f:spec", "f:replicas") is not null;

    private static bool WritesAgain(string manager, JsonNode entry)
    {
        // kube-controller-manager owns it as the HPA's controller, kubectl by somebody's hand.
        if (manager.StartsWith(OwnPrefix, StringComparison.Ordinal) || manager is "kube-controller-manager" || manager.StartsWith("kubectl", StringComparison.Ordinal)) return false;
        // /scale is how autoscalers write.
        if (entry.At("subresource").Text() is { Length: > 0 }) return false;
        return entry.At("operation").Text() == "Apply" || Array.Exists(ReconcilerSuffixes, suffix => manager.EndsWith(suffix, StringComparison.Ordinal));
    }
}

using System.Text.Json.Nodes;
using FedScaler.Core.ScaleIn;

namespace FedScaler.Controllers.Fleet.Removals;

/// <summary>Chooses the label of a pod template that may be altered on a pod while it is going.</summary>
internal static class FreeLabel
{
    private const string OwnPrefix = "fedscaler.io/";

    /// <summary>Labels of the template that nothing known by their name alone asks for; ours first, then from the end of the alphabet.</summary>
    public static IEnumerable<BarrierLabel> Candidates(JsonObject workload) =>
        from label in workload.At("spec", "template", "metadata", "labels") as JsonObject ?? []
        where !IsReserved(label.Key) && label.Value.Text() is not null
        orderby label.Key.StartsWith(OwnPrefix, StringComparison.Ordinal) descending, label.Key descending
        select new BarrierLabel(label.Key, label.Value.Text()!);

    // Kubernetes' own labels are read by programs, selector or not; app.kubernetes.io is people's.
    private static bool IsReserved(string key)
    {
        if (key == "pod-template-hash" || key == "controller-revision-hash") return true;
        var domain = key.IndexOf('/', StringComparison.Ordinal) is var slash and > 0 ? key[..slash] : "";
        return domain != "app.kubernetes.io"
            && (domain is "kubernetes.io" or "k8s.io" || domain.EndsWith(".kubernetes.io", StringComparison.Ordinal) || domain.EndsWith(".k8s.io", StringComparison.Ordinal));
    }
}

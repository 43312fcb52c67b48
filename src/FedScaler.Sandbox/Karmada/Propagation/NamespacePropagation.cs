using System.Text.Json.Nodes;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Karmada.Propagation;

/// <summary>Makes every namespace of the hub in every member (pkg/controllers/namespace), but for those that each cluster has of its own.</summary>
internal sealed class NamespacePropagation(KarmadaContext context) : KarmadaController(context)
{
    private KarmadaCluster Hub => Context.Hub;

    /// <inheritdoc/>
    public override void Observe(KarmadaChange change)
    {
        if (change.Member is not null) return;
        var stored = change.Event;
        if (stored.Resource == KnownResources.Namespaces && stored.Type != WatchEventType.Deleted) MarkDirty(stored.Key);
        var isNewCluster = stored.Resource == KarmadaResources.Clusters && stored.Previous is null;
        // A Work that goes while its namespace stays is made anew.
        var isLost = stored.Resource == KarmadaResources.Works && stored.Type == WatchEventType.Deleted && stored.Object.ControllerRef().Text("kind") == "Namespace";
        if (!isNewCluster && !isLost) return;
        foreach (var ns in Hub.List(KnownResources.Namespaces)) MarkDirty(ns.Key());
    }

    protected override void Reconcile(ObjectKey key)
    {
        if (!IsPropagated(key.Name) || Hub.Get(KnownResources.Namespaces, key) is not { } ns || ns.IsTerminating()) return;
        if (ManifestMarks.LabelOf(ns, KarmadaKeys.SkipNamespace) == "true") return;
        foreach (var cluster in Hub.List(KarmadaResources.Clusters).Where(static cluster => !cluster.IsTerminating()))
            new WorkDraft(cluster.Key().Name, (JsonObject)ns.DeepClone()) { Owner = BindingDraft.Owner(ns) }.Write(Hub);
    }

    /// <summary>The flag --skipped-propagating-namespaces has kube-.* by default.</summary>
    private static bool IsPropagated(string name) => name != "default" && !name.StartsWith("kube-", StringComparison.Ordinal) && !KarmadaKeys.IsReserved(name);
}

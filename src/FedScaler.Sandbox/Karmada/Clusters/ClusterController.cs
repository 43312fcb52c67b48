using System.Text.Json.Nodes;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Karmada.Clusters;

/// <summary>
/// Takes Clusters in and lets them go, and taints those that are not ready so that nothing new is sent there
/// (pkg/controllers/cluster/cluster_controller.go; NoExecute taints come with a feature gate that is off).
/// </summary>
internal sealed class ClusterController(KarmadaContext context) : KarmadaController(context)
{
    private const string NotReady = "cluster.karmada.io/not-ready";
    private const string Unreachable = "cluster.karmada.io/unreachable";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private KarmadaCluster Hub => Context.Hub;

    /// <inheritdoc/>
    public override void Observe(KarmadaChange change)
    {
        if (change.Member is null && change.Event.Resource == KarmadaResources.Clusters) MarkDirty(change.Event.Key);
    }

    protected override void Reconcile(ObjectKey key)
    {
        if (Hub.Get(KarmadaResources.Clusters, key) is not { } cluster) return;
        if (cluster.IsTerminating()) Release(key);
        else Hub.Update(KarmadaResources.Clusters, key, next => TakeIn(next) | Taint(next));
    }

    private static bool TakeIn(JsonObject cluster)
    {
        var metadata = cluster.Ensure("metadata");
        if (metadata["finalizers"].Items().Any(static each => each.Text() == KarmadaKeys.ClusterFinalizer)) return false;
        if (metadata["finalizers"] is not JsonArray finalizers) metadata["finalizers"] = finalizers = [];
        finalizers.Add((JsonNode)KarmadaKeys.ClusterFinalizer);
        return true;
    }

    private bool Taint(JsonObject cluster)
    {
        // One that nobody has looked at yet is not ready either.
        var wanted = Conditions.Find(cluster["status"], "Ready").Text("status") switch { "True" => null, "Unknown" => Unreachable, _ => NotReady };
        var spec = cluster.Ensure("spec");
        var taints = spec["taints"].Items().ToList();
        var kept = taints.Where(taint => !IsOurs(taint) || taint.Text("key") == wanted).Select(static taint => taint.DeepClone()).ToList();
        if (wanted is not null && !kept.Exists(IsOurs)) kept.Add(new JsonObject { ["effect"] = "NoSchedule", ["key"] = wanted, ["timeAdded"] = Context.Now.Stamp() });
        return spec.Put("taints", kept.Count > 0 ? new JsonArray([.. kept]) : null);
    }

    private static bool IsOurs(JsonNode taint) => taint.Text("key") is NotReady or Unreachable && taint.Text("effect") == "NoSchedule";

    /// <summary>A member goes when its Works have gone, and with them what they made in it.</summary>
    private void Release(ObjectKey key)
    {
        var ns = KarmadaKeys.ExecutionNamespace(key.Name);
        var works = Hub.List(KarmadaResources.Works, ns);
        foreach (var work in works) Hub.Delete(KarmadaResources.Works, work.Key(), work.Uid());
        if (works.Count > 0)
        {
            MarkDue(key, Context.Now + Patience);
            return;
        }

        Hub.Delete(KnownResources.Namespaces, new(null, ns));
        Hub.Update(KarmadaResources.Clusters, key, static cluster =>
        {
            if (cluster.At("metadata", "finalizers") is not JsonArray finalizers) return false;
            if (finalizers.FirstOrDefault(static each => each.Text() == KarmadaKeys.ClusterFinalizer) is not { } ours) return false;
            finalizers.Remove(ours);
            return true;
        });
    }
}

using System.Text;
using System.Text.Json.Nodes;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;
using FedScaler.Sandbox.Json;
using FedScaler.Sandbox.Karmada.Propagation;
using FedScaler.Sandbox.Simulation.Objects;
using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.Karmada.Scheduling;

/// <summary>
/// karmada-scheduler for bindings that name it: picks clusters by affinity and taints, divides the replicas over them, and does so anew
/// when the count, the placement or somebody's request for it changes (pkg/scheduler). It scores nothing.
/// </summary>
internal sealed class KarmadaScheduler(KarmadaContext context, BindingScope scope) : KarmadaController(context)
{
    /// <summary>The flag --scheduler-name.</summary>
    private const string Name = "default-scheduler";

    /// <summary>Bindings that no cluster fitted or held: room that appears may help them, and nobody else.</summary>
    private readonly HashSet<ObjectKey> _waiting = [];

    private KarmadaCluster Hub => Context.Hub;

    /// <inheritdoc/>
    public override void Observe(KarmadaChange change)
    {
        if (change.Member is not null) return;
        var stored = change.Event;
        if (stored.Resource == scope.Resource)
        {
            if (stored.Type == WatchEventType.Deleted) _waiting.Remove(stored.Key);
            else if (!JsonNode.DeepEquals(stored.Previous?["spec"], stored.Object["spec"])) MarkDirty(stored.Key);
        }
        else if (stored.Resource == KarmadaResources.Clusters)
        {
            var keys = IsStatusAlone(stored) ? _waiting : Hub.List(scope.Resource).Select(binding => binding.KeyIn(scope.Resource));
            foreach (var key in keys) MarkDirty(key);
        }
    }

    protected override void Reconcile(ObjectKey key)
    {
        if (Hub.Get(scope.Resource, key) is not { } binding || binding.IsTerminating() || binding["spec"] is not { } spec) return;
        if ((spec.At("schedulerName").Text() ?? Name) != Name || spec.At("suspension", "scheduling").IsTrue()) return;
        var placement = Encoding.UTF8.GetString((spec.At("placement") as JsonObject ?? []).ToUtf8());
        var assigned = Assigned(spec);
        if (!NeedsScheduling(binding, placement, assigned))
        {
            Hub.UpdateStatus(scope.Resource, key, status => status.Put("schedulerObservedGeneration", binding.At("metadata", "generation").Int()));
            return;
        }

        var clusters = ClusterChoice.Of(spec.At("placement"), Hub.List(KarmadaResources.Clusters), assigned);
        if (clusters.Count == 0)
        {
            Tell(key, false, "NoClusterFit", "no cluster fits the placement");
            return;
        }

        if (ReplicaDivision.Of(spec, clusters, assigned, IsRequested(binding)) is not { } division)
        {
            Tell(key, false, "Unschedulable", "Clusters available replicas are not enough to schedule.");
            return;
        }

        Hub.Update(scope.Resource, key, next =>
        {
            ManifestMarks.Annotate(next, KarmadaKeys.AppliedPlacement, placement);
            next.Ensure("spec").Put("clusters", new JsonArray([.. division.Select(static each => Target(each.Cluster, each.Replicas))]));
            return true;
        });
        Tell(key, true, "Success", "Binding has been scheduled successfully.");
    }

    private static bool IsStatusAlone(StoreEvent stored) =>
        stored.Type != WatchEventType.Deleted
        && stored.Previous is { } before
        && JsonNode.DeepEquals(before["spec"], stored.Object["spec"])
        && JsonNode.DeepEquals(before.At("metadata", "labels"), stored.Object.At("metadata", "labels"));

    private static Dictionary<string, int> Assigned(JsonNode spec) =>
        spec.At("clusters").Items().ToDictionary(static target => target.Text("name"), static target => target.At("replicas").Int(), StringComparer.Ordinal);

    /// <summary>pkg/scheduler/scheduler.go, doScheduleBinding: what makes a schedule that was found once worth finding anew.</summary>
    private static bool NeedsScheduling(JsonObject binding, string placement, Dictionary<string, int> assigned)
    {
        if (assigned.Count == 0 || !IsApplied(binding, placement) || IsRequested(binding)) return true;
        var replicas = binding.At("spec", "replicas").Int();
        if (replicas == 0) return false;
        return ReplicaDivision.IsDivided(binding["spec"]!) ? assigned.Values.Sum() != replicas : assigned.Values.Any(each => each != replicas);
    }

    /// <summary>By what it says, however it is written (pkg/scheduler/helper.go, placementChanged).</summary>
    private static bool IsApplied(JsonObject binding, string placement) =>
        ManifestMarks.AnnotationOf(binding, KarmadaKeys.AppliedPlacement) is { Length: > 0 } applied
        && (applied == placement || JsonNode.DeepEquals(JsonNode.Parse(applied), JsonNode.Parse(placement)));

    /// <summary>A WorkloadRebalancer asked for it since.</summary>
    private static bool IsRequested(JsonObject binding) =>
        binding.At("spec", "rescheduleTriggeredAt").Time() is { } asked
        && binding.At("status", "lastScheduledTime").Time() is { } last && asked > last;

    private static JsonObject Target(string cluster, int replicas)
    {
        var target = new JsonObject { ["name"] = cluster };
        if (replicas > 0) target["replicas"] = replicas;
        return target;
    }

    private void Tell(ObjectKey key, bool isScheduled, string reason, string message)
    {
        if (isScheduled) _waiting.Remove(key);
        else _waiting.Add(key);
        Hub.Update(scope.Resource, key, binding =>
        {
            var told = binding.Ensure("status");
            Conditions.Set(told, "Scheduled", isScheduled ? "True" : "False", reason, message, Context.Now);
            if (!isScheduled) return true;
            told["schedulerObservedGeneration"] = binding.At("metadata", "generation").Int();
            told["lastScheduledTime"] = Context.Now.Stamp();
            return true;
        });
    }
}

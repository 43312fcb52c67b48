using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;
using FedScaler.Sandbox.Karmada.Propagation;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Karmada.Scheduling;

/// <summary>
/// Ends evictions: when the clusters that took over are healthy, or when their time is up (pkg/controllers/gracefuleviction). Until
/// then the cluster that is left keeps its Work.
/// </summary>
internal sealed class GracefulEviction(KarmadaContext context, BindingScope scope) : KarmadaController(context)
{
    /// <summary>The flag --graceful-eviction-timeout.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(10);

    private KarmadaCluster Hub => Context.Hub;

    /// <inheritdoc/>
    public override void Observe(KarmadaChange change)
    {
        if (change.Member is not null || change.Event.Resource != scope.Resource) return;
        if (change.Event.Type == WatchEventType.Deleted || Tasks(change.Event.Object).Count == 0) Forget(change.Event.Key);
        else MarkDirty(change.Event.Key);
    }

    protected override void Reconcile(ObjectKey key)
    {
        if (Hub.Get(scope.Resource, key) is not { } binding || binding.IsTerminating() || Tasks(binding).Count == 0) return;
        var hasTakenOver = HasTakenOver(binding);
        DateTimeOffset? next = null;
        Hub.Update(scope.Resource, key, value =>
        {
            var kept = new JsonArray();
            foreach (var task in Tasks(value))
            {
                if (task.At("creationTimestamp").Time() is not { } begun) task["creationTimestamp"] = (begun = Context.Now).Stamp();
                if (IsOver(task, begun, hasTakenOver)) continue;
                if (End(task, begun) is { } end && (next is null || end < next)) next = end;
                kept.Add(task.DeepClone());
            }

            value.Ensure("spec").Put("gracefulEvictionTasks", kept.Count > 0 ? kept : null);
            return true;
        });
        if (next is { } due) MarkDue(key, due);
    }

    private static List<JsonObject> Tasks(JsonObject binding) => [.. binding.At("spec", "gracefulEvictionTasks").Items().OfType<JsonObject>()];

    /// <summary>The newest schedule is known, and every cluster of it is healthy.</summary>
    private static bool HasTakenOver(JsonObject binding)
    {
        if (binding.At("status", "schedulerObservedGeneration").Number() != binding.At("metadata", "generation").Number()) return false;
        var healthy = binding.At("status", "aggregatedStatus").Items()
            .Where(static item => item.Text("health") == "Healthy")
            .Select(static item => item.Text("clusterName"))
            .ToHashSet(StringComparer.Ordinal);
        return binding.At("spec", "clusters").Items().All(target => healthy.Contains(target.Text("name")));
    }

    /// <summary>A task that suppresses deletion waits for a user's word.</summary>
    private bool IsOver(JsonObject task, DateTimeOffset begun, bool hasTakenOver)
    {
        if (task["suppressDeletion"] is { } suppressed) return !suppressed.IsTrue();
        return hasTakenOver || Context.Now >= End(task, begun);
    }

    private static DateTimeOffset? End(JsonObject task, DateTimeOffset begun)
    {
        if (task["suppressDeletion"] is not null) return null;
        return begun + (task["gracePeriodSeconds"].Number() is { } seconds ? TimeSpan.FromSeconds(seconds) : Timeout);
    }
}

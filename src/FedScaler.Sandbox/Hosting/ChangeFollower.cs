using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Json;
using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.Hosting;

/// <summary>
/// A controller that reacts to changes of a store. Nobody may write from a change's notification, so it notes what changed
/// and works it off from a timer that is due at once: with a simulated clock, at the next step.
/// </summary>
internal abstract class ChangeFollower : IDisposable
{
    private readonly ConcurrentQueue<StoreEvent> _pending = new();
    private readonly TimeProvider _time;
    private readonly Lock _working = new();
    private readonly ITimer _timer;

    protected ChangeFollower(ClusterStore store, TimeProvider time)
    {
        Store = store;
        _time = time;
        _timer = time.CreateTimer(_ => WorkOff(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        store.Changed += OnChanged;
    }

    protected ClusterStore Store { get; }

    public void Dispose()
    {
        Store.Changed -= OnChanged;
        _timer.Dispose();
    }

    protected abstract bool IsOfInterest(StoreEvent change);

    protected abstract void Handle(StoreEvent change);

    /// <summary>Marks an object for deletion as an API server does: pods on a node get their grace period.</summary>
    protected void BeginDeletion(ResourceType resource, ObjectKey key) => Store.Update(resource, key, next =>
    {
        if (next.IsBeingDeleted()) return false;
        var isRunningPod = resource is { Group: "", Plural: "pods" } && (next["spec"] as JsonObject).Text("nodeName") is { Length: > 0 };
        var grace = isRunningPod ? (next["spec"] as JsonObject).Integer("terminationGracePeriodSeconds") ?? 30 : 0;
        next.Metadata()["deletionTimestamp"] = _time.GetUtcNow().AddSeconds(grace).ToKubernetesTime();
        next.Metadata()["deletionGracePeriodSeconds"] = grace;
        return true;
    });

    protected void RemoveFinalizer(ResourceType resource, ObjectKey key, string name) => Store.Update(resource, key, next =>
    {
        if (next.Metadata()["finalizers"] is not JsonArray finalizers) return false;
        var gone = finalizers.FirstOrDefault(each => each is JsonValue text && text.TryGetValue(out string? found) && found == name);
        if (gone is null) return false;
        finalizers.Remove(gone);
        if (finalizers.Count == 0) next.Metadata().Remove("finalizers");
        return true;
    });

    private void OnChanged(StoreEvent change)
    {
        if (!IsOfInterest(change)) return;
        _pending.Enqueue(change);
        _timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private void WorkOff()
    {
        lock (_working)
        {
            while (_pending.TryDequeue(out var change)) Handle(change);
        }
    }
}

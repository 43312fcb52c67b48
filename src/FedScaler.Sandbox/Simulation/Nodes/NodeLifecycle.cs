using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Simulation.Nodes;

/// <summary>
/// What the control plane does about nodes: pods on a node that is not ready become not ready at once and are evicted after a
/// while; pods on a node that is gone go with it (kubernetes pkg/controller/nodelifecycle, podgc).
/// </summary>
internal sealed class NodeLifecycle(SimulationContext context) : KeyedController(context)
{
    private readonly Dictionary<ObjectKey, DateTimeOffset> _lostSince = [];

    public override void Observe(IndexChange change)
    {
        if (change.Node is not null) MarkDirty(change.Event.Key);
        // A pod bound to a node that has gone meanwhile.
        if (change is { Pod.NodeName: { } name, Event.Type: not WatchEventType.Deleted } && Index.Nodes[name].Node is not { IsReady: true })
            MarkDirty(new(null, name));
    }

    protected override void Reconcile(ObjectKey key)
    {
        if (!Index.Nodes.TryGetValue(key.Name, out var state)) return;
        if (state.Node is null) RemovePods(state);
        else if (state.Node.IsReady) Recovered(key);
        else Lost(key, state);
    }

    private void RemovePods(NodeState state)
    {
        foreach (var pod in state.Pods.ToArray()) Context.Delete(KnownResources.Pods, pod.Key, pod.Uid);
    }

    private void Recovered(ObjectKey key)
    {
        _lostSince.Remove(key);
        Forget(key);
    }

    private void Lost(ObjectKey key, NodeState state)
    {
        var now = Context.Now;
        _lostSince.TryAdd(key, now);
        var evictAt = _lostSince[key] + Context.Settings.NotReadyEviction;
        foreach (var pod in state.Pods.ToArray())
        {
            if (pod.IsReady) MarkNotReady(pod);
            if (evictAt <= now && pod.IsActive) Context.DeletePod(pod);
        }

        if (evictAt > now) MarkDue(key, evictAt);
    }

    private void MarkNotReady(PodView pod) =>
        Context.UpdateStatus(KnownResources.Pods, pod.Key, status => Conditions.Set(status, "Ready", "False", null, null, Context.Now));
}

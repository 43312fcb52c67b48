using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Simulation.Workloads;

/// <summary>Deletes what a deleted workload managed: its ReplicaSets and pods, by the controller's uid (background propagation).</summary>
internal sealed class GarbageCollector(SimulationContext context) : KeyedController(context)
{
    public override void Observe(IndexChange change)
    {
        if (change.Event.Type != WatchEventType.Deleted || change.Pod is not null || change.Node is not null) return;
        MarkDirty(new(null, change.Event.Object.Uid()));
    }

    /// <param name="key">Named by the uid of the owner that has gone.</param>
    protected override void Reconcile(ObjectKey key)
    {
        var uid = key.Name;
        foreach (var set in Index.ReplicaSetsOf(uid).ToArray()) Context.Delete(KnownResources.ReplicaSets, set.Key(), set.Uid());
        foreach (var pod in Index.PodsOf(uid).ToArray()) Context.DeletePod(pod);
    }
}

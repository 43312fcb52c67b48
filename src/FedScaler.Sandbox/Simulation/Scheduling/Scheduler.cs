using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;
using FedScaler.Sandbox.Simulation.Nodes;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Simulation.Scheduling;

/// <summary>
/// Binds pods to nodes: what fits, least allocated first, ties by node name. Pods that fit nowhere say so in their PodScheduled
/// condition and are tried again when capacity may have come free.
/// </summary>
internal sealed class Scheduler(SimulationContext context) : KeyedController(context)
{
    private readonly SortedSet<ObjectKey> _unschedulable = new(ObjectKeyOrder.Instance);

    public override void Observe(IndexChange change)
    {
        if (change.Node is not null && MayHelp(change)) RetryUnschedulable();
        if (change.Pod is not { } pod) return;
        if (pod.NodeName is null && pod.IsActive && change.Event.Type != WatchEventType.Deleted)
        {
            // Our own PodScheduled=False is no reason to look again.
            if (!_unschedulable.Contains(pod.Key)) MarkDirty(pod.Key);
            return;
        }

        _unschedulable.Remove(pod.Key);
        if (change.Event.Type == WatchEventType.Deleted || pod.IsFinished) RetryUnschedulable();
    }

    protected override void Reconcile(ObjectKey key)
    {
        _unschedulable.Remove(key);
        if (Index.Pod(key) is not { NodeName: null, IsActive: true } pod || IsGated(pod)) return;
        if (BestNode(pod) is { } node) Bind(pod, node);
        else ReportUnschedulable(pod);
    }

    private static bool MayHelp(IndexChange change) => change is { Node: { } node, NodeBefore: var before }
        && (before is null || node.IsReady != before.IsReady || node.IsCordoned != before.IsCordoned || !SameOffer(node, before));

    private static bool SameOffer(NodeView node, NodeView before) =>
        JsonNode.DeepEquals(node.Object["spec"], before.Object["spec"])
        && JsonNode.DeepEquals(node.Object.At("status", "allocatable"), before.Object.At("status", "allocatable"))
        && JsonNode.DeepEquals(node.Labels, before.Labels);

    private static bool IsGated(PodView pod) => pod.Object.At("spec", "schedulingGates").Items().Any();

    private void RetryUnschedulable()
    {
        foreach (var key in _unschedulable) MarkDirty(key);
    }

    private string? BestNode(PodView pod)
    {
        string? best = null;
        var bestUse = double.MaxValue;
        foreach (var (name, state) in Index.Nodes)
        {
            if (state.Node is null || NodeFit.WhyNot(pod, state) is not null) continue;
            var use = UseWith(pod, state);
            if (use >= bestUse) continue;
            (best, bestUse) = (name, use);
        }

        return best;
    }

    /// <summary>The LeastAllocated score turned round: the mean share of cpu and memory that would be requested.</summary>
    private static double UseWith(PodView pod, NodeState state) =>
        (ShareWith(pod, state, "cpu") + ShareWith(pod, state, "memory") + (state.Pods.Count / 1e6)) / 2;

    private static double ShareWith(PodView pod, NodeState state, string resource)
    {
        var allocatable = state.Node!.Allocatable[resource];
        return allocatable > 0 ? (double)(state.Requested(resource) + pod.Requests[resource]) / allocatable : 1;
    }

    private void Bind(PodView pod, string node) =>
        Context.Update(KnownResources.Pods, pod.Key, value =>
        {
            if (value.Uid() != pod.Uid || value.At("spec", "nodeName") is not null) return false;
            value.Ensure("spec")["nodeName"] = node;
            Conditions.Set(value.Ensure("status"), "PodScheduled", "True", null, null, Context.Now);
            return true;
        });

    private void ReportUnschedulable(PodView pod)
    {
        _unschedulable.Add(pod.Key);
        var reasons = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var nodes = 0;
        foreach (var state in Index.Nodes.Values)
        {
            if (state.Node is null) continue;
            nodes++;
            foreach (var reason in NodeFit.WhyNot(pod, state) ?? []) reasons[reason] = reasons.GetValueOrDefault(reason) + 1;
        }

        var details = string.Join(", ", reasons.Select(reason => $"{reason.Value} {reason.Key}"));
        var message = nodes == 0 ? "no nodes available to schedule pods" : $"0/{nodes} nodes are available: {details}.";
        Context.UpdateStatus(KnownResources.Pods, pod.Key, status =>
            status.Put("phase", "Pending") | Conditions.Set(status, "PodScheduled", "False", "Unschedulable", message, Context.Now));
    }
}

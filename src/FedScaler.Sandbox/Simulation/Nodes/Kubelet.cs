using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Simulation.Nodes;

/// <summary>All kubelets of the member: pods that are bound to a ready node start and become ready, those being deleted end.</summary>
internal sealed class Kubelet(SimulationContext context) : KeyedController(context)
{
    private readonly Dictionary<ObjectKey, (string Uid, bool Ending, DateTimeOffset Due)> _planned = [];

    public override void Observe(IndexChange change)
    {
        if (change.Pod is { } pod)
        {
            if (change.Event.Type == WatchEventType.Deleted) Stop(pod.Key);
            else if (pod.NodeName is not null && HasWork(pod)) MarkDirty(pod.Key);
        }
        else if (change is { Node.IsReady: true, NodeBefore.IsReady: false })
        {
            foreach (var waiting in Index.Nodes[change.Node.Name].Pods) MarkDirty(waiting.Key);
        }
    }

    protected override void Reconcile(ObjectKey key)
    {
        if (Index.Pod(key) is not { NodeName: { } name } pod || Index.Nodes[name].Node is not { IsReady: true }) return;
        if (pod.IsTerminating && HasWork(pod)) At(pod, TerminatedAt(pod), () => Context.Delete(KnownResources.Pods, pod.Key, pod.Uid));
        else if (pod is { IsTerminating: false, Phase: PodPhase.Pending }) At(pod, Context.Now + Context.Settings.PodStartup, () => Start(pod));
        else if (pod is { IsTerminating: false, Phase: PodPhase.Running, IsReady: false } && IsNodesFault(pod)) Start(pod);
    }

    private void Stop(ObjectKey key)
    {
        Forget(key);
        _planned.Remove(key);
    }

    /// <summary>A pod whose grace period is over already waits for its finalizers, not for the kubelet.</summary>
    private static bool HasWork(PodView pod) =>
        pod.IsTerminating ? pod.Object.At("metadata", "deletionGracePeriodSeconds").Int() > 0 : pod.Phase == PodPhase.Pending;

    /// <summary>Whether the pod became unready with its node; what somebody else made unready stays so.</summary>
    private static bool IsNodesFault(PodView pod) =>
        Conditions.Find(pod.Object.At("status"), "ContainersReady").Text("status") == "True";

    /// <summary>Does something once at its time; the plan stands whatever else is written to the pod meanwhile.</summary>
    private void At(PodView pod, DateTimeOffset due, Action act)
    {
        if (_planned.TryGetValue(pod.Key, out var plan) && plan.Uid == pod.Uid && plan.Ending == pod.IsTerminating) due = plan.Due;
        else _planned[pod.Key] = (pod.Uid, pod.IsTerminating, due);
        if (due > Context.Now)
        {
            MarkDue(pod.Key, due);
            return;
        }

        _planned.Remove(pod.Key);
        act();
    }

    private DateTimeOffset TerminatedAt(PodView pod)
    {
        var grace = TimeSpan.FromSeconds(pod.Object.At("metadata", "deletionGracePeriodSeconds").Int());
        return Context.Now + (grace < Context.Settings.PodTermination ? grace : Context.Settings.PodTermination);
    }

    private void Start(PodView pod) =>
        Context.Update(KnownResources.Pods, pod.Key, value =>
        {
            if (value.Uid() != pod.Uid || value.IsTerminating()) return false;
            var now = Context.Now;
            var status = value.Ensure("status");
            status["phase"] = "Running";
            status.Put("startTime", status["startTime"]?.DeepClone() ?? now.Stamp());
            foreach (var type in (string[])["Initialized", "ContainersReady", "Ready"]) Conditions.Set(status, type, "True", null, null, now);
            if (status["containerStatuses"] is not JsonArray) status["containerStatuses"] = Containers(value, now);
            return true;
        });

    private static JsonArray Containers(JsonObject pod, DateTimeOffset now)
    {
        var statuses = new JsonArray();
        foreach (var container in pod.At("spec", "containers").Items())
        {
            statuses.Add((JsonNode)new JsonObject
            {
                ["name"] = container.Text("name"),
                ["image"] = container.Text("image"),
                ["ready"] = true,
                ["started"] = true,
                ["restartCount"] = 0,
                ["state"] = new JsonObject { ["running"] = new JsonObject { ["startedAt"] = now.Stamp() } },
            });
        }

        return statuses;
    }
}

using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Simulation.Autoscaling;
using FedScaler.Sandbox.Simulation.Nodes;
using FedScaler.Sandbox.Simulation.Objects;
using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.Simulation;

/// <summary>What befalls a member out of turn: each is one write to its store, from any thread, which the next settling takes in.</summary>
public sealed class MemberIncidents
{
    private static readonly WriteOrigin Autoscaler = new("kube-controller-manager", "kube-controller-manager", "update", "scale");

    private readonly IClusterStore _store;
    private readonly TimeProvider _time;

    internal MemberIncidents(IClusterStore store, TimeProvider time) => (_store, _time) = (store, time);

    /// <summary>
    /// The node's kubelet stops answering: the node's Ready becomes Unknown, its pods are not ready any more, and after
    /// <see cref="SimulationSettings.NotReadyEviction"/> they are deleted.
    /// </summary>
    /// <exception cref="KeyNotFoundException">There is no such node.</exception>
    public void LoseNode(string node) => SetReady(node, ready: false);

    /// <summary>A lost node answers again.</summary>
    /// <exception cref="KeyNotFoundException">There is no such node.</exception>
    public void RecoverNode(string node) => SetReady(node, ready: true);

    /// <summary>The node is gone for good, and its pods with it at once.</summary>
    /// <exception cref="KeyNotFoundException">There is no such node.</exception>
    public void RemoveNode(string node)
    {
        if (!_store.Remove(KnownResources.Nodes, new(null, node))) throw new KeyNotFoundException($"no node {node}");
    }

    /// <summary>The pod is evicted by its kubelet: it stays, phase Failed, and its controller makes another in its place.</summary>
    /// <exception cref="KeyNotFoundException">There is no such pod.</exception>
    public void FailPod(string ns, string name)
    {
        var now = _time.GetUtcNow();
        Change(KnownResources.Pods, new(ns, name), pod =>
        {
            var status = pod.Ensure("status");
            status["phase"] = nameof(PodPhase.Failed);
            status["reason"] = "Evicted";
            status["message"] = "The node was low on resource: memory.";
            foreach (var type in (string[])["Ready", "ContainersReady"]) Conditions.Set(status, type, "False", "PodFailed", null, now);
            foreach (var container in status["containerStatuses"].Items().OfType<JsonObject>()) End(container, now);
            return true;
        });
    }

    /// <summary>The pod fails its readiness probe from now on, or passes it again; it goes on running.</summary>
    /// <exception cref="KeyNotFoundException">There is no such pod.</exception>
    public void SetPodReady(string ns, string name, bool ready)
    {
        var now = _time.GetUtcNow();
        Change(KnownResources.Pods, new(ns, name), pod =>
        {
            var status = pod.Ensure("status");
            var value = ready ? "True" : "False";
            return Conditions.Set(status, "ContainersReady", value, null, null, now) | Conditions.Set(status, "Ready", value, null, null, now);
        });
    }

    /// <summary>
    /// Somebody's autoscaler writes the count at this very moment, through the scale subresource; laws know it from the
    /// member's own, simulated autoscalers.
    /// </summary>
    /// <param name="apiVersion">Of the workload's kind: there is a StatefulSet in apps/v1 and one in apps.kruise.io/v1beta1.</param>
    /// <exception cref="KeyNotFoundException">There is no such workload.</exception>
    public void Scale(WorkloadRef workload, int replicas, string apiVersion = "apps/v1")
    {
        var type = ScaleTarget.TypeOf(apiVersion, workload.Kind) ?? throw new KeyNotFoundException($"no kind {workload.Kind} in {apiVersion}");
        Change(type, new(workload.Namespace, workload.Name), value => value.Ensure("spec").Put("replicas", replicas), Autoscaler);
    }

    private void SetReady(string node, bool ready) =>
        Change(KnownResources.Nodes, new(null, node), value => NodeManifest.SetReady(value, ready, _time.GetUtcNow()));

    private static void End(JsonObject container, DateTimeOffset now)
    {
        container["ready"] = false;
        container["state"] = new JsonObject
        {
            ["terminated"] = new JsonObject { ["exitCode"] = 137, ["reason"] = "Error", ["finishedAt"] = now.Stamp() },
        };
    }

    private void Change(ResourceType type, ObjectKey key, Func<JsonObject, bool> change, WriteOrigin? origin = null)
    {
        if (_store.Update(type, key, change, origin) is null) throw new KeyNotFoundException($"no {type.Kind} {key}");
    }
}

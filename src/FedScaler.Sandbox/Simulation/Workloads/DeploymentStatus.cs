using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Simulation.Workloads;

/// <summary>A Deployment's status, summed up from its ReplicaSets; written only when it changed.</summary>
internal sealed class DeploymentStatus(SimulationContext context, JsonObject deployment, ReplicaSetView? current, List<ReplicaSetView> all)
{
    private readonly int _wanted = deployment.At("spec", "replicas").Int(1);
    private readonly int _total = all.Sum(set => set.Running);
    private readonly int _available = all.Sum(set => set.Available);

    public void Write(ObjectKey key)
    {
        var status = (JsonObject?)deployment["status"]?.DeepClone() ?? [];
        var changed = status.Put("observedGeneration", deployment.At("metadata", "generation").Number())
            | status.Put("replicas", Positive(_total))
            | status.Put("updatedReplicas", Positive(current?.Running ?? 0))
            | status.Put("readyReplicas", Positive(all.Sum(set => set.Ready)))
            | status.Put("availableReplicas", Positive(_available))
            | status.Put("unavailableReplicas", Positive(Math.Max(0, _wanted - _available)))
            | status.Put("terminatingReplicas", all.Sum(set => set.Terminating))
            | SetAvailable(status)
            | SetProgressing(status);
        if (!changed) return;
        context.Update(KnownResources.Deployments, key, value =>
        {
            value["status"] = status;
            return value.Uid() == deployment.Uid();
        });
    }

    private static int? Positive(int count) => count > 0 ? count : null;

    private bool SetAvailable(JsonObject status)
    {
        var bounds = RolloutBounds.Of(deployment.At("spec", "strategy", "rollingUpdate"), _wanted);
        return _available >= _wanted - bounds.Unavailable
            ? Set(status, "Available", "True", "MinimumReplicasAvailable", "Deployment has minimum availability.")
            : Set(status, "Available", "False", "MinimumReplicasUnavailable", "Deployment does not have minimum availability.");
    }

    private bool SetProgressing(JsonObject status)
    {
        if (current is null) return false;
        var name = current.Key.Name;
        var complete = current.Running == _wanted && _total == _wanted && _available == _wanted;
        if (complete) return Set(status, "Progressing", "True", "NewReplicaSetAvailable", $"ReplicaSet \"{name}\" has successfully progressed.");
        // Once a rollout is complete, a mere change of scale does not open it again (kubernetes deployment/progress.go).
        var wasComplete = Conditions.Find(status, "Progressing").Text("reason") == "NewReplicaSetAvailable";
        if (wasComplete && all.TrueForAll(set => set == current || set.Running == 0)) return false;
        return Set(status, "Progressing", "True", "ReplicaSetUpdated", $"ReplicaSet \"{name}\" is progressing.");
    }

    private bool Set(JsonObject status, string type, string value, string reason, string message)
    {
        if (!Conditions.Set(status, type, value, reason, message, context.Now)) return false;
        Conditions.Find(status, type)!["lastUpdateTime"] = context.Now.Stamp();
        return true;
    }
}

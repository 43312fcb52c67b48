using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Simulation.Workloads;

/// <summary>What a Deployment needs of one of its ReplicaSets.</summary>
internal sealed class ReplicaSetView(JsonObject value)
{
    public JsonObject Object { get; } = value;

    public ObjectKey Key { get; } = value.Key();

    public string Hash { get; } = value.At("metadata", "labels", PodTemplate.HashLabel).Text() ?? "";

    public int Revision { get; } =
        int.TryParse(value.At("metadata", "annotations", DeploymentController.RevisionAnnotation).Text(), out var revision) ? revision : 0;

    /// <summary>As wanted; set when it is scaled, so that one pass sees its own writes.</summary>
    public int Replicas { get; set; } = value.At("spec", "replicas").Int(1);

    public int Running { get; } = value.At("status", "replicas").Int();

    public int Ready { get; } = value.At("status", "readyReplicas").Int();

    public int Terminating { get; } = value.At("status", "terminatingReplicas").Int();

    public int Available { get; } = value.At("status", "availableReplicas").Int();
}

using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Simulation.Objects;
using FedScaler.Sandbox.Simulation.Workloads;

namespace FedScaler.Sandbox.Simulation.Autoscaling;

/// <summary>The scale of a workload, as its scale subresource would show it.</summary>
internal sealed record ScaleTarget(ResourceType Resource, ObjectKey Key, int Replicas, int Running, JsonNode? Selector)
{
    /// <summary>Null when there is no such kind here or no such workload.</summary>
    public static ScaleTarget? Find(ClusterIndex index, ResourceType? type, WorkloadRef target)
    {
        var key = new ObjectKey(target.Namespace, target.Name);
        if (type is not { } resource || index.Get(resource, key) is not { } workload) return null;
        var running = workload.At("status", "replicas").Int();
        return new(resource, key, workload.At("spec", "replicas").Int(1), running, workload.At("spec", "selector"));
    }

    /// <summary>The simulated kind of that name; which group it is of matters where two have it.</summary>
    public static ResourceType? TypeOf(string apiVersion, string kind) => kind switch
    {
        "Deployment" => KnownResources.Deployments,
        "ReplicaSet" => KnownResources.ReplicaSets,
        "StatefulSet" => apiVersion.StartsWith("apps.kruise.io/", StringComparison.Ordinal) ? KruiseStatefulSetDefinition.Resource : KnownResources.StatefulSets,
        "CloneSet" => CloneSetDefinition.Resource,
        _ => null,
    };
}

using System.Text.Json;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Fleet.Karmada.Bindings.Objects;

/// <summary>What is read of a ResourceBinding (binding_types.go of Karmada's API, v1alpha2).</summary>
internal sealed class BindingFields
{
    public ObjectMeta? Metadata { get; set; }

    public BindingSpecFields? Spec { get; set; }

    public BindingStatusFields? Status { get; set; }
}

internal sealed class BindingSpecFields
{
    public ObjectReferenceFields? Resource { get; set; }

    public int? Replicas { get; set; }

    public List<TargetClusterFields>? Clusters { get; set; }

    public PlacementFields? Placement { get; set; }

    public List<EvictionFields>? GracefulEvictionTasks { get; set; }

    public string? SchedulerName { get; set; }

    public SuspensionFields? Suspension { get; set; }
}

internal sealed class ObjectReferenceFields
{
    public string ApiVersion { get; set; } = "";

    public string Kind { get; set; } = "";

    public string? Namespace { get; set; }

    public string Name { get; set; } = "";
}

internal sealed class TargetClusterFields
{
    public string Name { get; set; } = "";

    /// <summary>Left out where it is 0.</summary>
    public int? Replicas { get; set; }
}

internal sealed class EvictionFields
{
    public string FromCluster { get; set; } = "";

    public string? Reason { get; set; }
}

internal sealed class SuspensionFields
{
    public bool? Scheduling { get; set; }

    public bool? Dispatching { get; set; }

    public SuspendedClustersFields? DispatchingOnClusters { get; set; }
}

internal sealed class SuspendedClustersFields
{
    public List<string>? ClusterNames { get; set; }
}

internal sealed class BindingStatusFields
{
    public long? SchedulerObservedGeneration { get; set; }

    public List<JsonElement>? Conditions { get; set; }

    public List<AggregatedFields>? AggregatedStatus { get; set; }
}

internal sealed class AggregatedFields
{
    public string ClusterName { get; set; } = "";

    public JsonElement? Status { get; set; }
}

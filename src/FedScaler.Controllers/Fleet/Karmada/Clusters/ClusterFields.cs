using System.Text.Json.Serialization;
using FedScaler.Kube.Json;

namespace FedScaler.Controllers.Fleet.Karmada.Clusters;

/// <summary>What is read of a Cluster (cluster.karmada.io/v1alpha1). Setters, not init: source generation loses init defaults (dotnet/runtime#84484).</summary>
internal sealed class ClusterFields
{
    public ClusterMetaFields? Metadata { get; set; }

    public ClusterSpecFields? Spec { get; set; }

    public ClusterStatusFields? Status { get; set; }
}

internal sealed class ClusterMetaFields
{
    public string Name { get; set; } = "";

    public string Uid { get; set; } = "";

    public string ResourceVersion { get; set; } = "";

    public Dictionary<string, string>? Labels { get; set; }

    public Dictionary<string, string>? Annotations { get; set; }

    [JsonConverter(typeof(TimeConverter))]
    public DateTimeOffset? DeletionTimestamp { get; set; }

    public List<ClusterWriterFields>? ManagedFields { get; set; }
}

internal sealed class ClusterWriterFields
{
    public string? Subresource { get; set; }

    [JsonConverter(typeof(TimeConverter))]
    public DateTimeOffset? Time { get; set; }
}

internal sealed class ClusterSpecFields
{
    public string? Id { get; set; }

    public string? ApiEndpoint { get; set; }

    public string? Provider { get; set; }

    public string? Region { get; set; }

    public string? Zone { get; set; }

    public List<string>? Zones { get; set; }

    public List<ClusterTaintFields>? Taints { get; set; }
}

internal sealed class ClusterTaintFields
{
    public string? Key { get; set; }

    public string? Value { get; set; }

    public string? Effect { get; set; }
}

internal sealed class ClusterStatusFields
{
    public List<ConditionFields>? Conditions { get; set; }

    public ResourceSummaryFields? ResourceSummary { get; set; }
}

/// <summary>A meta/v1 Condition, of a Cluster or a Work.</summary>
internal sealed class ConditionFields
{
    public string? Type { get; set; }

    public string? Status { get; set; }

    public string? Reason { get; set; }

    public string? Message { get; set; }

    [JsonConverter(typeof(TimeConverter))]
    public DateTimeOffset? LastTransitionTime { get; set; }
}

internal sealed class ResourceSummaryFields
{
    public Dictionary<string, string>? Allocatable { get; set; }

    public Dictionary<string, string>? Allocating { get; set; }

    public Dictionary<string, string>? Allocated { get; set; }
}

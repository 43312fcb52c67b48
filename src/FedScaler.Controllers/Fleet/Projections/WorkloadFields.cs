using System.Text.Json;

namespace FedScaler.Controllers.Fleet.Projections;

/// <summary>What is read of a workload, whatever its kind: the shape that nearly all kinds with a scale subresource share.</summary>
internal sealed class WorkloadFields
{
    public MetaFields? Metadata { get; set; }

    public WorkloadSpecFields? Spec { get; set; }

    public WorkloadStatusFields? Status { get; set; }
}

internal sealed class WorkloadSpecFields
{
    public int? Replicas { get; set; }

    /// <summary>A LabelSelector; a plain map for a ReplicationController; text for some custom kinds.</summary>
    public JsonElement? Selector { get; set; }

    public PodTemplateFields? Template { get; set; }
}

internal sealed class PodTemplateFields
{
    public PodSpecFields? Spec { get; set; }
}

internal sealed class WorkloadStatusFields
{
    public int? Replicas { get; set; }

    public int? ReadyReplicas { get; set; }

    /// <summary>Where custom kinds put the text of their selector; one of the two.</summary>
    public JsonElement? Selector { get; set; }

    public JsonElement? LabelSelector { get; set; }
}

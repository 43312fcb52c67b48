using System.Text.Json;
using System.Text.Json.Serialization;
using FedScaler.Controllers.Fleet.Projections;

namespace FedScaler.Controllers.Fleet.Karmada.Bindings.Objects;

/// <summary>What is read of a workload on the hub: as of one in a member, its marks, and who wrote its count.</summary>
internal sealed class TemplateFields
{
    public TemplateMetaFields? Metadata { get; set; }

    public WorkloadSpecFields? Spec { get; set; }
}

internal sealed class TemplateMetaFields
{
    public string Name { get; set; } = "";

    public string? Namespace { get; set; }

    public string? Uid { get; set; }

    public string? ResourceVersion { get; set; }

    public long? Generation { get; set; }

    public Dictionary<string, string>? Labels { get; set; }

    public Dictionary<string, string>? Annotations { get; set; }

    public List<WriterFields>? ManagedFields { get; set; }
}

internal sealed class WriterFields
{
    public string? Manager { get; set; }

    public string? Operation { get; set; }

    public string? Subresource { get; set; }

    public WrittenFields? FieldsV1 { get; set; }
}

internal sealed class WrittenFields
{
    [JsonPropertyName("f:spec")]
    public WrittenSpecFields? Spec { get; set; }
}

internal sealed class WrittenSpecFields
{
    [JsonPropertyName("f:replicas")]
    public JsonElement? Replicas { get; set; }
}

using System.Text.Json.Serialization;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Fleet.Removals;

/// <summary>What a removal reads of a pod. Apart from the cached projection, of which there are a hundred thousand: this one lives for one look.</summary>
internal sealed class PodFields
{
    public static readonly JsonDecoder<PodFields> Decoder = JsonDecoder<PodFields>.Of(RemovalJson.Default.PodFields);

    public ObjectMeta Metadata { get; set; } = new();

    public PodBindingFields? Spec { get; set; }

    public PodStatusFields? Status { get; set; }
}

internal sealed class PodBindingFields
{
    public string? NodeName { get; set; }
}

internal sealed class PodStatusFields
{
    public string? Phase { get; set; }

    public List<PodConditionFields>? Conditions { get; set; }

    public List<ContainerStatusFields>? ContainerStatuses { get; set; }
}

internal sealed class PodConditionFields
{
    public string Type { get; set; } = "";

    public string Status { get; set; } = "";

    [JsonConverter(typeof(TimeConverter))]
    public DateTimeOffset? LastTransitionTime { get; set; }
}

internal sealed class ContainerStatusFields
{
    public int RestartCount { get; set; }
}

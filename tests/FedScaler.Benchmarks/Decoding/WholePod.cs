using System.Text.Json;
using System.Text.Json.Serialization;
using FedScaler.Kube.Models;

namespace FedScaler.Benchmarks.Decoding;

/// <summary>A pod with everything in it that <see cref="PodJson"/> has but its managed fields, as a client library with a class for each kind keeps it.</summary>
internal sealed class WholePod
{
    public string? Kind { get; set; }

    public string? ApiVersion { get; set; }

    public PodMeta? Metadata { get; set; }

    public PodSpec? Spec { get; set; }

    public PodStatus? Status { get; set; }

    internal sealed class PodMeta
    {
        public string? Name { get; set; }

        public string? GenerateName { get; set; }

        public string? Namespace { get; set; }

        public string? Uid { get; set; }

        public string? ResourceVersion { get; set; }

        public DateTimeOffset? CreationTimestamp { get; set; }

        public Dictionary<string, string>? Labels { get; set; }

        public Dictionary<string, string>? Annotations { get; set; }

        public List<OwnerReference>? OwnerReferences { get; set; }
    }

    internal sealed class PodSpec
    {
        public List<JsonElement>? Volumes { get; set; }

        public List<Container>? Containers { get; set; }

        public string? RestartPolicy { get; set; }

        public long? TerminationGracePeriodSeconds { get; set; }

        public string? DnsPolicy { get; set; }

        public string? ServiceAccountName { get; set; }

        public string? NodeName { get; set; }

        public string? SchedulerName { get; set; }

        public List<Dictionary<string, string>>? Tolerations { get; set; }

        public int? Priority { get; set; }

        public bool? EnableServiceLinks { get; set; }

        public string? PreemptionPolicy { get; set; }
    }

    internal sealed class Container
    {
        public string? Name { get; set; }

        public string? Image { get; set; }

        public List<JsonElement>? Ports { get; set; }

        public List<Dictionary<string, string>>? Env { get; set; }

        public Dictionary<string, Dictionary<string, string>>? Resources { get; set; }

        public List<Mount>? VolumeMounts { get; set; }

        public Probe? LivenessProbe { get; set; }

        public Probe? ReadinessProbe { get; set; }

        public string? TerminationMessagePath { get; set; }

        public string? ImagePullPolicy { get; set; }
    }

    internal sealed class Mount
    {
        public string? Name { get; set; }

        public bool? ReadOnly { get; set; }

        public string? MountPath { get; set; }
    }

    internal sealed class Probe
    {
        public Dictionary<string, string>? HttpGet { get; set; }

        public int? TimeoutSeconds { get; set; }

        public int? PeriodSeconds { get; set; }

        public int? SuccessThreshold { get; set; }

        public int? FailureThreshold { get; set; }
    }

    internal sealed class PodStatus
    {
        public string? Phase { get; set; }

        public List<PodCondition>? Conditions { get; set; }

        public string? HostIP { get; set; }

        public string? PodIP { get; set; }

        public List<Dictionary<string, string>>? PodIPs { get; set; }

        public DateTimeOffset? StartTime { get; set; }

        public List<ContainerStatus>? ContainerStatuses { get; set; }

        public string? QosClass { get; set; }
    }

    internal sealed class PodCondition
    {
        public string? Type { get; set; }

        public string? Status { get; set; }

        public DateTimeOffset? LastProbeTime { get; set; }

        public DateTimeOffset? LastTransitionTime { get; set; }
    }

    internal sealed class ContainerStatus
    {
        public string? Name { get; set; }

        public Dictionary<string, Dictionary<string, string>>? State { get; set; }

        public Dictionary<string, Dictionary<string, string>>? LastState { get; set; }

        public bool? Ready { get; set; }

        public int? RestartCount { get; set; }

        public string? Image { get; set; }

        public string? ImageID { get; set; }

        public string? ContainerID { get; set; }

        public bool? Started { get; set; }
    }
}

/// <summary>Reads <see cref="WholePod"/> without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(WholePod))]
internal sealed partial class WholePodJson : JsonSerializerContext;

using FedScaler.Kube.Json;
using FedScaler.Kube.Models;

namespace FedScaler.Kube.Projections;

/// <summary>
/// What a pod costs the cache: about 200 bytes with its name. Labels, owner and requests are one object for all pods of
/// a template.
/// </summary>
public sealed class PodProjection
{
    public static readonly JsonDecoder<PodProjection> Decoder = new PodDecoder();

    private long _deletionTicks;
    private long _unschedulableTicks;

    public string Namespace { get; internal set; } = "";

    public string Name { get; internal set; } = "";

    public ObjectUid Uid { get; internal set; }

    /// <summary>As the server counts; 0 where it does not count in numbers.</summary>
    public ulong ResourceVersion { get; internal set; }

    public PodPhase Phase { get; internal set; }

    /// <summary>Condition Ready is True.</summary>
    public bool IsReady { get; internal set; }

    /// <summary>Null until the pod is bound.</summary>
    public string? NodeName { get; internal set; }

    /// <summary>
    /// Labels but for those that its controller gives each single pod (<c>statefulset.kubernetes.io/pod-name</c> and its
    /// kin): no selector of a workload names them, and they would keep pods from sharing.
    /// </summary>
    public StringMap Labels { get; internal set; } = StringMap.Empty;

    /// <summary>The owner that manages it, or null.</summary>
    public OwnerReference? Controller { get; internal set; }

    /// <summary>What the scheduler sets aside for it.</summary>
    public ResourceRequests Requests { get; internal set; } = ResourceRequests.None;

    /// <summary>When the pod is to be gone; null while nobody deletes it.</summary>
    public DateTimeOffset? DeletionTimestamp
    {
        get => FromTicks(_deletionTicks);
        internal set => _deletionTicks = value?.UtcTicks ?? 0;
    }

    /// <summary>Since when condition PodScheduled has been False for reason Unschedulable; null when it is not.</summary>
    public DateTimeOffset? UnschedulableSince
    {
        get => FromTicks(_unschedulableTicks);
        internal set => _unschedulableTicks = value?.UtcTicks ?? 0;
    }

    /// <summary>Whether it still holds what it requested: it has not come to its end.</summary>
    public bool HoldsResources => Phase is not (PodPhase.Succeeded or PodPhase.Failed);

    public ObjectKey Key => new(Namespace, Name);

    private static DateTimeOffset? FromTicks(long ticks) => ticks == 0 ? null : new DateTimeOffset(ticks, TimeSpan.Zero);
}

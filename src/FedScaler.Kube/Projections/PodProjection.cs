using FedScaler.Kube.Json;
using FedScaler.Kube.Models;

namespace FedScaler.Kube.Projections;

/// <summary>
/// What is kept of a pod: about 180 bytes with its name, as there may be a hundred thousand. Namespace, node, labels and
/// requests are one object for all that share them.
/// </summary>
public sealed class PodProjection
{
    public static readonly JsonDecoder<PodProjection> Decoder = new PodDecoder();

    public string Namespace { get; internal set; } = "";

    public string Name { get; internal set; } = "";

    public ObjectUid Uid { get; internal set; }

    public ObjectVersion ResourceVersion { get; internal set; }

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

    /// <summary>What the scheduler sets aside for it.</summary>
    public ResourceRequests Requests { get; internal set; } = ResourceRequests.None;

    /// <summary>Condition PodScheduled is False with reason Unschedulable.</summary>
    public bool IsUnschedulable { get; internal set; }

    /// <summary>Whether it still holds what it requested: it has not come to its end.</summary>
    public bool HoldsResources => Phase is not (PodPhase.Succeeded or PodPhase.Failed);

    public ObjectKey Key => new(Namespace, Name);
}

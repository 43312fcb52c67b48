using FedScaler.Core.Capacity;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Informers;

namespace FedScaler.Controllers.Fleet.Karmada.Bindings.Objects;

/// <summary>What is kept of a workload on the hub, which Karmada calls a template.</summary>
/// <param name="Replicas">spec.replicas; 1 where it is left out.</param>
/// <param name="Pods">What its pods ask of a node; null where it has no pod template in the usual place.</param>
internal sealed record TemplateRecord(ObjectKey Key, string Uid, string ResourceVersion, long Generation, int Replicas, PodTemplateRequirements? Pods)
{
    /// <summary>Label <see cref="KarmadaKeys.RetainReplicas"/>; null where it is not there.</summary>
    public string? Retain { get; init; }

    /// <summary>Annotation <see cref="BindingMarks.Retained"/>; null where the label is not ours.</summary>
    public string? RetainedFrom { get; init; }

    /// <summary>Null where the count is the user's own.</summary>
    public CountMark? Mark { get; init; }

    public bool HasMark { get; init; }

    /// <summary>An update of the workload by Karmada's controllers was the last to set its count: of them all only the deploymentReplicasSyncer does that.</summary>
    public bool IsCountedByKarmada { get; init; }

    /// <summary>The count that the user asks for, which may not be the one that stands there for now.</summary>
    public int UserCount => Mark is { } mark && mark.Written == Replicas ? mark.User : Replicas;

    public bool IsRetained => Retain == "true";

    public ObjectIdentity Identity => new(Key, Uid, ResourceVersion);
}

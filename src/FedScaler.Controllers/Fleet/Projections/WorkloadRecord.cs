using FedScaler.Core.Capacity;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Informers;

namespace FedScaler.Controllers.Fleet.Projections;

/// <summary>What is kept of a workload.</summary>
/// <param name="Generation">Tells when the spec changed; null where the kind counts none.</param>
/// <param name="Template">What its pods ask of a node; null where the kind has no pod template in the usual place.</param>
internal sealed record WorkloadRecord(
    ObjectKey Key, string Uid, string ResourceVersion, long? Generation, int Replicas, int Ready, PodSelector Selector, PodTemplateRequirements? Template)
{
    public ObjectIdentity Identity => new(Key, Uid, ResourceVersion);

    /// <summary>Changes whenever the selector or the template may have.</summary>
    public string SpecVersion => Generation is { } generation ? $"{Uid}/{generation}" : $"{Uid}@{ResourceVersion}";
}

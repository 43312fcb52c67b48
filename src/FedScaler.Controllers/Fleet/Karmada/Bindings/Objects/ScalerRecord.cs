using FedScaler.Kube.Models;
using FedScaler.Runtime.Informers;

namespace FedScaler.Controllers.Fleet.Karmada.Bindings.Objects;

/// <summary>Something on the hub that scales a workload, of whatever kind.</summary>
/// <param name="Target">What its spec.scaleTargetRef names.</param>
internal sealed record ScalerRecord(ObjectIdentity Identity, WorkloadName Target)
{
    /// <summary>spec.paused: it stands by, and scales nothing. Only a FedHPA has it.</summary>
    public bool IsPaused { get; init; }

    public ObjectKey Key => Identity.Key;
}

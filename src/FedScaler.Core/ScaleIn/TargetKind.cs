namespace FedScaler.Core.ScaleIn;

/// <summary>How a workload chooses which of its pods go.</summary>
public enum TargetKind
{
    /// <summary>apps/v1 Deployment: the ReplicaSet controller ranks the pods (see <see cref="VictimOrder"/>).</summary>
    Deployment,

    /// <summary>apps.kruise.io CloneSet: those in spec.scaleStrategy.podsToDelete.</summary>
    CloneSet,

    /// <summary>apps/v1 StatefulSet: those whose ordinals fall out of [start, start + replicas).</summary>
    StatefulSet,

    /// <summary>apps.kruise.io StatefulSet: those in spec.reserveOrdinals.</summary>
    KruiseStatefulSet,

    /// <summary>Anything else with a /scale: nobody knows.</summary>
    Other,
}

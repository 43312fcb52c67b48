namespace FedScaler.Core.ScaleIn;

/// <summary>Why something cannot be done as asked; the words count refusals in metrics.</summary>
public enum RefusalReason
{
    InvalidSpec,
    NoPods,
    DuplicatePod,
    UnknownCluster,
    ForeignPod,
    TargetMissing,
    KindNotExact,
    RolloutInProgress,
    UnreadyStrangers,
    BudgetTooSmall,
    ForeignReplicasManager,
    FloorAboveTarget,
    OrdinalsNotRemovable,
    UnhealthySurvivor,
    NoBarrierLabel,
    VolumesWouldGo,
}

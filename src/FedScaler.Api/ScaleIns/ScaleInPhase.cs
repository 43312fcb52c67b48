namespace FedScaler.Api.ScaleIns;

/// <summary>How far a ScaleIn has come: Pending, Prepared, Committed, Completed, or one of the three other ends.</summary>
public enum ScaleInPhase
{
    Pending,
    Prepared,
    Committed,
    Completed,
    Refused,
    Failed,
    Aborted,
}

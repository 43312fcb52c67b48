namespace FedScaler.Api.ScaleIns;

/// <summary>What a phase means.</summary>
public static class ScaleInPhases
{
    /// <summary>Whether it is one of the four ends: none of them is ever left again.</summary>
    public static bool IsEnd(this ScaleInPhase phase) => phase is ScaleInPhase.Completed or ScaleInPhase.Refused or ScaleInPhase.Failed or ScaleInPhase.Aborted;
}

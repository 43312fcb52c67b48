namespace FedScaler.Sandbox.Laws.History;

/// <summary>What a ScaleIn's status says of one member.</summary>
internal sealed record RemovalCluster(string Name, string Stage, int? Before, int? After)
{
    /// <summary>Something is held there, or was lowered, and nothing is put back for good yet.</summary>
    public bool IsUnderWay => Stage is "Preparing" or "Committing" or "Committed" or "Releasing";

    /// <summary>The HPA is held, so that the count is the removal's alone.</summary>
    public bool IsHeld => Stage is "Preparing" or "Committing" or "Committed";
}

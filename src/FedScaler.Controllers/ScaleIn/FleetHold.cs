namespace FedScaler.Controllers.ScaleIns;

/// <summary>A ScaleIn that keeps the shares and counts of a workload as they are.</summary>
/// <param name="Uid">Of the ScaleIn.</param>
/// <param name="Name">Of the ScaleIn, in the workload's namespace.</param>
public sealed record FleetHold(string Uid, string Name);

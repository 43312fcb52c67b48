namespace FedScaler.Controllers.Fleet;

/// <summary>Something that decisions rest on may have changed.</summary>
/// <param name="Member">Where; null for the set of members itself.</param>
/// <param name="Target">Of which target; null for all of them.</param>
public readonly record struct FleetChange(string? Member, TargetRef? Target);

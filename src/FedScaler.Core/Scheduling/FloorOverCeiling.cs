namespace FedScaler.Core.Scheduling;

/// <summary>A floor above a ceiling: the floor wins, and the maximum is raised to it.</summary>
/// <param name="FloorBy">schedule/rule of the floor; null for the target's own minimum.</param>
/// <param name="Floor">The floor, now the maximum too.</param>
/// <param name="CeilingBy">schedule/rule of the ceiling; null for the target's own maximum.</param>
/// <param name="Ceiling">The ceiling that gives way.</param>
public sealed record FloorOverCeiling(string? FloorBy, int Floor, string? CeilingBy, int Ceiling);

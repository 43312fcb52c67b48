namespace FedScaler.Core.Scheduling;

/// <summary>A floor that a rule asks for and does not get, as it is above the maximum and the rule does not raise that.</summary>
/// <param name="Rule">schedule/rule.</param>
/// <param name="Asked">The rule's floor.</param>
/// <param name="Got">What it comes to.</param>
public sealed record ClampedFloor(string Rule, int Asked, int Got);

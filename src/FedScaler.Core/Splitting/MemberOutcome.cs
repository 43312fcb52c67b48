namespace FedScaler.Core.Splitting;

/// <summary>What was decided for one member, and why.</summary>
/// <param name="Share">The share it is to have; null for none (parked, excluded).</param>
/// <param name="Reason">In words for the user: reaches status, events and <c>plan</c>.</param>
public readonly record struct MemberOutcome(string Name, MemberState State, Share? Share, string Reason);

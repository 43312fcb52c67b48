using FedScaler.Core.Splitting;

namespace FedScaler.Core.Dividing;

/// <summary>What was decided for one member, and why.</summary>
/// <param name="Replicas">What it is to run; of one that stands as it is (silent, paused, scaled by its own HPA), what it runs.</param>
/// <param name="Reason">In words for the user.</param>
public sealed record DivisionOutcome(string Name, MemberState State, int Replicas, string Reason);

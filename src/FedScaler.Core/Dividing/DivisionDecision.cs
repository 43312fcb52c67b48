using System.Collections.Immutable;

namespace FedScaler.Core.Dividing;

/// <summary>The whole of a decision.</summary>
/// <param name="Members">Ordered by name; excluded members run 0.</param>
/// <param name="Unplaced">Replicas for which no ceiling left a place, or no member that takes part.</param>
/// <param name="BeyondFit">Replicas that were placed where free capacity is known not to hold them.</param>
/// <param name="Excess">Replicas above the count, because members that can't be written to hold more than it leaves.</param>
/// <param name="Memory">To be handed to the next decision.</param>
/// <param name="NextCheck">When a timer may change the decision though nothing else happens; null when none can.</param>
public sealed record DivisionDecision(
    ImmutableArray<DivisionOutcome> Members, long Unplaced, long BeyondFit, long Excess, DivisionMemory Memory, DateTimeOffset? NextCheck)
{
    /// <summary>What all members together are to run.</summary>
    public long Total => Members.Sum(static member => (long)member.Replicas);
}

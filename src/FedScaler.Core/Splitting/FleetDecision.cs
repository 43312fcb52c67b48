using System.Collections.Immutable;

namespace FedScaler.Core.Splitting;

/// <summary>The whole of a decision.</summary>
/// <param name="EffectiveMin">After MinRaised.</param>
/// <param name="Members">Ordered by name.</param>
/// <param name="Memory">To be handed to the next decision.</param>
/// <param name="Moved">Whether room moves between members, as against nothing or only the fleet's own size changing.</param>
/// <param name="NextCheck">When a timer may change the decision though nothing else happens; null when none can.</param>
public sealed record FleetDecision(
    int EffectiveMin,
    int EffectiveMax,
    ImmutableArray<MemberOutcome> Members,
    ImmutableArray<FleetCondition> Conditions,
    FleetMemory Memory,
    bool Moved,
    DateTimeOffset? NextCheck)
{
    /// <summary>Of the shares that change; means nothing where none does.</summary>
    public MoveCause Cause { get; init; } = MoveCause.Bounds;
}

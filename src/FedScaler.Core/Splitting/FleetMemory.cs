using System.Collections.Immutable;

namespace FedScaler.Core.Splitting;

/// <summary>
/// What one decision leaves for the next. All of it may be lost (a restart): timers start again, nothing else changes,
/// because <see cref="AppliedSplit"/> and <see cref="Lent"/> come back from the resource's status.
/// </summary>
public sealed record FleetMemory
{
    public static readonly FleetMemory Empty = new();

    /// <summary>Fingerprint of the strategy, bounds and members whose split is in force; null before the first split.</summary>
    public string? AppliedSplit { get; init; }

    /// <summary>Since when the shares have been further from the ideal than the tolerance.</summary>
    public DateTimeOffset? DriftSince { get; init; }

    /// <summary>When a share last moved between members.</summary>
    public DateTimeOffset? LastRebalance { get; init; }

    /// <summary>Members whose shares were lent on, and the share that was.</summary>
    public ImmutableSortedDictionary<string, Share> Lent { get; init; } = ImmutableSortedDictionary<string, Share>.Empty;

    /// <summary>What is remembered of single members, in the ordinal order of their names whatever order it was made in.</summary>
    public ImmutableSortedDictionary<string, MemberMemory> Members { get; init => field = value.WithComparers(StringComparer.Ordinal); } =
        ImmutableSortedDictionary.Create<string, MemberMemory>(StringComparer.Ordinal);
}

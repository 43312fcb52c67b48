namespace FedScaler.Core.Splitting;

/// <summary>How a member stands to the controller that looks at it.</summary>
public enum MemberContact
{
    /// <summary>It answers and its caches are in sync.</summary>
    Live,

    /// <summary>It does not answer: every number is as last seen.</summary>
    Silent,

    /// <summary>It takes no part; <see cref="MemberSnapshot.ContactReason"/> says why.</summary>
    Excluded,
}

/// <summary>All that a decision needs to know of one member. Counts are replicas and never negative.</summary>
public sealed record MemberSnapshot(string Name)
{
    public MemberContact Contact { get; init; }

    /// <summary>Why it is silent or excluded, in words for the user; null when live.</summary>
    public string? ContactReason { get; init; }

    /// <summary>Since when it has been silent; null when it is not, or not known.</summary>
    public DateTimeOffset? SilentSince { get; init; }

    /// <summary>No writes there (the user's brake on the member): its share stays, everything is still seen.</summary>
    public bool Frozen { get; init; }

    /// <summary>Its share as the member's API server has it (silent: as last seen); null when it has none.</summary>
    public Share? Share { get; init; }

    /// <summary>spec.replicas of the target there.</summary>
    public int Runs { get; init; }

    /// <summary>What the member's HPA would ask for if it had no maximum.</summary>
    public int Wants { get; init; }

    public int Ready { get; init; }

    /// <summary>Pods of the target that the scheduler could not place.</summary>
    public int Unschedulable { get; init; }

    /// <summary>Replicas of this pod template that it could run in all; null when its capacity is not known.</summary>
    public int? Fit { get; init; }

    /// <summary>The user's lower bound for this member.</summary>
    public int Floor { get; init; }

    /// <summary>The user's upper bound for this member.</summary>
    public int Ceiling { get; init; } = int.MaxValue;

    /// <summary>The user's weight, for <see cref="SplitStrategy.Weighted"/>.</summary>
    public int Weight { get; init; } = 1;

    /// <summary>The user's rank, for <see cref="SplitStrategy.Priority"/>: the lowest is filled first.</summary>
    public int Priority { get; init; }
}

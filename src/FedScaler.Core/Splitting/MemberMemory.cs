namespace FedScaler.Core.Splitting;

/// <summary>What is remembered of one member between decisions.</summary>
public sealed record MemberMemory
{
    public static readonly MemberMemory Nothing = new();

    /// <summary>
    /// The largest maximum that it can rightly have: what was last decided, and what it still had from before. Whatever a member
    /// says of itself beyond that is its own affair and takes nothing from others. Null before the first decision.
    /// </summary>
    public int? Granted { get; init; }

    /// <summary>Since when it has had pods that could not be scheduled.</summary>
    public DateTimeOffset? UnschedulableSince { get; init; }

    /// <summary>Until when it is given no more room, because pods stayed unschedulable there.</summary>
    public DateTimeOffset? BlockedUntil { get; init; }

    /// <summary>When it was last given room for demand that it could not serve.</summary>
    public DateTimeOffset? DemandMetAt { get; init; }

    /// <summary>Since when its raised minimum has waited for pods to become ready.</summary>
    public DateTimeOffset? AwaitedSince { get; init; }

    /// <summary>It answers again after its share was lent, and the others have not given it back yet.</summary>
    public bool Returning { get; init; }

    /// <summary>Why its share is what it is: kept until the share changes again.</summary>
    public string? Reason { get; init; }

    /// <summary>Since when it has run 1 and wanted no more (spread WhenNeeded: to be parked).</summary>
    public DateTimeOffset? IdleSince { get; init; }
}

using FedScaler.Core.Splitting;

namespace FedScaler.Core.Dividing;

/// <summary>A member whose pods wait for a node, or waited too long lately.</summary>
/// <param name="Since">Since when.</param>
public sealed record NodeWait(DateTimeOffset Since)
{
    /// <summary>Until when it is given no more, because the wait was too long; null while it is not.</summary>
    public DateTimeOffset? BlockedUntil { get; init; }

    /// <summary>What it ran when the wait grew too long.</summary>
    public int RunsThen { get; init; }

    /// <summary>Its pods without a node then: those that are to be moved.</summary>
    public int UnschedulableThen { get; init; }

    /// <summary>What it was taken to hold then; null where that was not known.</summary>
    public int? FitThen { get; init; }

    /// <summary>
    /// How many of its pods are still to be moved when it has <paramref name="seats"/>. The pods that were taken may be counted
    /// as waiting for a while yet: they vanish later than the workload's count changes.
    /// </summary>
    internal long LeftToMove(long seats) => UnschedulableThen - Math.Max(0, RunsThen - seats);

    /// <summary>Moves what is remembered on to this instant; null when there is nothing to remember.</summary>
    internal static NodeWait? Advance(MemberSnapshot member, NodeWait? before, DateTimeOffset now)
    {
        if (member.Contact != MemberContact.Live) return before;
        if (before?.BlockedUntil is { } until)
        {
            if (now < until && !HasRecovered(member, before)) return before;
            before = null;
        }

        if (member.Unschedulable == 0) return null;
        before ??= new NodeWait(now);
        return before.Since + MemberMemories.UnschedulablePatience > now
            ? before
            : before with { BlockedUntil = now + MemberMemories.BlockedFor, RunsThen = member.Runs, UnschedulableThen = member.Unschedulable, FitThen = member.Fit };
    }

    /// <summary>
    /// Its pods found nodes, or it can hold more than it could. That none waits any more says nothing by itself: they were
    /// moved away, and what is known of its capacity made it look as if they fitted.
    /// </summary>
    private static bool HasRecovered(MemberSnapshot member, NodeWait wait) =>
        member.Unschedulable == 0 && (member.Runs >= wait.RunsThen || member.Fit > wait.FitThen);
}

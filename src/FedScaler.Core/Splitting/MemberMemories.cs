namespace FedScaler.Core.Splitting;

/// <summary>Moves what is remembered of a member on to this instant.</summary>
internal static class MemberMemories
{
    /// <summary>Shorter waits for a node are ordinary: the scheduler's own retries are in this range.</summary>
    public static readonly TimeSpan UnschedulablePatience = TimeSpan.FromSeconds(60);

    /// <summary>How long a member whose pods found no node is given no more, unless they find one.</summary>
    public static readonly TimeSpan BlockedFor = TimeSpan.FromMinutes(5);

    /// <summary>How long a lowered minimum waits for pods elsewhere: a Deployment's own progressDeadlineSeconds.</summary>
    public static readonly TimeSpan ReadyPatience = TimeSpan.FromSeconds(600);

    public static MemberMemory Advance(MemberSnapshot member, MemberMemory before, DateTimeOffset now)
    {
        // What it runs meanwhile is not seen: it starts anew to be idle when it answers again.
        if (member.Contact != MemberContact.Live) return before.IdleSince is null ? before : before with { IdleSince = null };
        var waiting = member.Unschedulable > 0 ? before.UnschedulableSince ?? now : (DateTimeOffset?)null;
        var blocked = waiting is null ? null : before.BlockedUntil;
        if (blocked <= now)
        {
            blocked = null;
            waiting = now;
        }

        if (blocked is null && waiting + UnschedulablePatience <= now) blocked = now + BlockedFor;

        var idle = member.Share is not null && member.Runs <= 1 && member.Wants <= 1 ? before.IdleSince ?? now : (DateTimeOffset?)null;
        var awaited = before.AwaitedSince is { } since && since + ReadyPatience > now && member.Ready < member.Share?.Min ? before.AwaitedSince : null;
        if (waiting == before.UnschedulableSince && blocked == before.BlockedUntil && idle == before.IdleSince && awaited == before.AwaitedSince)
            return before;
        return before with { UnschedulableSince = waiting, BlockedUntil = blocked, IdleSince = idle, AwaitedSince = awaited };
    }
}

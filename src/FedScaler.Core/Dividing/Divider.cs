using System.Buffers;
using System.Collections.Immutable;
using FedScaler.Core.Splitting;

namespace FedScaler.Core.Dividing;

/// <summary>
/// Divides a user's count over the members with the smallest change of what runs: from what is seen and remembered to what
/// each member is to run, and why. Pure and deterministic; the order of the members means nothing.
/// </summary>
public static class Divider
{
    /// <summary>Decides. <see cref="DivisionTransition"/> says which writes lead there without ever passing the count.</summary>
    public static DivisionDecision Decide(DivisionSnapshot snapshot, DivisionMemory memory)
    {
        var members = snapshot.Members.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        var waits = Advance(members, memory, snapshot.Now);
        var places = new int[members.Length];
        var count = 0;
        for (var i = 0; i < members.Length; i++) places[i] = TakesPart(members[i].Seen) ? count++ : -1;
        var seats = ArrayPool<long>.Shared.Rent(3 * count);
        var table = Sit(members, places, waits, seats.AsSpan(0, count), snapshot.Now);
        var budget = snapshot.Policy.Replicas - Pinned(members);
        var unplaced = LastReplicas.AreAtStake(table, budget, snapshot.Policy.Replicas)
            ? LastReplicas.Keep(table, seats.AsSpan(0, count), snapshot.Policy.Replicas)
            : new Division(table, OfTable(members, places, waits), seats.AsSpan(0, count), seats.AsSpan(count, 2 * count), snapshot.Policy, budget).Run();
        var outcomes = ImmutableArray.CreateBuilder<DivisionOutcome>(members.Length);
        for (var i = 0; i < members.Length; i++) outcomes.Add(Outcome(members[i], places[i] < 0 ? null : seats[places[i]], waits));
        var beyond = BeyondFit(table, seats);
        ArrayPool<long>.Shared.Return(seats);
        var remembered = waits.Equals(memory.Waits) ? memory : memory with { Waits = waits };
        var decision = new DivisionDecision(outcomes.MoveToImmutable(), unplaced, beyond, 0, remembered, NextCheck(waits, snapshot.Now));
        return decision with { Excess = Math.Max(0, decision.Total - snapshot.Policy.Replicas) };
    }

    private static bool TakesPart(MemberSnapshot member) => member is { Contact: MemberContact.Live, Frozen: false };

    private static ImmutableSortedDictionary<string, NodeWait> Advance(ImmutableArray<DivisionMember> members, DivisionMemory memory, DateTimeOffset now)
    {
        var waits = memory.Waits;
        foreach (var member in members)
        {
            var before = waits.GetValueOrDefault(member.Name);
            var after = NodeWait.Advance(member.Seen, before, now);
            if (after is null) waits = waits.Remove(member.Name);
            else if (after != before) waits = waits.SetItem(member.Name, after);
        }

        return waits.Count <= members.Length ? waits : waits.RemoveRange(waits.Keys.Except(members.Select(static member => member.Name)));
    }

    private static Seat[] Sit(
        ImmutableArray<DivisionMember> members, int[] places, ImmutableSortedDictionary<string, NodeWait> waits, Span<long> seats, DateTimeOffset now)
    {
        var table = new Seat[seats.Length];
        for (var i = 0; i < members.Length; i++)
        {
            if (places[i] < 0) continue;
            var member = members[i];
            table[places[i]] = new Seat(member.Seen, Blocked: waits.GetValueOrDefault(member.Name)?.BlockedUntil > now);
            seats[places[i]] = member.Assigned ?? member.Seen.Runs;
        }

        return table;
    }

    private static NodeWait?[] OfTable(ImmutableArray<DivisionMember> members, int[] places, ImmutableSortedDictionary<string, NodeWait> waits) =>
        [.. members.Where((_, i) => places[i] >= 0).Select(member => waits.GetValueOrDefault(member.Name))];

    /// <summary>What stands whatever is decided: silent members as last seen, paused ones, those that an HPA of their own scales.</summary>
    private static long Pinned(ImmutableArray<DivisionMember> members)
    {
        var pinned = 0L;
        foreach (var member in members)
            if (member.Seen.Contact != MemberContact.Excluded && !TakesPart(member.Seen)) pinned += member.Seen.Runs;
        return pinned;
    }

    private static long BeyondFit(ReadOnlySpan<Seat> table, ReadOnlySpan<long> seats)
    {
        var beyond = 0L;
        for (var i = 0; i < table.Length; i++)
            if (table[i].Member.Fit is { } fit) beyond += Math.Max(0, seats[i] - fit);
        return beyond;
    }

    private static DivisionOutcome Outcome(DivisionMember member, long? seats, ImmutableSortedDictionary<string, NodeWait> waits)
    {
        var seen = member.Seen;
        if (seen.Contact == MemberContact.Excluded) return new DivisionOutcome(member.Name, MemberState.Excluded, 0, seen.ContactReason ?? "takes no part");
        if (seen.Contact == MemberContact.Silent) return new DivisionOutcome(member.Name, MemberState.Silent, seen.Runs, $"silent: counts as last seen{Because(seen)}");
        if (seats is not { } count) return new DivisionOutcome(member.Name, MemberState.Active, seen.Runs, seen.ContactReason ?? "stands as it is");
        var state = count > 0 ? MemberState.Active : MemberState.Parked;
        return new DivisionOutcome(member.Name, state, (int)count, Reason(member, count, waits.GetValueOrDefault(member.Name)));
    }

    private static string Reason(DivisionMember member, long count, NodeWait? wait)
    {
        var before = member.Assigned ?? member.Seen.Runs;
        if (before > member.Seen.Ceiling) return "its maxReplicas in placement was lowered";
        if (wait?.BlockedUntil is not null)
            return count < before ? $"moved away: {member.Seen.Unschedulable} of its pods can't be scheduled" : "pods can't be scheduled there: given no more for now";
        return count > before ? "more were placed there" : count < before ? "fewer were left there" : "as it was";
    }

    private static string Because(MemberSnapshot member) => member.ContactReason is null ? "" : $" ({member.ContactReason})";

    private static DateTimeOffset? NextCheck(ImmutableSortedDictionary<string, NodeWait> waits, DateTimeOffset now)
    {
        DateTimeOffset? next = null;
        foreach (var wait in waits.Values)
        {
            var at = wait.BlockedUntil ?? wait.Since + MemberMemories.UnschedulablePatience;
            if (at > now && (next is null || at < next)) next = at;
        }

        return next;
    }
}

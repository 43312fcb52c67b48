using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace FedScaler.Core.Splitting;

/// <summary>Puts a finished round into words: outcomes with reasons, conditions, and what to remember.</summary>
internal static class DecisionWriter
{
    public static FleetDecision Write(Round round)
    {
        var roster = round.Roster;
        var rented = ArrayPool<Share?>.Shared.Rent(roster.Members.Length);
        var shares = rented.AsSpan(0, roster.Members.Length);
        for (var i = 0; i < shares.Length; i++) shares[i] = Decided(round, i);
        var moved = Moves(roster, shares);
        var remembered = Remember(round, shares);
        var outcomes = new MemberOutcome[shares.Length];
        for (var i = 0; i < outcomes.Length; i++)
        {
            var reason = Reasons.OfState(round, i, roster.PlaceOf(i), shares[i]) ?? roster.Memories[i].Reason ?? "share kept as it stands";
            outcomes[i] = new MemberOutcome(roster.Members[i].Name, roster.States[i], shares[i], reason);
        }

        var memory = Memory(round, moved, remembered);
        var holding = Holding(roster, shares, out var minima);
        var decision = new FleetDecision(
            (int)Math.Clamp(minima, round.Policy.MinReplicas, int.MaxValue), round.Policy.MaxReplicas, ImmutableCollectionsMarshal.AsImmutableArray(outcomes),
            FleetReport.Conditions(round, holding), memory, moved, NextCheck(round, memory))
        { Cause = round.Cause };
        ArrayPool<Share?>.Shared.Return(rented);
        return decision;
    }

    private static Share? Decided(Round round, int i)
    {
        var roster = round.Roster;
        var place = roster.PlaceOf(i);
        if (place < 0) return Kept(roster, i);
        if (round.Maxima[place] > 0) return new Share(checked((int)round.Minima[place]), checked((int)round.Maxima[place]));
        roster.States[i] = MemberState.Parked;
        return null;
    }

    /// <summary>The same object where there is nothing new to remember.</summary>
    private static FleetMemory Memory(Round round, bool moved, ImmutableSortedDictionary<string, MemberMemory> members)
    {
        var before = round.Memory;
        var split = round.Roster.Table.Length > 0 ? round.Fingerprint : before.AppliedSplit;
        var kept = !moved && before.AppliedSplit == split && before.DriftSince == round.DriftSince
            && ReferenceEquals(before.Lent, round.Roster.Lent) && ReferenceEquals(before.Members, members);
        return kept ? before : before with
        {
            AppliedSplit = split,
            DriftSince = round.DriftSince,
            LastRebalance = moved ? round.Snapshot.Now : before.LastRebalance,
            Lent = round.Roster.Lent,
            Members = members,
        };
    }

    /// <summary>Members that are not at the table: the share of one that is silent or paused stands, that of one parked or excluded goes.</summary>
    private static Share? Kept(Roster roster, int i) => roster.States[i] switch
    {
        MemberState.Silent or MemberState.Lent => roster.Members[i].Share,
        MemberState.Active when roster.Members[i].Frozen => roster.Members[i].Share,
        _ => null,
    };

    /// <summary>How many have a share that is not lent, and the sum of their minima.</summary>
    private static int Holding(Roster roster, ReadOnlySpan<Share?> shares, out long minima)
    {
        var holding = 0;
        minima = 0;
        for (var i = 0; i < shares.Length; i++)
        {
            if (shares[i] is not { } share || roster.States[i] == MemberState.Lent) continue;
            holding++;
            minima += share.Min;
        }

        return holding;
    }

    private static bool Moves(Roster roster, ReadOnlySpan<Share?> shares)
    {
        bool gives = false, takes = false;
        for (var i = 0; i < shares.Length; i++)
        {
            if (roster.Members[i].Share is not { } before || roster.States[i] is MemberState.Excluded) continue;
            var after = shares[i] ?? default;
            gives |= after.Max < before.Max || after.Min < before.Min;
            takes |= after.Max > before.Max || after.Min > before.Min;
        }

        return gives && takes;
    }

    private static ImmutableSortedDictionary<string, MemberMemory> Remember(Round round, ReadOnlySpan<Share?> shares)
    {
        var memories = round.Roster.Memories;
        var anyChanged = round.Roster.AnyMemoryChanged;
        for (var i = 0; i < memories.Length; i++)
        {
            var memory = Remember(round, i, shares[i]);
            anyChanged |= !ReferenceEquals(memory, memories[i]);
            memories[i] = memory;
        }

        return anyChanged ? Collect(round.Roster, round.Memory.Members) : round.Memory.Members;
    }

    private static MemberMemory Remember(Round round, int i, Share? decided)
    {
        var member = round.Roster.Members[i];
        var memory = round.Roster.Memories[i];
        var place = round.Roster.PlaceOf(i);
        if (place >= 0 || round.Roster.States[i] == MemberState.Parked) memory = Grant(memory, member.Share, decided);
        if (place >= 0 && decided is { } share)
        {
            if (share.Max > member.Share?.Max && member.Wants > member.Share?.Max) memory = memory with { DemandMetAt = round.Snapshot.Now };
            if (share.Min > (member.Share?.Min ?? 0) && member.Ready < share.Min) memory = memory with { AwaitedSince = round.Snapshot.Now };
        }

        var returning = round.Excess > 0 && round.Roster.IsReturning(i);
        if (returning != memory.Returning) memory = memory with { Returning = returning };
        // What is said of a state (silent, paused) is gone with the state; why the share is what it is lasts until it changes.
        if (place < 0 || (decided == member.Share && memory.Reason is not null)) return memory;
        var reason = Reasons.OfChange(round, i, place, decided);
        return reason is null || reason == memory.Reason ? memory : memory with { Reason = reason };
    }

    /// <summary>What it had before counts for as long as it still has it: the write that takes it away may not have arrived.</summary>
    private static MemberMemory Grant(MemberMemory memory, Share? standing, Share? decided)
    {
        var stands = Math.Min(standing?.Max ?? 0, memory.Granted ?? int.MaxValue);
        var granted = Math.Max(decided?.Max ?? 0, stands);
        return memory.Granted == granted ? memory : memory with { Granted = granted };
    }

    private static ImmutableSortedDictionary<string, MemberMemory> Collect(Roster roster, ImmutableSortedDictionary<string, MemberMemory> before)
    {
        var after = (before.Count == roster.Members.Length ? before : FleetMemory.Empty.Members).ToBuilder();
        for (var i = 0; i < roster.Members.Length; i++)
        {
            var name = roster.Members[i].Name;
            if (!after.TryGetValue(name, out var known) || !ReferenceEquals(known, roster.Memories[i])) after[name] = roster.Memories[i];
        }

        // As many as there are members, but not the same: somebody left and somebody came.
        return after.Count == roster.Members.Length ? after.ToImmutable() : Collect(roster, FleetMemory.Empty.Members);
    }

    private static DateTimeOffset? NextCheck(Round round, FleetMemory memory)
    {
        DateTimeOffset? next = null;
        var now = round.Snapshot.Now;
        void Consider(DateTimeOffset? at)
        {
            if (at > now && (next is null || at < next)) next = at;
        }

        var policy = round.Policy;
        Consider(memory.DriftSince + policy.Cooldown);
        for (var i = 0; i < round.Roster.Members.Length; i++)
        {
            var member = round.Roster.Members[i];
            if (member is { Contact: MemberContact.Silent, Share: not null } && policy.Failover == FailoverMode.Reassign) Consider(member.SilentSince + policy.Grace);
            var remembered = round.Roster.Memories[i];
            Consider(remembered.BlockedUntil ?? remembered.UnschedulableSince + MemberMemories.UnschedulablePatience);
            Consider(remembered.AwaitedSince + MemberMemories.ReadyPatience);
            if (memory.DriftSince is not null) Consider(remembered.DemandMetAt + policy.Cooldown);
            if (policy.Spread == SpreadPolicy.WhenNeeded) Consider(remembered.IdleSince + policy.Cooldown);
        }

        return next;
    }
}

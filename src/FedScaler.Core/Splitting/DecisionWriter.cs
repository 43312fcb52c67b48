using System.Collections.Immutable;

namespace FedScaler.Core.Splitting;

/// <summary>Puts a finished round into words: outcomes with reasons, conditions, and what to remember.</summary>
internal static class DecisionWriter
{
    public static FleetDecision Write(Round round)
    {
        var roster = round.Roster;
        var shares = new Share?[roster.Members.Length];
        for (var i = 0; i < shares.Length; i++) shares[i] = Kept(roster, i);
        for (var place = 0; place < roster.Table.Length; place++)
        {
            var i = roster.IndexOf(place);
            var max = round.Maxima[place];
            shares[i] = max > 0 ? new Share(checked((int)round.Minima[place]), checked((int)max)) : null;
            if (max == 0) roster.States[i] = MemberState.Parked;
        }

        var moved = Moves(roster, shares);
        var places = Places(roster);
        var memories = Remember(round, shares, places);
        var outcomes = ImmutableArray.CreateBuilder<MemberOutcome>(shares.Length);
        for (var i = 0; i < shares.Length; i++)
            outcomes.Add(new MemberOutcome(roster.Members[i].Name, roster.States[i], shares[i], Reasons.OfState(round, i, places[i], shares[i]) ?? memories[i].Reason ?? "share kept as it stands"));

        var memory = round.Memory with
        {
            AppliedSplit = roster.Table.Length > 0 ? round.Fingerprint : round.Memory.AppliedSplit,
            DriftSince = round.DriftSince,
            LastRebalance = moved ? round.Snapshot.Now : round.Memory.LastRebalance,
            Lent = roster.Lent,
            Members = Collect(roster, memories, round.Memory.Members),
        };
        var holding = Holding(roster, shares, out var minima);
        var conditions = FleetReport.Conditions(round, holding);
        return new FleetDecision(
            (int)Math.Clamp(minima, round.Policy.MinReplicas, int.MaxValue), round.Policy.MaxReplicas, outcomes.MoveToImmutable(), conditions, memory, moved,
            NextCheck(round, memory));
    }

    /// <summary>Members that are not at the table: the share of one that is silent or paused stands, that of one parked or excluded goes.</summary>
    private static Share? Kept(Roster roster, int i) => roster.States[i] switch
    {
        MemberState.Silent or MemberState.Lent => roster.Members[i].Share,
        MemberState.Active when roster.Members[i].Frozen => roster.Members[i].Share,
        _ => null,
    };

    /// <summary>How many have a share that is not lent, and the sum of their minima.</summary>
    private static int Holding(Roster roster, Share?[] shares, out long minima)
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

    private static bool Moves(Roster roster, Share?[] shares)
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

    /// <summary>Each member's place at the table; -1 for those not at it.</summary>
    private static int[] Places(Roster roster)
    {
        var places = new int[roster.Members.Length];
        Array.Fill(places, -1);
        for (var place = 0; place < roster.Table.Length; place++) places[roster.IndexOf(place)] = place;
        return places;
    }

    private static MemberMemory[] Remember(Round round, Share?[] shares, int[] places)
    {
        var roster = round.Roster;
        var memories = (MemberMemory[])roster.Memories.Clone();
        for (var i = 0; i < memories.Length; i++)
        {
            var member = roster.Members[i];
            var memory = memories[i];
            if (places[i] >= 0 && shares[i] is { } share)
            {
                if (share.Max > member.Share?.Max && member.Wants > member.Share?.Max) memory = memory with { DemandMetAt = round.Snapshot.Now };
                if (share.Min > (member.Share?.Min ?? 0) && member.Ready < share.Min) memory = memory with { AwaitedSince = round.Snapshot.Now };
            }

            var returning = round.Excess > 0 && roster.Returning.Contains(member.Name);
            if (returning != memory.Returning) memory = memory with { Returning = returning };
            // What is said of a state (silent, paused) is gone with the state; why the share is what it is lasts until it changes.
            var changed = places[i] >= 0 && (shares[i] != member.Share || memory.Reason is null);
            memories[i] = changed ? memory with { Reason = Reasons.OfChange(round, i, places[i], shares[i]) ?? memory.Reason } : memory;
        }

        return memories;
    }

    private static ImmutableSortedDictionary<string, MemberMemory> Collect(
        Roster roster, MemberMemory[] memories, ImmutableSortedDictionary<string, MemberMemory> before)
    {
        var after = before.Count == memories.Length ? before : ImmutableSortedDictionary<string, MemberMemory>.Empty;
        for (var i = 0; i < memories.Length; i++)
            if (!after.TryGetValue(roster.Members[i].Name, out var known) || !ReferenceEquals(known, memories[i]))
                after = after.SetItem(roster.Members[i].Name, memories[i]);
        return after.Count == memories.Length ? after : Collect(roster, memories, ImmutableSortedDictionary<string, MemberMemory>.Empty);
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
        foreach (var member in round.Roster.Members)
        {
            if (member is { Contact: MemberContact.Silent, Share: not null } && policy.Failover == FailoverMode.Reassign) Consider(member.SilentSince + policy.Grace);
            var remembered = memory.Members[member.Name];
            Consider(remembered.BlockedUntil ?? remembered.UnschedulableSince + MemberMemories.UnschedulablePatience);
            Consider(remembered.AwaitedSince + MemberMemories.ReadyPatience);
            if (memory.DriftSince is not null) Consider(remembered.DemandMetAt + policy.Cooldown);
            if (policy.Spread == SpreadPolicy.WhenNeeded) Consider(remembered.IdleSince + policy.Cooldown);
        }

        return next;
    }
}

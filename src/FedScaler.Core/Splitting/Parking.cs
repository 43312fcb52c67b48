using System.Buffers;

namespace FedScaler.Core.Splitting;

/// <summary>
/// Spread WhenNeeded: which members at the table are given no share. A member that holds nothing stays parked until there is
/// unserved demand, or the others can't hold the minimum; one that runs something is parked only after it has been down to 1
/// for a cooldown and another member can hold that 1.
/// </summary>
internal static class Parking
{
    /// <summary>Marks who is parked; at least one member is left.</summary>
    /// <param name="table">The members that share.</param>
    /// <param name="memories">What is remembered of each.</param>
    /// <param name="snapshot">The policy and the time.</param>
    /// <param name="minimum">What they have to hold among them.</param>
    /// <param name="mayRetire">Whether a member that has a share may lose it: not while a silent one counts on its return.</param>
    /// <param name="parked">Receives the answer.</param>
    public static void Choose(ReadOnlySpan<Seat> table, ReadOnlySpan<MemberMemory> memories, FleetSnapshot snapshot, long minimum, bool mayRetire, Span<bool> parked)
    {
        parked.Clear();
        if (snapshot.Policy.Spread != SpreadPolicy.WhenNeeded || table.Length < 2) return;
        var buffer = ArrayPool<long>.Shared.Rent(table.Length);
        var needed = buffer.AsSpan(0, table.Length);
        Needed(table, snapshot.Policy.Strategy, minimum, needed);

        var fresh = true;
        foreach (var seat in table) fresh &= seat.Member.Share is null;
        var unserved = Unserved(table);
        var tooFew = !fresh && !CanHold(table, minimum);
        for (var i = 0; i < table.Length; i++)
        {
            var opened = unserved && table[i].Member.Fit > 0 || (fresh || tooFew) && needed[i] > 0;
            parked[i] = !Holds(table[i]) && !opened;
        }

        if (mayRetire && !fresh && !unserved) Retire(table, memories, snapshot, needed, parked);
        ArrayPool<long>.Shared.Return(buffer);
    }

    /// <summary>The first sign: somebody wants more than its maximum.</summary>
    private static bool Unserved(ReadOnlySpan<Seat> table)
    {
        foreach (var seat in table)
            if (seat.Member.Wants > seat.Member.Share?.Max) return true;
        return false;
    }

    private static bool Holds(in Seat seat) => seat.Member.Share is not null || seat.Member.Runs > 0 || seat.Member.Floor > 0;

    private static void Needed(ReadOnlySpan<Seat> table, SplitStrategy strategy, long minimum, Span<long> needed)
    {
        var buffer = ArrayPool<long>.Shared.Rent(table.Length);
        var ceilings = buffer.AsSpan(0, table.Length);
        for (var i = 0; i < table.Length; i++) ceilings[i] = table[i].Member.Ceiling;
        needed.Clear();
        using (var ladder = MinLadder.Build(table, ceilings, strategy, spread: false)) ladder.Climb(needed, Math.Max(1, minimum));
        ArrayPool<long>.Shared.Return(buffer);
    }

    private static bool CanHold(ReadOnlySpan<Seat> table, long minimum)
    {
        var room = 0L;
        foreach (var seat in table)
            if (Holds(seat)) room += Math.Min(seat.Member.Ceiling, seat.Member.Fit ?? seat.Member.Runs);
        return room >= minimum;
    }

    /// <summary>One at a time, so that the next decision sees how the fleet took it: the least needed, then the last by name.</summary>
    private static void Retire(
        ReadOnlySpan<Seat> table, ReadOnlySpan<MemberMemory> memories, FleetSnapshot snapshot, ReadOnlySpan<long> needed, Span<bool> parked)
    {
        var holders = 0;
        foreach (var absent in parked) holders += absent ? 0 : 1;
        for (var i = table.Length - 1; i >= 0 && holders > 1; i--)
        {
            var idle = memories[i].IdleSince + snapshot.Policy.Cooldown <= snapshot.Now;
            if (parked[i] || !idle || needed[i] > 0 || table[i].Member.Floor > 0 || !AnotherTakes(table, parked, i)) continue;
            parked[i] = true;
            return;
        }
    }

    private static bool AnotherTakes(ReadOnlySpan<Seat> table, ReadOnlySpan<bool> parked, int leaving)
    {
        for (var i = 0; i < table.Length; i++)
        {
            var member = table[i].Member;
            if (i != leaving && !parked[i] && Math.Min(member.Fit ?? 0, member.Ceiling) > member.Runs) return true;
        }

        return false;
    }
}

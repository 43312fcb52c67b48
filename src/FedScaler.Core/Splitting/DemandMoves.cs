using System.Buffers;

namespace FedScaler.Core.Splitting;

/// <summary>
/// Unserved demand: a member wants more than its maximum while others have room that they do not want. The room moves at
/// once, from those with the most unwanted room first, each keeping a reserve as long as the need can be met without it.
/// </summary>
internal static class DemandMoves
{
    /// <summary>Moves room in <paramref name="seats"/>; the total stays.</summary>
    public static void Apply(ReadOnlySpan<Seat> members, Span<long> seats)
    {
        var count = members.Length;
        var buffer = ArrayPool<long>.Shared.Rent(3 * count);
        var needs = buffer.AsSpan(0, count);
        var caps = buffer.AsSpan(count, count);
        var bases = buffer.AsSpan(2 * count, count);
        var total = 0L;
        for (var i = 0; i < count; i++)
        {
            needs[i] = Math.Max(0, members[i].Usable - seats[i]);
            caps[i] = seats[i] + needs[i];
            total += needs[i];
        }

        if (total > 0)
        {
            var found = Collect(members, seats, needs, total);
            seats.CopyTo(bases);
            Apportionment.Award(seats, bases, caps, needs, found);
        }

        ArrayPool<long>.Shared.Return(buffer);
    }

    private static long Collect(ReadOnlySpan<Seat> members, Span<long> seats, ReadOnlySpan<long> needs, long total)
    {
        var found = 0L;
        foreach (var keepReserve in (ReadOnlySpan<bool>)[true, false])
        {
            while (found < total && MostUnwanted(members, seats, needs, keepReserve) is var giver and >= 0)
            {
                var given = Math.Min(total - found, Spare(members[giver], seats[giver], keepReserve));
                seats[giver] -= given;
                found += given;
            }
        }

        return found;
    }

    private static int MostUnwanted(ReadOnlySpan<Seat> members, ReadOnlySpan<long> seats, ReadOnlySpan<long> needs, bool keepReserve)
    {
        var most = -1;
        for (var i = 0; i < members.Length; i++)
        {
            if (needs[i] > 0 || Spare(members[i], seats[i], keepReserve) <= 0) continue;
            if (most < 0 || seats[i] - members[i].Claimed > seats[most] - members[most].Claimed) most = i;
        }

        return most;
    }

    private static long Spare(in Seat member, long seats, bool keepReserve) =>
        seats - member.Claimed - (keepReserve && !member.Blocked ? member.Reserve : 0);
}

using System.Buffers;

namespace FedScaler.Core.Splitting;

/// <summary>The split itself: a maximum and a minimum shared out from nothing, without memory or triggers.</summary>
public static class FleetSplit
{
    /// <summary>
    /// Shares the policy's bounds out over members that all answer. Allocates nothing.
    /// </summary>
    /// <param name="policy">Its bounds and its strategy.</param>
    /// <param name="members">In order of their names (ordinal): ties go to the first.</param>
    /// <param name="shares">Receives one share a member; 0 and 0 where none is left.</param>
    /// <returns>How many replicas of the maximum found no place below the members' ceilings.</returns>
    /// <exception cref="ArgumentException"><paramref name="shares"/> is shorter than <paramref name="members"/>.</exception>
    public static long Share(SplitPolicy policy, ReadOnlySpan<MemberSnapshot> members, Span<Share> shares)
    {
        if (shares.Length < members.Length) throw new ArgumentException("Room for one share a member is needed.", nameof(shares));
        var table = ArrayPool<Seat>.Shared.Rent(members.Length);
        var seats = ArrayPool<long>.Shared.Rent(2 * members.Length);
        var maxima = seats.AsSpan(0, members.Length);
        var minima = seats.AsSpan(members.Length, members.Length);
        for (var i = 0; i < members.Length; i++) table[i] = new Seat(members[i]);
        var unplaced = Share(table.AsSpan(0, members.Length), policy.Strategy, policy.MinReplicas, policy.MaxReplicas, minima, maxima);
        for (var i = 0; i < members.Length; i++) shares[i] = new Share((int)minima[i], (int)maxima[i]);
        ArrayPool<long>.Shared.Return(seats);
        ArrayPool<Seat>.Shared.Return(table, clearArray: true);
        return unplaced;
    }

    /// <summary>As above, into seats; whoever has some of the maximum has at least 1 of the minimum.</summary>
    internal static long Share(
        ReadOnlySpan<Seat> table, SplitStrategy strategy, long minBudget, long maxBudget, Span<long> minima, Span<long> maxima)
    {
        using var ladder = MaxLadder.Build(table, strategy);
        return Share(table, ladder, strategy, minBudget, maxBudget, minima, maxima);
    }

    /// <summary>As above, by a ladder that was built for the table already.</summary>
    internal static long Share(
        ReadOnlySpan<Seat> table, in SeatLadder ladder, SplitStrategy strategy, long minBudget, long maxBudget, Span<long> minima, Span<long> maxima)
    {
        maxima.Clear();
        var unplaced = ladder.Climb(maxima, maxBudget);
        minima.Clear();
        using var minLadder = MinLadder.Build(table, maxima, strategy, spread: true);
        minLadder.Climb(minima, Math.Max(minBudget, Holding(maxima)));
        return unplaced;
    }

    /// <summary>
    /// As above, once the shares as they stand are all that members are entitled to: while one was being cut it counted at what it
    /// had, and a fleet at rest must look at the next decision as it does at this one.
    /// </summary>
    internal static void ShareAtRest(
        ReadOnlySpan<Seat> table, in SeatLadder ladder, SplitStrategy strategy, long minBudget, ReadOnlySpan<long> standing, long maxBudget, Span<long> minima, Span<long> maxima)
    {
        if (!IsAnyCut(table, standing))
        {
            Share(table, ladder, strategy, minBudget, maxBudget, minima, maxima);
            return;
        }

        var seats = table.ToArray();
        for (var i = 0; i < seats.Length; i++) seats[i] = seats[i] with { Granted = standing[i] };
        Share(seats, strategy, minBudget, maxBudget, minima, maxima);
    }

    /// <summary>Whether a member runs more than its share, and was granted more until now.</summary>
    private static bool IsAnyCut(ReadOnlySpan<Seat> table, ReadOnlySpan<long> standing)
    {
        for (var i = 0; i < table.Length; i++)
            if (Math.Min(table[i].Granted, table[i].Member.Runs) > standing[i]) return true;
        return false;
    }

    /// <summary>How many have a share of the maximum.</summary>
    internal static int Holding(ReadOnlySpan<long> maxima)
    {
        var holding = 0;
        foreach (var max in maxima) holding += max > 0 ? 1 : 0;
        return holding;
    }
}

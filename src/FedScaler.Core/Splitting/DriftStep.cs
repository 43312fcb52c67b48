using System.Buffers;

namespace FedScaler.Core.Splitting;

/// <summary>How far shares are from the ideal, and one bounded step toward it.</summary>
internal static class DriftStep
{
    /// <summary>How many seats would have to move to come as near the ideal as the total allows.</summary>
    public static long Distance(ReadOnlySpan<long> seats, ReadOnlySpan<long> ideal)
    {
        long excess = 0, lack = 0;
        for (var i = 0; i < seats.Length; i++)
        {
            excess += Math.Max(0, seats[i] - ideal[i]);
            lack += Math.Max(0, ideal[i] - seats[i]);
        }

        return Math.Min(excess, lack);
    }

    /// <summary>Moves at most <paramref name="count"/> seats from members above their ideal to members below theirs, in proportion.</summary>
    /// <param name="held">Members that give nothing now.</param>
    public static void Apply(Span<long> seats, ReadOnlySpan<long> ideal, ReadOnlySpan<bool> held, long count)
    {
        var n = seats.Length;
        var buffer = ArrayPool<long>.Shared.Rent(4 * n);
        var lacking = buffer.AsSpan(0, n);
        var spare = buffer.AsSpan(n, n);
        var moved = buffer.AsSpan(2 * n, n);
        var zeros = buffer.AsSpan(3 * n, n);
        long lack = 0, excess = 0;
        for (var i = 0; i < n; i++)
        {
            lacking[i] = Math.Max(0, ideal[i] - seats[i]);
            spare[i] = held[i] ? 0 : Math.Max(0, seats[i] - ideal[i]);
            lack += lacking[i];
            excess += spare[i];
        }

        zeros.Clear();
        var moving = Math.Min(count, Math.Min(lack, excess));
        moved.Clear();
        Apportionment.Award(moved, zeros, spare, spare, moving);
        for (var i = 0; i < n; i++) seats[i] -= moved[i];
        moved.Clear();
        Apportionment.Award(moved, zeros, lacking, lacking, moving);
        for (var i = 0; i < n; i++) seats[i] += moved[i];
        ArrayPool<long>.Shared.Return(buffer);
    }
}

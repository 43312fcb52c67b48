using System.Buffers;

namespace FedScaler.Core.Splitting;

/// <summary>How far shares are from the ideal, and one bounded step toward it.</summary>
internal static class DriftStep
{
    /// <summary>How many seats would have to move to reach the ideal.</summary>
    public static long Distance(ReadOnlySpan<long> seats, ReadOnlySpan<long> ideal)
    {
        var excess = 0L;
        for (var i = 0; i < seats.Length; i++) excess += Math.Max(0, seats[i] - ideal[i]);
        return excess;
    }

    /// <summary>Moves at most <paramref name="count"/> seats from members above their ideal to members below theirs, in proportion.</summary>
    /// <param name="held">Members that give nothing now.</param>
    public static void Apply(Span<long> seats, ReadOnlySpan<long> ideal, ReadOnlySpan<bool> held, long count)
    {
        var n = seats.Length;
        var buffer = ArrayPool<long>.Shared.Rent(6 * n);
        var lacking = buffer.AsSpan(0, n);
        var spare = buffer.AsSpan(n, n);
        var given = buffer.AsSpan(2 * n, n);
        var zeros = buffer.AsSpan(3 * n, n);
        zeros.Clear();
        given.Clear();
        long lack = 0, excess = 0;
        for (var i = 0; i < n; i++)
        {
            lacking[i] = Math.Max(0, ideal[i] - seats[i]);
            spare[i] = held[i] ? 0 : Math.Max(0, seats[i] - ideal[i]);
            lack += lacking[i];
            excess += spare[i];
        }

        var moving = Math.Min(count, Math.Min(lack, excess));
        Award(given, spare, buffer, n, zeros, moving);
        for (var i = 0; i < n; i++) seats[i] -= given[i];
        given.Clear();
        Award(given, lacking, buffer, n, zeros, moving);
        for (var i = 0; i < n; i++) seats[i] += given[i];
        ArrayPool<long>.Shared.Return(buffer);
    }

    private static void Award(Span<long> seats, ReadOnlySpan<long> caps, long[] buffer, int n, ReadOnlySpan<long> zeros, long count) =>
        new Apportionment { Seats = seats, Starts = buffer.AsSpan(4 * n, n), Bases = zeros, Caps = caps, Weights = caps }.Award(count);
}

using FedScaler.Core.Splitting;

namespace FedScaler.Core.Dividing;

/// <summary>
/// Where members that can't be written to hold so much of the count that less than one is left for each that runs something,
/// each of these keeps 1, unless the user asks for fewer: nothing is scaled to zero because another member is silent.
/// </summary>
internal static class LastReplicas
{
    /// <param name="left">What the others leave of <paramref name="replicas"/>.</param>
    public static bool AreAtStake(ReadOnlySpan<Seat> table, long left, long replicas) => left < replicas && left < Math.Min(Running(table), replicas);

    /// <summary>One each, where there are not enough the ready ones first. None is left without a place.</summary>
    public static long Keep(ReadOnlySpan<Seat> table, Span<long> seats, long replicas)
    {
        seats.Clear();
        var keys = new (int Ready, int Index)[table.Length];
        for (var i = 0; i < keys.Length; i++) keys[i] = (-table[i].Member.Ready, i);
        Array.Sort(keys);
        foreach (var (_, i) in keys)
        {
            if (replicas == 0) break;
            if (!Runs(table[i])) continue;
            seats[i] = 1;
            replicas--;
        }

        return 0;
    }

    private static int Running(ReadOnlySpan<Seat> table)
    {
        var running = 0;
        foreach (var seat in table) running += Runs(seat) ? 1 : 0;
        return running;
    }

    private static bool Runs(in Seat seat) => seat.Member is { Runs: > 0, Ceiling: > 0 };
}

namespace FedScaler.Core.Splitting;

/// <summary>
/// In which order the maximum is shared out. In a fleet too tight for all of it the rungs below come first: what runs (so
/// that no pod dies to make a spread even), then spread and floors, then demand, then the strategy.
/// </summary>
internal static class MaxLadder
{
    private const int One = 0;

    /// <summary>Up to what runs within the share that it was given: who runs more than that, or says so, yields first.</summary>
    private const int Entitled = 1;

    private const int Runs = 2;
    private const int Spread = 3;
    private const int Floor = 4;

    /// <summary>Up to what is wanted and fits.</summary>
    private const int Wanted = 5;

    /// <summary>Up to what fits, by the strategy.</summary>
    public const int Fitting = 6;

    /// <summary>Up to the ceilings alone, so that a node autoscaler can answer.</summary>
    private const int Ceiling = 7;

    /// <summary>Even to members whose pods can't be scheduled: the sums hold whatever happens.</summary>
    private const int LastResort = 8;

    private const int Rungs = 9;

    private const uint ByPriority = (1 << Spread) | (1 << Fitting) | (1 << Ceiling) | (1 << LastResort);

    public static SeatLadder Build(ReadOnlySpan<Seat> members, SplitStrategy strategy)
    {
        var ladder = new SeatLadder(members.Length, Rungs, strategy == SplitStrategy.Priority ? ByPriority : 0);
        for (var i = 0; i < members.Length; i++) Place(ladder, i, members[i], strategy);
        if (strategy == SplitStrategy.Priority) ladder.Group(members);
        return ladder;
    }

    private static void Place(SeatLadder ladder, int i, in Seat seat, SplitStrategy strategy)
    {
        var member = seat.Member;
        long ceiling = member.Ceiling;
        long runs = Math.Min(member.Runs, ceiling);
        var spread = Math.Max(runs, Math.Min(1, ceiling));
        var floor = Math.Max(spread, Math.Min(member.Floor, ceiling));
        // A member whose pods wait for a node is given no more.
        var fits = seat.Blocked ? floor : Math.Min(seat.Fit, ceiling);
        var wanted = Math.Max(floor, Math.Min(member.Wants, fits));
        var fitting = Math.Max(wanted, fits);
        var weight = strategy == SplitStrategy.Weighted ? member.Weight : seat.Fit;
        var free = strategy == SplitStrategy.Weighted ? member.Weight : Math.Max(0, fits - wanted);

        var entitled = Math.Min(runs, seat.Granted);
        ladder.Place(One, i, Math.Min(1, runs), runs);
        ladder.Place(Entitled, i, Math.Max(Math.Min(1, runs), entitled), entitled);
        ladder.Place(Runs, i, runs, runs);
        ladder.Place(Spread, i, spread, weight);
        ladder.Place(Floor, i, floor, member.Floor);
        ladder.Place(Wanted, i, wanted, member.Wants);
        ladder.Place(Fitting, i, fitting, free);
        ladder.Place(Ceiling, i, seat.Blocked ? fitting : ceiling, weight);
        ladder.Place(LastResort, i, ceiling, weight);
    }
}

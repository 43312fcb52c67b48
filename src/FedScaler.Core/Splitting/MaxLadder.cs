namespace FedScaler.Core.Splitting;

/// <summary>
/// In which order the maximum is shared out. In a fleet too tight for all of it the rungs below come first: what runs (so
/// that no pod dies to make a spread even), then spread and floors, then demand, then the strategy.
/// </summary>
internal static class MaxLadder
{
    private const int One = 0;
    private const int Runs = 1;
    private const int Spread = 2;
    private const int Floor = 3;

    /// <summary>Up to what is wanted and fits.</summary>
    public const int Wanted = 4;

    /// <summary>Up to what fits, by the strategy.</summary>
    public const int Fitting = 5;

    /// <summary>Up to the ceilings alone, so that a node autoscaler can answer.</summary>
    private const int Ceiling = 6;

    /// <summary>Even to members whose pods can't be scheduled: the sums hold whatever happens.</summary>
    private const int LastResort = 7;

    private const int Rungs = 8;

    public static SeatLadder Build(ReadOnlySpan<Seat> members, SplitStrategy strategy)
    {
        var ladder = new SeatLadder(members.Length, Rungs);
        for (var i = 0; i < members.Length; i++) Place(ladder, i, members[i], strategy);
        if (strategy != SplitStrategy.Priority) return ladder;
        for (var i = 0; i < members.Length; i++) ladder.Groups[i] = members[i].Member.Priority;
        foreach (var rung in (ReadOnlySpan<int>)[Spread, Fitting, Ceiling, LastResort]) ladder.GroupRung(rung);
        return ladder;
    }

    private static void Place(SeatLadder ladder, int i, in Seat seat, SplitStrategy strategy)
    {
        var member = seat.Member;
        long ceiling = member.Ceiling;
        long runs = Math.Min(member.Runs, ceiling);
        var spread = Math.Max(runs, Math.Min(1, ceiling));
        var floor = Math.Max(spread, Math.Min(member.Floor, ceiling));
        // Unknown capacity moves nothing, and a member whose pods wait for a node is given no more.
        var fits = seat.Blocked || member.Fit is null ? floor : Math.Min(member.Fit.Value, ceiling);
        var wanted = Math.Max(floor, Math.Min(member.Wants, fits));
        var fitting = Math.Max(wanted, fits);

        Set(ladder, One, i, Math.Min(1, runs), runs);
        Set(ladder, Runs, i, runs, runs);
        Set(ladder, Spread, i, spread, ByStrategy(member, strategy, member.Fit ?? 0));
        Set(ladder, Floor, i, floor, member.Floor);
        Set(ladder, Wanted, i, wanted, member.Wants);
        Set(ladder, Fitting, i, fitting, ByStrategy(member, strategy, Math.Max(0, fits - wanted)));
        Set(ladder, Ceiling, i, seat.Blocked ? fitting : ceiling, ByStrategy(member, strategy, member.Fit ?? 0));
        Set(ladder, LastResort, i, Math.Max(ceiling, fitting), ByStrategy(member, strategy, member.Fit ?? 0));
    }

    private static long ByStrategy(MemberSnapshot member, SplitStrategy strategy, long capacity) =>
        strategy == SplitStrategy.Weighted ? member.Weight : capacity;

    private static void Set(SeatLadder ladder, int rung, int i, long level, long weight)
    {
        ladder.Levels(rung)[i] = level;
        ladder.Weights(rung)[i] = weight;
    }
}

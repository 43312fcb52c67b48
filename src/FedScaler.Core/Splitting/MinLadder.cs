namespace FedScaler.Core.Splitting;

/// <summary>
/// In which order the minimum is shared out over members whose maximum is settled. Free capacity is weighed whole (what
/// runs there included): a minimum covers running pods as well, and must not wander as they come and go.
/// </summary>
internal static class MinLadder
{
    private const int Spread = 0;
    private const int Floor = 1;
    private const int Fitting = 2;
    private const int Rungs = 4;

    /// <param name="members">The members that share.</param>
    /// <param name="maxima">Each one's maximum; no minimum goes above it.</param>
    /// <param name="strategy">Whose weights.</param>
    /// <param name="spread">Whether each keeps at least 1.</param>
    public static SeatLadder Build(ReadOnlySpan<Seat> members, ReadOnlySpan<long> maxima, SplitStrategy strategy, bool spread)
    {
        var ladder = new SeatLadder(members.Length, Rungs);
        for (var i = 0; i < members.Length; i++)
        {
            var member = members[i].Member;
            var max = maxima[i];
            var one = spread ? Math.Min(1, max) : 0;
            var floor = Math.Max(one, Math.Min(member.Floor, max));
            var fitting = Math.Max(floor, Math.Min(max, member.Fit ?? member.Runs));
            var weight = strategy == SplitStrategy.Weighted ? member.Weight : member.Fit ?? member.Runs;
            Set(ladder, Spread, i, one, weight);
            Set(ladder, Floor, i, floor, member.Floor);
            Set(ladder, Fitting, i, fitting, weight);
            Set(ladder, Rungs - 1, i, max, weight);
        }

        if (strategy != SplitStrategy.Priority) return ladder;
        for (var i = 0; i < members.Length; i++) ladder.Groups[i] = members[i].Member.Priority;
        foreach (var rung in (ReadOnlySpan<int>)[Spread, Fitting, Rungs - 1]) ladder.GroupRung(rung);
        return ladder;
    }

    private static void Set(SeatLadder ladder, int rung, int i, long level, long weight)
    {
        ladder.Levels(rung)[i] = level;
        ladder.Weights(rung)[i] = weight;
    }
}

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
    private const int Max = 3;
    private const int Rungs = 4;
    private const uint ByPriority = (1 << Spread) | (1 << Fitting) | (1 << Max);

    /// <param name="members">The members that share.</param>
    /// <param name="maxima">Each one's maximum; no minimum goes above it.</param>
    /// <param name="strategy">Whose weights.</param>
    /// <param name="spread">Whether each keeps at least 1.</param>
    public static SeatLadder Build(ReadOnlySpan<Seat> members, ReadOnlySpan<long> maxima, SplitStrategy strategy, bool spread)
    {
        var ladder = new SeatLadder(members.Length, Rungs, strategy == SplitStrategy.Priority ? ByPriority : 0);
        for (var i = 0; i < members.Length; i++)
        {
            var member = members[i].Member;
            var max = maxima[i];
            var one = spread ? Math.Min(1, max) : 0;
            var floor = Math.Max(one, Math.Min(member.Floor, max));
            var weight = strategy == SplitStrategy.Weighted ? member.Weight : members[i].Fit;
            ladder.Place(Spread, i, one, weight);
            ladder.Place(Floor, i, floor, member.Floor);
            ladder.Place(Fitting, i, Math.Max(floor, Math.Min(max, members[i].Fit)), weight);
            ladder.Place(Max, i, max, weight);
        }

        if (strategy == SplitStrategy.Priority) ladder.Group(members);
        return ladder;
    }
}

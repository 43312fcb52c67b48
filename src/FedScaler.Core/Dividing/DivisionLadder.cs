using FedScaler.Core.Splitting;

namespace FedScaler.Core.Dividing;

/// <summary>
/// In which order a count is handed out: floors, then one each, then what fits by the strategy, then up to the ceilings, so
/// that a node autoscaler can answer. Free capacity is weighed whole, what runs there included, so that the ideal does not
/// wander as pods come and go.
/// </summary>
internal static class DivisionLadder
{
    private const int Floor = 0;
    private const int Spread = 1;

    /// <summary>Up to what fits. What lies above it may be taken for floors.</summary>
    public const int Fitting = 2;

    private const int Ceiling = 3;

    /// <summary>Even to members whose pods can't be scheduled: the count holds whatever happens.</summary>
    private const int LastResort = 4;

    private const int Rungs = 5;
    private const uint ByPriority = (1 << Spread) | (1 << Fitting) | (1 << Ceiling) | (1 << LastResort);

    /// <param name="kept">What a blocked member keeps: it is given no more before the last rung.</param>
    /// <param name="needed">Members that are given more than their floor as long as these suffice.</param>
    public static SeatLadder Build(ReadOnlySpan<Seat> table, ReadOnlySpan<long> kept, ReadOnlySpan<bool> needed, DivisionPolicy policy)
    {
        var ladder = new SeatLadder(table.Length, Rungs, policy.Strategy == SplitStrategy.Priority ? ByPriority : 0);
        for (var i = 0; i < table.Length; i++)
        {
            var member = table[i].Member;
            long top = table[i].Blocked ? Math.Min(kept[i], member.Ceiling) : member.Ceiling;
            var floor = Math.Min(member.Floor, top);
            var spread = policy.Spread == SpreadPolicy.Always ? Math.Max(floor, Math.Min(1, top)) : floor;
            var fitting = needed[i] ? Math.Max(spread, Math.Min(HeldBy(member, kept[i]), top)) : spread;
            var weight = WeightOf(member, kept[i], policy.Strategy);
            ladder.Place(Floor, i, floor, member.Floor);
            ladder.Place(Spread, i, spread, weight);
            ladder.Place(Fitting, i, fitting, weight);
            ladder.Place(Ceiling, i, Math.Max(fitting, top), weight);
            ladder.Place(LastResort, i, member.Ceiling, weight);
        }

        if (policy.Strategy == SplitStrategy.Priority) ladder.Group(table);
        return ladder;
    }

    /// <summary>Unknown capacity moves nothing: such a member is taken to hold what it has.</summary>
    public static long HeldBy(MemberSnapshot member, long has) => member.Fit ?? has;

    /// <summary>A member of unknown capacity counts with what it has, and with 1 where that is nothing: it would never be given any.</summary>
    public static long WeightOf(MemberSnapshot member, long has, SplitStrategy strategy) =>
        strategy == SplitStrategy.Weighted ? member.Weight : member.Fit ?? Math.Max(1, has);
}

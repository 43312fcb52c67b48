using FedScaler.Core.Splitting;

namespace FedScaler.Core.Dividing;

/// <summary>Spread WhenNeeded: the fewest members that hold the count, those that run most of it already first.</summary>
internal static class NeededMembers
{
    /// <param name="table">In order of names: ties go to the first.</param>
    /// <param name="kept">What each has now, and keeps.</param>
    /// <param name="needed">Receives which are needed: everybody with spread Always.</param>
    public static void Choose(ReadOnlySpan<Seat> table, ReadOnlySpan<long> kept, DivisionPolicy policy, long count, Span<bool> needed)
    {
        needed.Fill(policy.Spread == SpreadPolicy.Always);
        if (policy.Spread == SpreadPolicy.Always) return;
        var keys = new (long Rank, long Has, long Weight, int Index)[table.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            var member = table[i].Member;
            var rank = policy.Strategy == SplitStrategy.Priority ? member.Priority : 0;
            keys[i] = (rank, -kept[i], -DivisionLadder.WeightOf(member, kept[i], policy.Strategy), i);
        }

        Array.Sort(keys);
        foreach (var (_, _, _, i) in keys)
        {
            if (count <= 0) return;
            var member = table[i].Member;
            var holds = Math.Min(DivisionLadder.HeldBy(member, kept[i]), table[i].Blocked ? kept[i] : member.Ceiling);
            if (holds <= 0) continue;
            needed[i] = true;
            count -= holds;
        }

        // Not even all of them hold it by what is known of their capacity.
        if (count > 0) needed.Fill(true);
    }
}

namespace FedScaler.Sandbox.Laws.History;

/// <summary>What the maxima of a settled fleet add up to, and between what they should.</summary>
/// <param name="Gone">Of the sum, what stands in members that have had to be lent by now.</param>
/// <param name="Least">The sum without <paramref name="Gone"/> is not below it.</param>
/// <param name="Most">The sum is not above it.</param>
internal sealed record Maxima(long Sum, long Gone, long Least, long Most)
{
    /// <summary>Null where nobody that can be written to has a share, or somebody refuses one.</summary>
    public static Maxima? Of(FedHpaRecord owner, DateTimeOffset now, FleetHistory history)
    {
        if (history.IsBarred(owner)) return null;
        long pinned = 0, ceilings = 0, sum = 0, lent = 0, gone = 0;
        var live = 0;
        foreach (var (member, hpa) in history.Shares(owner))
        {
            sum += hpa.Bounds.Max;
            if (history.MayBeLent(owner, member, now) || FleetHistory.IsStranded(owner, member)) lent += hpa.Bounds.Max;
            if (history.MustBeLent(owner, member, now)) gone += hpa.Bounds.Max;
            if (member.Pinned || !owner.Selects(member))
            {
                pinned += hpa.Bounds.Max;
                continue;
            }

            live++;
            ceilings += owner.Ceiling(member);
        }

        long max = owner.Policy.MaxReplicas;
        // Where silent members hold more than a lowered maximum, the others keep 1 each: nothing runs dry because of a silence.
        return live == 0 ? null : new Maxima(sum, gone, Math.Min(max, pinned - gone + ceilings), Math.Max(max + lent, pinned + live));
    }
}

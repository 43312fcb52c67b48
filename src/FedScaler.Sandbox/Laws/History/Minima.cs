namespace FedScaler.Sandbox.Laws.History;

/// <summary>What the minima add up to, and what they should.</summary>
internal static class Minima
{
    /// <summary>
    /// Lent shares are neither counted nor expected. The sum is null where nobody that can be written to has a share or somebody refuses one, and
    /// while a share may be lent and need not be.
    /// </summary>
    public static (long? Sum, long Target) Of(FedHpaRecord owner, DateTimeOffset now, FleetHistory history)
    {
        if (history.IsBarred(owner)) return (null, 0);
        long pinned = 0, sum = 0, maxima = 0;
        var live = 0;
        foreach (var (member, hpa) in history.Shares(owner))
        {
            if (history.MustBeLent(owner, member, now)) continue;
            if (history.MayBeLent(owner, member, now)) return (null, 0);
            if (member.Pinned || !owner.Selects(member))
            {
                pinned += hpa.FleetMin;
                continue;
            }

            live++;
            sum += hpa.FleetMin;
            maxima += hpa.Bounds.Max;
        }

        var target = Math.Min(Math.Max(owner.Policy.MinReplicas - pinned, live), maxima);
        return live == 0 ? (null, 0) : (pinned + sum, pinned + target);
    }
}

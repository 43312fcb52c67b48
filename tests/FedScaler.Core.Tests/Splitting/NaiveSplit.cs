using FedScaler.Core.Splitting;

namespace FedScaler.Core.Tests.Splitting;

/// <summary>The split as the design words it, one seat at a time, with no regard for speed: what the real one is held to.</summary>
internal static class NaiveSplit
{
    public static Share[] Share(SplitPolicy policy, IReadOnlyList<MemberSnapshot> members)
    {
        var strategy = policy.Strategy;
        var maxima = HandOut(members, strategy, policy.MaxReplicas, MaxRungs(members, strategy));
        var minima = HandOut(members, strategy, Math.Max(policy.MinReplicas, maxima.Count(static max => max > 0)), MinRungs(members, strategy, maxima));
        return [.. members.Select((_, i) => new Share((int)minima[i], (int)maxima[i]))];
    }

    private sealed record Rung(Func<int, long> Level, Func<int, long> Weight, bool ByPriority);

    private static Rung[] MaxRungs(IReadOnlyList<MemberSnapshot> members, SplitStrategy strategy)
    {
        var priority = strategy == SplitStrategy.Priority;
        long Ceiling(int i) => members[i].Ceiling;
        long Runs(int i) => Math.Min(members[i].Runs, Ceiling(i));
        long Fit(int i) => members[i].Fit ?? Math.Max(members[i].Runs, members[i].Share?.Max ?? 0);
        long Spread(int i) => Math.Max(Runs(i), Math.Min(1, Ceiling(i)));
        long Floor(int i) => Math.Max(Spread(i), Math.Min(members[i].Floor, Ceiling(i)));
        long Wanted(int i) => Math.Max(Floor(i), Math.Min(members[i].Wants, Math.Min(Fit(i), Ceiling(i))));
        long Fitting(int i) => Math.Max(Wanted(i), Math.Min(Fit(i), Ceiling(i)));
        long Weight(int i) => strategy == SplitStrategy.Weighted ? members[i].Weight : Fit(i);
        long Free(int i) => strategy == SplitStrategy.Weighted ? members[i].Weight : Math.Max(0, Math.Min(Fit(i), Ceiling(i)) - Wanted(i));
        return
        [
            new(i => Math.Min(1, Runs(i)), Runs, false), new(Runs, Runs, false), new(Spread, Weight, priority),
            new(Floor, i => members[i].Floor, false), new(Wanted, i => members[i].Wants, false), new(Fitting, Free, priority), new(Ceiling, Weight, priority),
        ];
    }

    private static Rung[] MinRungs(IReadOnlyList<MemberSnapshot> members, SplitStrategy strategy, long[] maxima)
    {
        var priority = strategy == SplitStrategy.Priority;
        long Fit(int i) => members[i].Fit ?? Math.Max(members[i].Runs, members[i].Share?.Max ?? 0);
        long One(int i) => Math.Min(1, maxima[i]);
        long Floor(int i) => Math.Max(One(i), Math.Min(members[i].Floor, maxima[i]));
        long Weight(int i) => strategy == SplitStrategy.Weighted ? members[i].Weight : Fit(i);
        return
        [
            new(One, Weight, priority), new(Floor, i => members[i].Floor, false),
            new(i => Math.Max(Floor(i), Math.Min(maxima[i], Fit(i))), Weight, priority), new(i => maxima[i], Weight, priority),
        ];
    }

    private static long[] HandOut(IReadOnlyList<MemberSnapshot> members, SplitStrategy strategy, long count, Rung[] rungs)
    {
        var seats = new long[members.Count];
        var below = new long[members.Count];
        foreach (var rung in rungs)
        {
            while (count > 0)
            {
                var open = Enumerable.Range(0, members.Count).Where(i => seats[i] < rung.Level(i)).ToList();
                if (open.Count == 0) break;
                if (rung.ByPriority) open = [.. open.GroupBy(i => members[i].Priority).MinBy(static group => group.Key)!];
                if (open.Exists(i => rung.Weight(i) > 0)) open.RemoveAll(i => rung.Weight(i) == 0);
                seats[Winner(open, rung, seats, below)]++;
                count--;
            }

            for (var i = 0; i < seats.Length; i++) below[i] = rung.Level(i);
        }

        return seats;
    }

    /// <summary>Webster: the highest weight ÷ (2 × seats + 1); then the heavier, then the first.</summary>
    private static int Winner(List<int> open, Rung rung, long[] seats, long[] below) => open
        .OrderByDescending(i => (decimal)Math.Max(1, rung.Weight(i)) / ((2 * (seats[i] - below[i])) + 1))
        .ThenByDescending(i => rung.Weight(i))
        .ThenBy(static i => i)
        .First();
}

namespace FedScaler.Core.Splitting;

/// <summary>
/// Hands whole seats out in proportion to weights, each member bounded by a cap, by Webster's divisor method: the next
/// seat goes to the highest weight ÷ (2 × seats held + 1). Seats come one after the other, so one more to share never
/// takes one from anybody; the largest-remainder method lacks that property (the Alabama paradox: Balinski and Young,
/// "Fair Representation", 1982). Ties go to the heavier weight, then to the lower index.
/// </summary>
internal readonly ref struct Apportionment
{
    /// <summary>What each member has; raised in place.</summary>
    public required Span<long> Seats { get; init; }

    /// <summary>Scratch of the same length.</summary>
    public required Span<long> Starts { get; init; }

    /// <summary>Where counting starts: a member's seats in this contest are those above its base.</summary>
    public required ReadOnlySpan<long> Bases { get; init; }

    /// <summary>No member is raised above its cap.</summary>
    public required ReadOnlySpan<long> Caps { get; init; }

    /// <summary>Members of weight 0 are served once all others are at their caps.</summary>
    public required ReadOnlySpan<long> Weights { get; init; }

    /// <summary>Which members take part: those of <see cref="Group"/>; empty for all.</summary>
    public ReadOnlySpan<long> Groups { get; init; }

    public long Group { get; init; }

    /// <summary>Raises the seats by <paramref name="count"/> in all and returns how many found no place.</summary>
    public long Award(long count) => Among(weighted: false, Among(weighted: true, count));

    private long Among(bool weighted, long count)
    {
        if (count <= 0) return 0;
        var room = 0L;
        for (var i = 0; i < Seats.Length; i++)
            if (Competes(i, weighted)) room += Caps[i] - Seats[i];
        if (room > count)
        {
            Seats.CopyTo(Starts);
            Settle(weighted, count - Approach(weighted, count));
            return 0;
        }

        for (var i = 0; i < Seats.Length; i++)
            if (Competes(i, weighted)) Seats[i] = Caps[i];
        return count - room;
    }

    private bool Competes(int i, bool weighted) =>
        Caps[i] > Seats[i] && Weights[i] > 0 == weighted && (Groups.IsEmpty || Groups[i] == Group);

    /// <summary>
    /// Finds a multiplier whose rounded quotas come within a few seats of <paramref name="count"/>, gives everybody their
    /// quota and returns how many that were. Floating point only saves steps here: <see cref="Settle"/> is exact.
    /// </summary>
    private long Approach(bool weighted, long count)
    {
        var near = Math.Max(4, Seats.Length / 8);
        double low = 0, high = double.PositiveInfinity, multiplier = 0;
        for (var round = 0; round < 128; round++)
        {
            var missing = count - GivenAt(multiplier, weighted, out var slope);
            if (Math.Abs(missing) <= near) break;
            if (missing > 0) low = multiplier;
            else high = multiplier;
            var newton = multiplier + missing / slope;
            multiplier = newton > low && newton < high ? newton
                : double.IsPositiveInfinity(high) ? (2 * multiplier) + 1
                : (low + high) / 2;
        }

        var given = 0L;
        for (var i = 0; i < Seats.Length; i++)
        {
            if (!Competes(i, weighted)) continue;
            var quota = Quota(i, multiplier);
            given += quota - Seats[i];
            Seats[i] = quota;
        }

        return given;
    }

    private double GivenAt(double multiplier, bool weighted, out double slope)
    {
        var given = 0.0;
        slope = 0;
        for (var i = 0; i < Seats.Length; i++)
        {
            if (!Competes(i, weighted)) continue;
            var quota = Quota(i, multiplier);
            given += quota - Seats[i];
            if (quota < Caps[i]) slope += Weight(i);
        }

        return given;
    }

    private long Quota(int i, double multiplier)
    {
        var quota = Math.Floor((Weight(i) * multiplier) + 0.5);
        return quota >= Caps[i] - Bases[i] ? Caps[i] : Math.Max(Seats[i], Bases[i] + (long)quota);
    }

    private long Weight(int i) => Math.Max(1, Weights[i]);

    /// <summary>Adds, takes back and swaps single seats until the outcome is exactly Webster's.</summary>
    private void Settle(bool weighted, long owed)
    {
        for (; owed > 0; owed--) Seats[Next(weighted)]++;
        for (; owed < 0; owed++) Seats[Last(weighted)]--;
        while (true)
        {
            int next = Next(weighted), last = Last(weighted);
            if (next < 0 || last < 0 || next == last || !Precedes(next, Seats[next], last, Seats[last] - 1)) return;
            Seats[next]++;
            Seats[last]--;
        }
    }

    /// <summary>Who gets the next seat; -1 when all are at their caps.</summary>
    private int Next(bool weighted)
    {
        var best = -1;
        for (var i = 0; i < Seats.Length; i++)
            if (Competed(i, weighted) && Seats[i] < Caps[i] && (best < 0 || Precedes(i, Seats[i], best, Seats[best]))) best = i;
        return best;
    }

    /// <summary>Who got the last seat; -1 when none was given.</summary>
    private int Last(bool weighted)
    {
        var worst = -1;
        for (var i = 0; i < Seats.Length; i++)
            if (Competed(i, weighted) && Seats[i] > Starts[i] && (worst < 0 || Precedes(worst, Seats[worst] - 1, i, Seats[i] - 1))) worst = i;
        return worst;
    }

    private bool Competed(int i, bool weighted) =>
        Caps[i] > Starts[i] && Weights[i] > 0 == weighted && (Groups.IsEmpty || Groups[i] == Group);

    /// <summary>Whether member <paramref name="a"/>'s seat comes before member <paramref name="b"/>'s; each is named by the seats below it.</summary>
    private bool Precedes(int a, long belowA, int b, long belowB)
    {
        var left = (UInt128)(ulong)Weight(a) * (ulong)((2 * (belowB - Bases[b])) + 1);
        var right = (UInt128)(ulong)Weight(b) * (ulong)((2 * (belowA - Bases[a])) + 1);
        if (left != right) return left > right;
        return Weight(a) != Weight(b) ? Weight(a) > Weight(b) : a < b;
    }
}

using System.Buffers;

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

    /// <summary>Where counting starts: a member's seats in this contest are those above its base; never above its seats.</summary>
    public required ReadOnlySpan<long> Bases { get; init; }

    /// <summary>No member is raised above its cap.</summary>
    public required ReadOnlySpan<long> Caps { get; init; }

    /// <summary>Members of weight 0 are served, evenly, once all others are at their caps.</summary>
    public required ReadOnlySpan<long> Weights { get; init; }

    /// <summary>Which members take part.</summary>
    public required ReadOnlySpan<int> Contestants { get; init; }

    /// <summary>One contest among everybody: raises <paramref name="seats"/> by <paramref name="count"/> in all, in proportion to weights.</summary>
    public static void Award(Span<long> seats, ReadOnlySpan<long> bases, ReadOnlySpan<long> caps, ReadOnlySpan<long> weights, long count)
    {
        var starts = ArrayPool<long>.Shared.Rent(seats.Length);
        var everybody = ArrayPool<int>.Shared.Rent(seats.Length);
        for (var i = 0; i < seats.Length; i++) everybody[i] = i;
        new Apportionment
        {
            Seats = seats,
            Starts = starts,
            Bases = bases,
            Caps = caps,
            Weights = weights,
            Contestants = everybody.AsSpan(0, seats.Length),
        }.Award(count);
        ArrayPool<int>.Shared.Return(everybody);
        ArrayPool<long>.Shared.Return(starts);
    }

    /// <summary>Raises the seats by <paramref name="count"/> in all and returns how many found no place.</summary>
    public long Award(long count) => Among(weighted: false, Among(weighted: true, count));

    private long Among(bool weighted, long count)
    {
        if (count <= 0) return 0;
        var rented = ArrayPool<int>.Shared.Rent(Contestants.Length);
        var competing = rented.AsSpan(0, Competing(weighted, rented, out var room));
        if (room > count)
        {
            foreach (var i in competing) Starts[i] = Seats[i];
            Settle(competing, count - Approach(competing, count));
        }
        else
        {
            foreach (var i in competing) Seats[i] = Caps[i];
        }

        ArrayPool<int>.Shared.Return(rented);
        return Math.Max(0, count - room);
    }

    private int Competing(bool weighted, Span<int> competing, out long room)
    {
        var count = 0;
        room = 0;
        foreach (var i in Contestants)
        {
            if (Caps[i] <= Seats[i] || Weights[i] > 0 != weighted) continue;
            room += Caps[i] - Seats[i];
            competing[count++] = i;
        }

        return count;
    }

    /// <summary>
    /// Finds a multiplier whose rounded quotas come within a seat a member of <paramref name="count"/>, gives everybody
    /// their quota and returns how many that were. Floating point only saves steps here: <see cref="Settle"/> is exact.
    /// </summary>
    private long Approach(ReadOnlySpan<int> competing, long count)
    {
        double low = 0, high = double.PositiveInfinity, multiplier = 0;
        for (var round = 0; round < 128; round++)
        {
            var missing = count - GivenAt(multiplier, competing, out var slope);
            // A few more rounds are cheaper than many single seats; equal weights step together and may never come closer.
            if (Math.Abs(missing) <= (round < 8 ? competing.Length / 8 : competing.Length)) break;
            if (missing > 0) low = multiplier;
            else high = multiplier;
            var newton = multiplier + (missing / slope);
            multiplier = newton > low && newton < high ? newton
                : double.IsPositiveInfinity(high) ? (2 * multiplier) + 1
                : (low + high) / 2;
        }

        var given = 0L;
        foreach (var i in competing)
        {
            var quota = Quota(i, multiplier);
            given += quota - Seats[i];
            Seats[i] = quota;
        }

        return given;
    }

    private double GivenAt(double multiplier, ReadOnlySpan<int> competing, out double slope)
    {
        var given = 0L;
        slope = 0;
        foreach (var i in competing)
        {
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
    private void Settle(Span<int> competing, long owed)
    {
        if (owed > 0)
        {
            Heapify(competing, forNext: true);
            for (; owed > 0; owed--)
            {
                Seats[competing[0]]++;
                Sink(competing, 0, forNext: true);
            }
        }

        if (owed < 0)
        {
            Heapify(competing, forNext: false);
            for (; owed < 0; owed++)
            {
                Seats[competing[0]]--;
                Sink(competing, 0, forNext: false);
            }
        }

        while (true)
        {
            int next = First(competing, forNext: true), last = First(competing, forNext: false);
            if (!HasNext(next) || !HasLast(last) || next == last || !Precedes(next, Seats[next], last, Seats[last] - 1)) return;
            Seats[next]++;
            Seats[last]--;
        }
    }

    private bool HasNext(int i) => Seats[i] < Caps[i];

    private bool HasLast(int i) => Seats[i] > Starts[i];

    private int First(ReadOnlySpan<int> competing, bool forNext)
    {
        var first = competing[0];
        foreach (var i in competing[1..])
            if (Before(i, first, forNext)) first = i;
        return first;
    }

    /// <summary>Whether <paramref name="a"/> is served before <paramref name="b"/>: is given the next seat, or gives the last one back.</summary>
    private bool Before(int a, int b, bool forNext)
    {
        if (forNext) return HasNext(a) && (!HasNext(b) || Precedes(a, Seats[a], b, Seats[b]));
        return HasLast(a) && (!HasLast(b) || Precedes(b, Seats[b] - 1, a, Seats[a] - 1));
    }

    private void Heapify(Span<int> heap, bool forNext)
    {
        for (var at = (heap.Length / 2) - 1; at >= 0; at--) Sink(heap, at, forNext);
    }

    private void Sink(Span<int> heap, int at, bool forNext)
    {
        while (true)
        {
            var child = (2 * at) + 1;
            if (child >= heap.Length) return;
            if (child + 1 < heap.Length && Before(heap[child + 1], heap[child], forNext)) child++;
            if (!Before(heap[child], heap[at], forNext)) return;
            (heap[at], heap[child]) = (heap[child], heap[at]);
            at = child;
        }
    }

    /// <summary>Whether member <paramref name="a"/>'s seat comes before member <paramref name="b"/>'s; each is named by the seats below it.</summary>
    private bool Precedes(int a, long belowA, int b, long belowB)
    {
        var leftHigh = Math.BigMul((ulong)Weight(a), (ulong)((2 * (belowB - Bases[b])) + 1), out var left);
        var rightHigh = Math.BigMul((ulong)Weight(b), (ulong)((2 * (belowA - Bases[a])) + 1), out var right);
        if (leftHigh != rightHigh) return leftHigh > rightHigh;
        if (left != right) return left > right;
        return Weight(a) != Weight(b) ? Weight(a) > Weight(b) : a < b;
    }
}

using System.Buffers;

namespace FedScaler.Core.Splitting;

/// <summary>
/// The order in which seats are handed out: rung by rung, and on each rung in proportion to that rung's weights up to its
/// levels. Any total is a prefix of one and the same sequence, which is what makes sharing monotone: climbing by one more
/// never takes a seat from anybody, and descending gives back the seats that came last.
/// </summary>
internal readonly ref struct SeatLadder
{
    private readonly int _count;
    private readonly int _rungs;
    private readonly uint _grouped;
    private readonly long[] _buffer;
    private readonly int[] _order;

    /// <param name="count">How many members.</param>
    /// <param name="rungs">How many rungs.</param>
    /// <param name="grouped">One bit a rung: a grouped rung serves the lowest group first and fills it before the next.</param>
    public SeatLadder(int count, int rungs, uint grouped)
    {
        _count = count;
        _rungs = rungs;
        _grouped = grouped;
        _buffer = ArrayPool<long>.Shared.Rent(count * ((2 * rungs) + 3));
        _order = ArrayPool<int>.Shared.Rent(count);
        for (var i = 0; i < count; i++) _order[i] = i;
    }

    /// <summary>All members; on a grouped rung in order of their groups.</summary>
    private Span<int> Order => _order.AsSpan(0, _count);

    private Span<long> Groups => _buffer.AsSpan(((2 * _rungs) + 2) * _count, _count);

    private Span<long> Scratch => _buffer.AsSpan(2 * _rungs * _count, _count);

    private Span<long> Zeros => _buffer.AsSpan(((2 * _rungs) + 1) * _count, _count);

    /// <summary>How many seats a member has when the rung is done; never below the rung before.</summary>
    public Span<long> Levels(int rung) => _buffer.AsSpan(rung * _count, _count);

    public Span<long> Weights(int rung) => _buffer.AsSpan((_rungs + rung) * _count, _count);

    public void Place(int rung, int i, long level, long weight)
    {
        Levels(rung)[i] = level;
        Weights(rung)[i] = weight;
    }

    /// <summary>Puts the members into groups by their priority.</summary>
    public void Group(ReadOnlySpan<Seat> members)
    {
        for (var i = 0; i < _count; i++) Groups[i] = members[i].Member.Priority;
        var keys = Scratch;
        Groups.CopyTo(keys);
        keys.Sort(Order);
    }

    /// <summary>Hands out <paramref name="more"/> seats and returns how many found no place below the top.</summary>
    public long Climb(Span<long> seats, long more)
    {
        for (var rung = 0; rung < _rungs && more > 0; rung++)
            more = Share(rung, seats, Levels(rung), more);
        return more;
    }

    /// <summary>
    /// Takes <paramref name="fewer"/> seats back, the last first, down to <paramref name="lowest"/> and no deeper, and
    /// returns how many could not be taken. Members for whom <paramref name="spared"/> is true give nothing.
    /// </summary>
    public long Descend(Span<long> seats, long fewer, int lowest = 0, ReadOnlySpan<bool> spared = default)
    {
        var held = ArrayPool<long>.Shared.Rent(_count);
        for (var rung = _rungs - 1; rung >= lowest && fewer > 0; rung--)
            fewer -= TakeBack(rung, seats, held.AsSpan(0, _count), fewer, spared);
        ArrayPool<long>.Shared.Return(held);
        return fewer;
    }

    public void Dispose()
    {
        ArrayPool<long>.Shared.Return(_buffer);
        ArrayPool<int>.Shared.Return(_order);
    }

    /// <summary>Everything that this rung gave, less what is to go, is handed out anew: the same sequence, a shorter prefix.</summary>
    private long TakeBack(int rung, Span<long> seats, Span<long> held, long fewer, ReadOnlySpan<bool> spared)
    {
        var below = Below(rung);
        var given = 0L;
        for (var i = 0; i < _count; i++)
        {
            held[i] = seats[i];
            if (seats[i] <= below[i] || (!spared.IsEmpty && spared[i])) continue;
            given += seats[i] - below[i];
            seats[i] = below[i];
        }

        var taken = Math.Min(given, fewer);
        Share(rung, seats, held, given - taken);
        return taken;
    }

    private long Share(int rung, Span<long> seats, ReadOnlySpan<long> caps, long count)
    {
        if ((_grouped & (1u << rung)) == 0) return Contest(rung, seats, caps, Order).Award(count);
        for (var start = 0; start < _count && count > 0;)
        {
            var end = start + 1;
            while (end < _count && Groups[_order[end]] == Groups[_order[start]]) end++;
            count = Contest(rung, seats, caps, Order[start..end]).Award(count);
            start = end;
        }

        return count;
    }

    private Apportionment Contest(int rung, Span<long> seats, ReadOnlySpan<long> caps, ReadOnlySpan<int> contestants) => new()
    {
        Seats = seats,
        Starts = Scratch,
        Bases = Below(rung),
        Caps = caps,
        Weights = Weights(rung),
        Contestants = contestants,
    };

    private Span<long> Below(int rung)
    {
        if (rung > 0) return Levels(rung - 1);
        Zeros.Clear();
        return Zeros;
    }
}

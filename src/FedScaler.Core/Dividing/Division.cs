using System.Buffers;
using FedScaler.Core.Splitting;

namespace FedScaler.Core.Dividing;

/// <summary>
/// One division under way: seats of the members at the table, from what they have to what they are to have. Only what has to
/// change does: a higher count is added to what runs, a lower one taken from it.
/// </summary>
internal readonly ref struct Division
{
    private readonly ReadOnlySpan<Seat> _table;
    private readonly ReadOnlySpan<NodeWait?> _waits;
    private readonly Span<long> _seats;
    private readonly Span<long> _waiting;
    private readonly Span<long> _kept;
    private readonly DivisionPolicy _policy;
    private readonly long _count;

    /// <param name="table">In order of names.</param>
    /// <param name="waits">Of each, what is remembered of its pods without a node.</param>
    /// <param name="seats">What each has; receives what each is to have.</param>
    /// <param name="scratch">Twice as long.</param>
    /// <param name="count">What they are to run together.</param>
    public Division(ReadOnlySpan<Seat> table, ReadOnlySpan<NodeWait?> waits, Span<long> seats, Span<long> scratch, DivisionPolicy policy, long count)
    {
        _table = table;
        _waits = waits;
        _seats = seats;
        _waiting = scratch[..table.Length];
        _kept = scratch.Slice(table.Length, table.Length);
        _policy = policy;
        _count = count;
        for (var i = 0; i < table.Length; i++)
        {
            _seats[i] = Math.Min(_seats[i], table[i].Member.Ceiling);
            _waiting[i] = Waiting(i);
            _kept[i] = table[i].Blocked ? _seats[i] - _waiting[i] : _seats[i];
        }
    }

    /// <summary>Returns how many found no place below the ceilings.</summary>
    public long Run()
    {
        if (_table.IsEmpty) return _count;
        var needed = ArrayPool<bool>.Shared.Rent(_table.Length);
        NeededMembers.Choose(_table, _kept, _policy, _count, needed.AsSpan(0, _table.Length));
        using var ladder = DivisionLadder.Build(_table, _kept, needed.AsSpan(0, _table.Length), _policy);
        ArrayPool<bool>.Shared.Return(needed);
        var more = _count - Total();
        if (more < 0) Take(ladder, -more);
        var unplaced = more > 0 ? ladder.Climb(_seats, more) : 0;
        Vacate(ladder);
        FillFloors(ladder);
        return unplaced;
    }

    /// <summary>Pods there that find no node and may be taken away; what is above the seats goes anyway.</summary>
    private long Waiting(int i)
    {
        var member = _table[i].Member;
        var beyond = Math.Max(0L, member.Runs - _seats[i]);
        var waiting = member.Unschedulable - beyond;
        if (_table[i].Blocked) waiting = Math.Min(waiting, _waits[i]!.LeftToMove(_seats[i]));
        return Math.Clamp(waiting, 0, Spare(i));
    }

    private long Spare(int i) => Math.Max(0, _seats[i] - _table[i].Member.Floor);

    private long Total()
    {
        var total = 0L;
        foreach (var seats in _seats) total += seats;
        return total;
    }

    /// <summary>Pods without a node serve nobody, and pods that are not ready hardly anybody: they go first, as a ReplicaSet ranks them.</summary>
    private void Take(in SeatLadder ladder, long fewer)
    {
        fewer -= TakeFrom(_waiting, fewer);
        var anyReady = false;
        for (var i = 0; i < _table.Length; i++)
        {
            var ready = _table[i].Member.Ready;
            anyReady |= ready > 0;
            _waiting[i] = Math.Clamp(_seats[i] - ready, 0, Spare(i));
        }

        // Kinds that count no ready replicas have none anywhere, which says nothing.
        if (anyReady) fewer -= TakeFrom(_waiting, fewer);
        ladder.Descend(_seats, fewer);
    }

    private long TakeFrom(ReadOnlySpan<long> movable, long count)
    {
        var n = _seats.Length;
        var buffer = ArrayPool<long>.Shared.Rent(2 * n);
        var taken = buffer.AsSpan(0, n);
        var zeros = buffer.AsSpan(n, n);
        taken.Clear();
        zeros.Clear();
        var total = 0L;
        foreach (var some in movable) total += some;
        count = Math.Min(count, total);
        Apportionment.Award(taken, zeros, movable, movable, count);
        for (var i = 0; i < n; i++) _seats[i] -= taken[i];
        ArrayPool<long>.Shared.Return(buffer);
        return count;
    }

    /// <summary>Pods that have waited for a node too long go where they fit, and stay where they fit nowhere.</summary>
    private void Vacate(in SeatLadder ladder)
    {
        for (var i = 0; i < _table.Length; i++)
        {
            if (!_table[i].Blocked) continue;
            var elsewhere = 0L;
            for (var j = 0; j < _table.Length; j++)
                if (j != i && !_table[j].Blocked) elsewhere += Math.Max(0, FreePlaces(j));
            var moving = Math.Min(Math.Min(Waiting(i), Math.Max(0, _seats[i] - _kept[i])), elsewhere);
            if (moving <= 0) continue;
            _seats[i] -= moving;
            ladder.Climb(_seats, moving);
        }
    }

    private long FreePlaces(int j)
    {
        var member = _table[j].Member;
        return member.Fit is { } fit ? Math.Min(fit, member.Ceiling) - _seats[j] : 0;
    }

    /// <summary>A member's minReplicas is met from what the others have above theirs.</summary>
    private void FillFloors(in SeatLadder ladder)
    {
        var lacking = 0L;
        for (var i = 0; i < _table.Length; i++)
            if (!_table[i].Blocked) lacking += Math.Max(0, Math.Min(_table[i].Member.Floor, _table[i].Member.Ceiling) - _seats[i]);
        if (lacking == 0) return;
        ladder.Climb(_seats, lacking - ladder.Descend(_seats, lacking, DivisionLadder.Fitting));
    }
}

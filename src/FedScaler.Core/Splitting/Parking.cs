using System.Buffers;

namespace FedScaler.Core.Splitting;

/// <summary>
/// Spread WhenNeeded: which members at the table are given no share. A member that holds nothing stays parked until there is
/// unserved demand, or the others can't hold the minimum; one that runs something is parked only after it has been down to 1
/// for a cooldown and another member can hold that 1.
/// </summary>
internal readonly ref struct Parking(ReadOnlySpan<Seat> table, ReadOnlySpan<MemberMemory> memories, SplitPolicy policy, DateTimeOffset now)
{
    private readonly ReadOnlySpan<Seat> _table = table;
    private readonly ReadOnlySpan<MemberMemory> _memories = memories;
    private readonly SplitPolicy _policy = policy;
    private readonly DateTimeOffset _now = now;

    /// <summary>The first sign: somebody wants more than its maximum.</summary>
    public bool AnyUnserved
    {
        get
        {
            foreach (var seat in _table)
                if (seat.Member.Wants > seat.Member.Share?.Max) return true;
            return false;
        }
    }

    /// <summary>Marks who is parked; at least one member is left.</summary>
    /// <param name="minimum">What those at the table have to hold among them.</param>
    /// <param name="open">Whether demand is unserved: whoever has room for it is let in.</param>
    /// <param name="anySilent">Whether a silent member holds a share: nobody is let in or parked because of its silence.</param>
    /// <param name="parked">Receives the answer.</param>
    public void Choose(long minimum, bool open, bool anySilent, Span<bool> parked)
    {
        var buffer = ArrayPool<long>.Shared.Rent(_table.Length);
        var needed = buffer.AsSpan(0, _table.Length);
        Needed(minimum, needed);
        var fresh = true;
        var standing = 0L;
        foreach (var seat in _table)
        {
            fresh &= seat.Member.Share is null;
            standing += seat.Member.Share?.Min ?? 0;
        }

        var tooFew = !fresh && !CanHold(minimum) && (!anySilent || standing < minimum);
        for (var i = 0; i < _table.Length; i++)
            parked[i] = !Holds(_table[i]) && !(open && MayOpen(_table[i])) && !(needed[i] > 0 && (fresh || (tooFew && _table[i].Fit > 0)));
        if (!anySilent && !fresh && !open) Retire(needed, parked);
        ArrayPool<long>.Shared.Return(buffer);
    }

    /// <summary>Whether unserved demand may open it: it has room, as far as is known.</summary>
    public static bool MayOpen(in Seat seat) => seat.Member.Fit > 0 && !seat.Blocked;

    private static bool Holds(in Seat seat) => seat.Member.Share is not null || seat.Member.Runs > 0 || seat.Member.Floor > 0;

    private void Needed(long minimum, Span<long> needed)
    {
        var buffer = ArrayPool<long>.Shared.Rent(_table.Length);
        var ceilings = buffer.AsSpan(0, _table.Length);
        for (var i = 0; i < _table.Length; i++) ceilings[i] = _table[i].Member.Ceiling;
        needed.Clear();
        using (var ladder = MinLadder.Build(_table, ceilings, _policy.Strategy, spread: false)) ladder.Climb(needed, Math.Max(1, minimum));
        ArrayPool<long>.Shared.Return(buffer);
    }

    private bool CanHold(long minimum)
    {
        var room = 0L;
        foreach (var seat in _table)
            if (Holds(seat)) room += Math.Min(seat.Member.Ceiling, seat.Fit);
        return room >= minimum;
    }

    /// <summary>One at a time, so that the next decision sees how the fleet took it: the last by name of those that are idle.</summary>
    private void Retire(ReadOnlySpan<long> needed, Span<bool> parked)
    {
        var holders = 0;
        foreach (var absent in parked) holders += absent ? 0 : 1;
        for (var i = _table.Length - 1; i >= 0 && holders > 1; i--)
        {
            var idle = _memories[i].IdleSince + _policy.Cooldown <= _now;
            if (parked[i] || !idle || needed[i] > 0 || _table[i].Member.Floor > 0 || !AnotherTakes(parked, i)) continue;
            parked[i] = true;
            return;
        }
    }

    private bool AnotherTakes(ReadOnlySpan<bool> parked, int leaving)
    {
        for (var i = 0; i < _table.Length; i++)
        {
            var member = _table[i].Member;
            if (i != leaving && !parked[i] && Math.Min(member.Fit ?? 0, member.Ceiling) > member.Runs) return true;
        }

        return false;
    }
}

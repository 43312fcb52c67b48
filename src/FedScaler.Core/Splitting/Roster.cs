using System.Buffers;
using System.Collections.Immutable;

namespace FedScaler.Core.Splitting;

/// <summary>
/// Who takes part in a decision, and as what. Members are ordered by name, so that their order means nothing. Works in
/// rented arrays: a controller of thousands of FedHPAs decides all the time that nothing changes.
/// </summary>
internal sealed class Roster : IDisposable
{
    private const int Absent = -1;

    private readonly int _count;
    private readonly MemberMemory[] _memories;
    private readonly MemberState[] _states;
    private readonly Seat[] _seats;
    private readonly bool[] _returning;
    private readonly int[] _indices;
    private int _seated;

    public Roster(FleetSnapshot snapshot, FleetMemory memory)
    {
        Members = MembersByName.Of(snapshot.Members);
        _count = Members.Length;
        _memories = ArrayPool<MemberMemory>.Shared.Rent(_count);
        _states = ArrayPool<MemberState>.Shared.Rent(_count);
        _seats = ArrayPool<Seat>.Shared.Rent(_count);
        _returning = ArrayPool<bool>.Shared.Rent(_count);
        _indices = ArrayPool<int>.Shared.Rent(2 * _count);
        Lent = memory.Lent;
        AnyMemoryChanged = memory.Members.Count != _count;
        Recall(memory, snapshot.Now);
        Seat(snapshot);
        Lent = Lent.IsEmpty ? Lent : Lent.RemoveRange(Lent.Keys.Where(name => !IsLent(name)));
    }

    /// <summary>All members, by name.</summary>
    public ImmutableArray<MemberSnapshot> Members { get; }

    /// <summary>What is remembered of each, moved on to now.</summary>
    public Span<MemberMemory> Memories => _memories.AsSpan(0, _count);

    /// <summary>Whether <see cref="Memories"/> says anything that was not remembered before.</summary>
    public bool AnyMemoryChanged { get; private set; }

    public Span<MemberState> States => _states.AsSpan(0, _count);

    /// <summary>Shares that are lent on from now.</summary>
    public ImmutableSortedDictionary<string, Share> Lent { get; private set; }

    /// <summary>Whether a member that does not answer holds a share, lent or not.</summary>
    public bool AnySilentShare { get; private set; }

    /// <summary>Whether a member answers again whose share was lent and that the others have not given back yet.</summary>
    public bool AnyReturning { get; private set; }

    /// <summary>Those that share: live, not paused, with a ceiling above 0.</summary>
    public ReadOnlySpan<Seat> Table => _seats.AsSpan(0, _seated);

    /// <summary>Whether unserved demand opens parked members now.</summary>
    public bool OpenedForDemand { get; set; }

    private Span<int> AtTable => _indices.AsSpan(0, _seated);

    private Span<int> Places => _indices.AsSpan(_count, _count);

    /// <summary>The place in <see cref="Members"/> of a member at the table.</summary>
    public int IndexOf(int place) => _indices[place];

    /// <summary>A member's place at the table; negative for those not at it.</summary>
    public int PlaceOf(int index) => Places[index];

    /// <summary>Whether the member answers again and the others have not given its share back yet.</summary>
    public bool IsReturning(int index) => _returning[index];

    /// <summary>Takes members off the table: they are given no share.</summary>
    public void Park(ReadOnlySpan<bool> parked)
    {
        var kept = 0;
        for (var place = 0; place < parked.Length; place++)
        {
            var index = _indices[place];
            if (parked[place])
            {
                _states[index] = MemberState.Parked;
                Places[index] = Absent;
                continue;
            }

            _seats[kept] = _seats[place];
            _indices[kept] = index;
            Places[index] = kept++;
        }

        _seated = kept;
    }

    /// <summary>Adds up the shares that stand whatever is decided: silent ones that are not lent, and those of paused members.</summary>
    public (long Min, long Max) Pinned()
    {
        long min = 0, max = 0;
        for (var i = 0; i < _count; i++)
        {
            if (Members[i].Share is not { } share) continue;
            if (_states[i] != MemberState.Silent && !(_states[i] == MemberState.Active && Members[i].Frozen)) continue;
            min += share.Min;
            max += Math.Min(share.Max, _memories[i].Granted ?? int.MaxValue);
        }

        return (min, max);
    }

    public void Dispose()
    {
        ArrayPool<MemberMemory>.Shared.Return(_memories, clearArray: true);
        ArrayPool<MemberState>.Shared.Return(_states);
        ArrayPool<Seat>.Shared.Return(_seats, clearArray: true);
        ArrayPool<bool>.Shared.Return(_returning);
        ArrayPool<int>.Shared.Return(_indices);
    }

    /// <summary>What is remembered is ordered as the members are: both are passed over side by side.</summary>
    private void Recall(FleetMemory memory, DateTimeOffset now)
    {
        using var known = memory.Members.GetEnumerator();
        var more = known.MoveNext();
        for (var i = 0; i < _count; i++)
        {
            var member = Members[i];
            while (more && string.CompareOrdinal(known.Current.Key, member.Name) < 0) more = known.MoveNext();
            var before = more && known.Current.Key == member.Name ? known.Current.Value : MemberMemory.Nothing;
            _memories[i] = MemberMemories.Advance(member, before, now);
            _returning[i] = before.Returning;
            AnyReturning |= before.Returning;
            AnyMemoryChanged |= ReferenceEquals(before, MemberMemory.Nothing) || !ReferenceEquals(before, _memories[i]);
        }
    }

    private void Seat(FleetSnapshot snapshot)
    {
        var anyLive = Members.Any(static member => member.Contact == MemberContact.Live);
        for (var i = 0; i < _count; i++)
        {
            var member = Members[i];
            _states[i] = Classify(i, snapshot, anyLive);
            Places[i] = Absent;
            if (!TakesPart(member)) continue;
            Places[i] = _seated;
            _indices[_seated] = i;
            _seats[_seated++] = new Seat(member)
            {
                Blocked = _memories[i].BlockedUntil > snapshot.Now,
                Recent = _memories[i].DemandMetAt + snapshot.Policy.Cooldown > snapshot.Now,
                Granted = _memories[i].Granted ?? long.MaxValue,
            };
        }
    }

    private static bool TakesPart(MemberSnapshot member) =>
        member.Contact == MemberContact.Live && !member.Frozen && member.Ceiling > 0;

    private MemberState Classify(int i, FleetSnapshot snapshot, bool anyLive)
    {
        var member = Members[i];
        if (member.Contact == MemberContact.Excluded) return MemberState.Excluded;
        if (member.Contact == MemberContact.Silent)
        {
            AnySilentShare |= member.Share is not null;
            return LendOn(member, snapshot, anyLive) ? MemberState.Lent : MemberState.Silent;
        }

        if (!Lent.IsEmpty && Lent.ContainsKey(member.Name)) AnyReturning = _returning[i] = true;
        return TakesPart(member) || member is { Frozen: true, Share: not null } ? MemberState.Active : MemberState.Excluded;
    }

    private bool IsLent(string name)
    {
        for (var i = 0; i < _count; i++)
            if (_states[i] == MemberState.Lent && Members[i].Name == name) return true;
        return false;
    }

    /// <summary>A share that is lent stays so until its member answers. With nobody left to lend to, it is not.</summary>
    private bool LendOn(MemberSnapshot member, FleetSnapshot snapshot, bool anyLive)
    {
        if (Lent.ContainsKey(member.Name)) return true;
        if (member.Share is not { } share || !anyLive || snapshot.Policy.Failover != FailoverMode.Reassign) return false;
        if (!(member.SilentSince + snapshot.Policy.Grace <= snapshot.Now)) return false;
        Lent = Lent.Add(member.Name, share);
        return true;
    }
}

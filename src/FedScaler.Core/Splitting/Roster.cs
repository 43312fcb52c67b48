using System.Collections.Immutable;

namespace FedScaler.Core.Splitting;

/// <summary>Who takes part in a decision, and as what. Members are ordered by name, so that their order means nothing.</summary>
internal sealed class Roster
{
    private readonly List<int> _atTable;

    public Roster(FleetSnapshot snapshot, FleetMemory memory)
    {
        Members = [.. snapshot.Members];
        Array.Sort(Members, static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        Memories = new MemberMemory[Members.Length];
        States = new MemberState[Members.Length];
        _atTable = new List<int>(Members.Length);
        var seats = new Seat[Members.Length];
        var anyLive = Array.Exists(Members, static member => member.Contact == MemberContact.Live);
        Lent = memory.Lent;
        for (var i = 0; i < Members.Length; i++)
        {
            var member = Members[i];
            var before = memory.Members.GetValueOrDefault(member.Name, MemberMemory.Nothing);
            Memories[i] = MemberMemories.Advance(member, before, snapshot.Now);
            States[i] = Classify(member, snapshot, anyLive);
            if (before.Returning) Returning.Add(member.Name);
            if (!TakesPart(member)) continue;
            seats[_atTable.Count] = new Seat(member)
            {
                Blocked = Memories[i].BlockedUntil > snapshot.Now,
                Recent = Memories[i].DemandMetAt + snapshot.Policy.Cooldown > snapshot.Now,
            };
            _atTable.Add(i);
        }

        Table = seats.AsMemory(0, _atTable.Count);
        Lent = Lent.RemoveRange(Lent.Keys.Where(name => !IsLent(name)));
    }

    /// <summary>All members, by name.</summary>
    public MemberSnapshot[] Members { get; }

    /// <summary>What is remembered of each, moved on to now.</summary>
    public MemberMemory[] Memories { get; }

    public MemberState[] States { get; }

    /// <summary>Shares that are lent on from now.</summary>
    public ImmutableSortedDictionary<string, Share> Lent { get; private set; }

    /// <summary>Whether a member that does not answer holds a share, lent or not.</summary>
    public bool AnySilentShare { get; private set; }

    /// <summary>Members whose share was lent and that answer again, until the others have given it back.</summary>
    public HashSet<string> Returning { get; } = new(StringComparer.Ordinal);

    /// <summary>Those that share: live, not paused, with a ceiling above 0.</summary>
    public Memory<Seat> Table { get; private set; }

    /// <summary>The place in <see cref="Members"/> of a member at the table.</summary>
    public int IndexOf(int place) => _atTable[place];

    /// <summary>Whether unserved demand opens parked members now.</summary>
    public bool OpenedForDemand { get; set; }

    /// <summary>Takes members off the table: they are given no share.</summary>
    public void Park(ReadOnlySpan<bool> parked)
    {
        var kept = 0;
        var seats = Table.Span;
        for (var place = 0; place < seats.Length; place++)
        {
            if (parked[place])
            {
                States[_atTable[place]] = MemberState.Parked;
                continue;
            }

            seats[kept] = seats[place];
            _atTable[kept] = _atTable[place];
            kept++;
        }

        _atTable.RemoveRange(kept, _atTable.Count - kept);
        Table = Table[..kept];
    }

    /// <summary>Adds up the shares that stand whatever is decided: silent ones that are not lent, and those of paused members.</summary>
    public (long Min, long Max) Pinned()
    {
        long min = 0, max = 0;
        for (var i = 0; i < Members.Length; i++)
        {
            if (Members[i].Share is not { } share) continue;
            if (States[i] != MemberState.Silent && !(States[i] == MemberState.Active && Members[i].Frozen)) continue;
            min += share.Min;
            max += share.Max;
        }

        return (min, max);
    }

    private static bool TakesPart(MemberSnapshot member) =>
        member.Contact == MemberContact.Live && !member.Frozen && member.Ceiling > 0;

    private MemberState Classify(MemberSnapshot member, FleetSnapshot snapshot, bool anyLive)
    {
        if (member.Contact == MemberContact.Excluded) return MemberState.Excluded;
        if (member.Contact == MemberContact.Silent)
        {
            AnySilentShare |= member.Share is not null;
            return LendOn(member, snapshot, anyLive) ? MemberState.Lent : MemberState.Silent;
        }

        if (Lent.ContainsKey(member.Name)) Returning.Add(member.Name);

        return TakesPart(member) || member is { Frozen: true, Share: not null } ? MemberState.Active : MemberState.Excluded;
    }

    private bool IsLent(string name)
    {
        for (var i = 0; i < Members.Length; i++)
            if (States[i] == MemberState.Lent && Members[i].Name == name) return true;
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

using System.Buffers;

namespace FedScaler.Core.Splitting;

/// <summary>One decision in the making, over the members at the table.</summary>
internal sealed class Round : IDisposable
{
    private readonly int _count;
    private readonly long[] _buffer;
    private readonly (long Min, long Max) _pinned;

    public Round(FleetSnapshot snapshot, FleetMemory memory, Roster roster)
    {
        Snapshot = snapshot;
        Memory = memory;
        Roster = roster;
        _count = roster.Table.Length;
        _buffer = ArrayPool<long>.Shared.Rent(Math.Max(1, 7 * _count));
        Array.Clear(_buffer);
        _pinned = roster.Pinned();
        Fingerprint = SplitFingerprint.Of(snapshot.Policy, roster.Members);
        Load();
        MaxBudget = BudgetBeside(_pinned.Max);
    }

    public FleetSnapshot Snapshot { get; }

    public FleetMemory Memory { get; }

    public Roster Roster { get; }

    public SplitPolicy Policy => Snapshot.Policy;

    public ReadOnlySpan<Seat> Table => Roster.Table.Span;

    /// <summary>The maxima as they stand, 0 where there is no share.</summary>
    public Span<long> MaximaBefore => Slice(0);

    /// <summary>The maxima as they are to be.</summary>
    public Span<long> Maxima => Slice(1);

    public Span<long> MinimaBefore => Slice(2);

    public Span<long> Minima => Slice(3);

    public string Fingerprint { get; }

    /// <summary>Everything is shared out from nothing.</summary>
    public bool Resplit { get; private set; }

    /// <summary>Room moved for demand.</summary>
    public bool DemandMoved { get; private set; }

    /// <summary>A step was made toward the ideal.</summary>
    public bool Stepped { get; private set; }

    public DateTimeOffset? DriftSince { get; private set; }

    /// <summary>What the members at the table share.</summary>
    public long MaxBudget { get; }

    /// <summary>Seats for which no ceiling left a place.</summary>
    public long Unplaced { get; private set; }

    private Span<long> Ideal => Slice(4);

    private Span<long> MinIdeal => Slice(5);

    private Span<long> Scratch => Slice(6);

    public void Run()
    {
        using var ladder = MaxLadder.Build(Table, Policy.Strategy);
        ShareMaxima(ladder);
        VacateBlocked(ladder);
        MoveForDemand();
        ShareMinima();
        Drift(ladder);
    }

    public void Dispose() => ArrayPool<long>.Shared.Return(_buffer);

    private Span<long> Slice(int index) => _buffer.AsSpan(index * _count, _count);

    private void Load()
    {
        for (var i = 0; i < _count; i++)
        {
            if (Table[i].Member.Share is not { } share) continue;
            MaximaBefore[i] = share.Max;
            MinimaBefore[i] = share.Min;
        }
    }

    /// <summary>
    /// What silent and paused members hold is not there to share. Where they hold all of it, because the user lowered the
    /// maximum meanwhile, whoever runs something keeps 1: nothing is scaled to zero because of a member's silence.
    /// </summary>
    private long BudgetBeside(long pinned)
    {
        if (pinned == 0) return Policy.MaxReplicas;
        var running = 0;
        foreach (var seat in Table) running += seat.Member.Runs > 0 || seat.Member.Share is not null ? 1 : 0;
        return Math.Max(Policy.MaxReplicas - pinned, running);
    }

    private void ShareMaxima(SeatLadder ladder)
    {
        Resplit = MustSplitAnew();
        if (Resplit)
        {
            Unplaced = ladder.Climb(Maxima, MaxBudget);
            return;
        }

        var total = 0L;
        for (var i = 0; i < _count; i++) total += Maxima[i] = Math.Min(MaximaBefore[i], Table[i].Member.Ceiling);
        if (total <= MaxBudget) Unplaced = ladder.Climb(Maxima, MaxBudget - total);
        else TakeBack(ladder, total - MaxBudget);
    }

    /// <summary>After a lent share's member answers again, the others give back first what they do not want.</summary>
    private void TakeBack(SeatLadder ladder, long excess)
    {
        if (Roster.Returning.Count > 0)
        {
            Span<bool> spared = _count <= 256 ? stackalloc bool[_count] : new bool[_count];
            for (var i = 0; i < _count; i++) spared[i] = Roster.Returning.Contains(Table[i].Member.Name);
            excess = ladder.Descend(Maxima, excess, MaxLadder.Fitting, spared);
        }

        ladder.Descend(Maxima, excess);
    }

    private bool MustSplitAnew()
    {
        if (Memory.AppliedSplit is not null && Memory.AppliedSplit != Fingerprint) return true;
        foreach (var seat in Table)
            if (seat.Member.Share is null) return true;
        return false;
    }

    /// <summary>Where pods found no node, the room beside them goes elsewhere, as far as it fits there.</summary>
    private void VacateBlocked(SeatLadder ladder)
    {
        for (var i = 0; i < _count; i++)
        {
            if (!Table[i].JustBlocked) continue;
            var member = Table[i].Member;
            var room = Maxima[i] - Math.Max(Math.Max(member.Runs, member.Floor), 1);
            var elsewhere = 0L;
            for (var j = 0; j < _count; j++)
                if (j != i) elsewhere += Math.Max(0, ladder.Levels(MaxLadder.Fitting)[j] - Maxima[j]);
            var moving = Math.Min(room, elsewhere);
            if (moving <= 0) continue;
            Maxima[i] -= moving;
            ladder.Climb(Maxima, moving);
        }
    }

    private void MoveForDemand()
    {
        Maxima.CopyTo(Scratch);
        DemandMoves.Apply(Table, Maxima);
        DemandMoved = !Maxima.SequenceEqual(Scratch);
    }

    private void ShareMinima()
    {
        using var ladder = MinLadder.Build(Table, Maxima, Policy.Strategy, spread: true);
        var target = MinTarget();
        if (Resplit)
        {
            ladder.Climb(Minima, target);
            return;
        }

        var total = 0L;
        for (var i = 0; i < _count; i++) total += Minima[i] = Math.Min(MinimaBefore[i], Maxima[i]);
        if (total < target) ladder.Climb(Minima, target - total);
        else ladder.Descend(Minima, total - target);
    }

    private long MinTarget()
    {
        var sharing = 0;
        foreach (var max in Maxima) sharing += max > 0 ? 1 : 0;
        return Math.Max(Policy.MinReplicas - _pinned.Min, sharing);
    }

    /// <summary>Nobody is unserved and nothing else moved: what has been further from the ideal than the tolerance for a cooldown moves one step.</summary>
    private void Drift(SeatLadder ladder)
    {
        if (_count < 2 || Resplit || !Maxima.SequenceEqual(MaximaBefore) || !Minima.SequenceEqual(MinimaBefore) || AnyUnserved()) return;
        ladder.Climb(Ideal, MaxBudget);
        using var minLadder = MinLadder.Build(Table, Ideal, Policy.Strategy, spread: true);
        minLadder.Climb(MinIdeal, MinTarget());
        var maxDrifts = Exceeds(DriftStep.Distance(Maxima, Ideal), MaxBudget);
        var minDrifts = Exceeds(DriftStep.Distance(Minima, MinIdeal), MinTarget());
        if (!maxDrifts && !minDrifts) return;
        DriftSince = Memory.DriftSince ?? Snapshot.Now;
        if (DriftSince + Policy.Cooldown > Snapshot.Now) return;
        Step();
    }

    private void Step()
    {
        Span<bool> held = _count <= 256 ? stackalloc bool[_count] : new bool[_count];
        for (var i = 0; i < _count; i++) held[i] = Table[i].Recent;
        DriftStep.Apply(Maxima, Ideal, held, Math.Max(1, MaxBudget * Policy.MaxMovePercent / 100));
        for (var i = 0; i < _count; i++) MinIdeal[i] = Math.Min(MinIdeal[i], Maxima[i]);
        DriftStep.Apply(Minima, MinIdeal, held, Math.Max(1, MinTarget() * Policy.MaxMovePercent / 100));
        FitMinima();
        Stepped = !Maxima.SequenceEqual(MaximaBefore) || !Minima.SequenceEqual(MinimaBefore);
        if (Stepped) DriftSince = null;
    }

    /// <summary>A minimum above its lowered maximum gives the rest to others.</summary>
    private void FitMinima()
    {
        var cut = 0L;
        for (var i = 0; i < _count; i++)
        {
            cut += Math.Max(0, Minima[i] - Maxima[i]);
            Minima[i] = Math.Min(Minima[i], Maxima[i]);
        }

        if (cut == 0) return;
        using var ladder = MinLadder.Build(Table, Maxima, Policy.Strategy, spread: true);
        ladder.Climb(Minima, cut);
    }

    private bool Exceeds(long distance, long total) => distance * 100 > total * Policy.TolerancePercent;

    private bool AnyUnserved()
    {
        for (var i = 0; i < _count; i++)
            if (Table[i].Member.Wants > Maxima[i]) return true;
        return false;
    }
}

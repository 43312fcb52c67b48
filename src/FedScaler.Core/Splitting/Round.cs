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
        Fingerprint = SplitFingerprint.Of(snapshot.Policy, roster.Members.AsSpan(), memory.AppliedSplit);
        Load();
        MaxBudget = BudgetBeside(_pinned.Max);
        MinBudget = Policy.MinReplicas - _pinned.Min;
    }

    public FleetSnapshot Snapshot { get; }

    public FleetMemory Memory { get; }

    public Roster Roster { get; }

    public SplitPolicy Policy => Snapshot.Policy;

    public ReadOnlySpan<Seat> Table => Roster.Table;

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

    /// <summary>Room moved away from where pods found no node.</summary>
    public bool Vacated { get; private set; }

    /// <summary>A step was made toward the ideal.</summary>
    public bool Stepped { get; private set; }

    public MoveCause Cause => this switch
    {
        { Resplit: true } => MoveCause.Resplit,
        { Stepped: true } => MoveCause.Drift,
        { DemandMoved: true } => MoveCause.Demand,
        { Vacated: true } => MoveCause.Unschedulable,
        _ => MoveCause.Bounds,
    };

    public DateTimeOffset? DriftSince { get; private set; }

    /// <summary>What the members at the table share.</summary>
    public long MaxBudget { get; }

    /// <summary>By how much all may run more than maxReplicas, as silent and paused members hold it already.</summary>
    public long AboveMax => Math.Max(0, _pinned.Max + MaxBudget - Policy.MaxReplicas);

    /// <summary>By how much the shares as they stand exceed what there is to share; negative when there is more.</summary>
    public long Excess { get; private set; }

    /// <summary>Seats for which no ceiling left a place.</summary>
    public long Unplaced { get; private set; }

    private long MinBudget { get; }

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
            MaximaBefore[i] = Math.Min(share.Max, Table[i].Granted);
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
        foreach (var seat in Table) running += seat.Member.Runs > 0 ? 1 : 0;
        return Math.Max(Policy.MaxReplicas - pinned, running);
    }

    private void ShareMaxima(in SeatLadder ladder)
    {
        Resplit = MustSplitAnew();
        if (Resplit)
        {
            Unplaced = FleetSplit.Share(Table, Policy.Strategy, MinBudget, MaxBudget, Minima, Maxima);
            return;
        }

        var total = 0L;
        for (var i = 0; i < _count; i++) total += Maxima[i] = Math.Min(MaximaBefore[i], Table[i].Member.Ceiling);
        Excess = total - MaxBudget;
        if (Excess <= 0) Unplaced = ladder.Climb(Maxima, -Excess);
        else TakeBack(ladder, Excess);
    }

    /// <summary>After a lent share's member answers again, the others give back first what they do not want.</summary>
    private void TakeBack(in SeatLadder ladder, long excess)
    {
        if (Roster.AnyReturning)
        {
            Span<bool> spared = _count <= 256 ? stackalloc bool[_count] : new bool[_count];
            for (var i = 0; i < _count; i++) spared[i] = Roster.IsReturning(Roster.IndexOf(i));
            excess = ladder.Descend(Maxima, excess, MaxLadder.Fitting, spared);
        }

        ladder.Descend(Maxima, excess);
    }

    /// <summary>For other members or other wishes, for a member that runs something without bounds, and for one that can be let in.</summary>
    private bool MustSplitAnew()
    {
        if (Memory.AppliedSplit is not null && Memory.AppliedSplit != Fingerprint) return true;
        int holding = 0, running = 0;
        var runs = 0L;
        foreach (var seat in Table)
        {
            var member = seat.Member;
            if (member.Share is null && member.Runs > 0) return true;
            if (member.Share is not null) holding++;
            if (member.Runs > 0) running++;
            runs += Math.Min(member.Runs, member.Ceiling);
        }

        // Room that a silent member's share sets free lets others in by climbing, at nobody's cost; demand alone justifies more.
        if (Roster.AnySilentShare && !Roster.OpenedForDemand) return holding == 0;

        // As the ladder has it: one for each that runs something, then the rest of what runs, then one for each that is idle.
        var couldHold = MaxBudget <= runs ? Math.Min(running, MaxBudget) : Math.Min(_count, running + MaxBudget - runs);
        return couldHold > holding;
    }

    /// <summary>Where pods found no node, the room beside what runs goes elsewhere, as far as it fits there.</summary>
    private void VacateBlocked(in SeatLadder ladder)
    {
        for (var i = 0; i < _count; i++)
        {
            if (!Table[i].Blocked) continue;
            var member = Table[i].Member;
            var room = Maxima[i] - Math.Max(Math.Max(member.Runs, member.Floor), 1);
            var elsewhere = 0L;
            for (var j = 0; j < _count; j++)
                if (j != i) elsewhere += Math.Max(0, ladder.Levels(MaxLadder.Fitting)[j] - Maxima[j]);
            var moving = Math.Min(room, elsewhere);
            if (moving <= 0) continue;
            Vacated = true;
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
        if (Resplit) return;
        var total = 0L;
        for (var i = 0; i < _count; i++) total += Minima[i] = Math.Clamp(MinimaBefore[i], Math.Min(1, Maxima[i]), Maxima[i]);
        var target = MinTarget();
        if (total == target) return;
        using var ladder = MinLadder.Build(Table, Maxima, Policy.Strategy, spread: true);
        if (total < target) ladder.Climb(Minima, target - total);
        else ladder.Descend(Minima, total - target);
    }

    private long MinTarget() => Math.Max(MinBudget, FleetSplit.Holding(Maxima));

    /// <summary>
    /// Nobody is unserved and nothing else moved: what has been further from the ideal than the tolerance for a cooldown
    /// moves one step. Not while a silent member holds a share: without it the ideal is another one and its demand is
    /// not seen, and nothing shrinks because a member went silent.
    /// </summary>
    private void Drift(in SeatLadder ladder)
    {
        if (_count < 2 || Resplit || Roster.AnySilentShare || AnyUnserved()) return;
        if (!Maxima.SequenceEqual(MaximaBefore) || !Minima.SequenceEqual(MinimaBefore)) return;
        FleetSplit.ShareAtRest(Table, ladder, Policy.Strategy, MinBudget, Maxima, MaxBudget, MinIdeal, Ideal);
        for (var i = 0; i < _count; i++) Settle(i);
        var maxDrifts = Exceeds(DriftStep.Distance(Maxima, Ideal), MaxBudget);
        var minDrifts = Exceeds(DriftStep.Distance(Minima, MinIdeal), MinTarget());
        if (!maxDrifts && !minDrifts) return;
        DriftSince = Memory.DriftSince ?? Snapshot.Now;
        if (DriftSince + Policy.Cooldown > Snapshot.Now) return;
        Step(maxDrifts, minDrifts);
    }

    /// <summary>Where the ideal is no reason to move: unknown capacity moves nothing, blocked ones get no more, and nobody loses its last.</summary>
    private void Settle(int i)
    {
        var seat = Table[i];
        if (seat.Member.Fit is null)
        {
            Ideal[i] = Maxima[i];
            MinIdeal[i] = Minima[i];
        }

        if (seat.Blocked) Ideal[i] = Math.Min(Ideal[i], Maxima[i]);
        Ideal[i] = Math.Max(Ideal[i], Math.Min(1, Maxima[i]));
        MinIdeal[i] = Math.Max(MinIdeal[i], Math.Min(1, Minima[i]));
    }

    private void Step(bool maxDrifts, bool minDrifts)
    {
        Span<bool> held = _count <= 256 ? stackalloc bool[_count] : new bool[_count];
        for (var i = 0; i < _count; i++) held[i] = Table[i].Recent;
        if (maxDrifts) DriftStep.Apply(Maxima, Ideal, held, AtMost(MaxBudget));
        var cut = FitMinima();
        for (var i = 0; i < _count; i++) MinIdeal[i] = Math.Min(MinIdeal[i], Maxima[i]);
        if (minDrifts) DriftStep.Apply(Minima, MinIdeal, held, AtMost(MinTarget()) - cut);
        Stepped = !Maxima.SequenceEqual(MaximaBefore) || !Minima.SequenceEqual(MinimaBefore);
        if (Stepped) DriftSince = null;
    }

    private long AtMost(long total) => Math.Max(1, total * Policy.MaxMovePercent / 100);

    /// <summary>A minimum above its lowered maximum gives the rest to others; returns how much that is.</summary>
    private long FitMinima()
    {
        var cut = 0L;
        for (var i = 0; i < _count; i++)
        {
            cut += Math.Max(0, Minima[i] - Maxima[i]);
            Minima[i] = Math.Min(Minima[i], Maxima[i]);
        }

        if (cut == 0) return 0;
        using var ladder = MinLadder.Build(Table, Maxima, Policy.Strategy, spread: true);
        ladder.Climb(Minima, cut);
        return cut;
    }

    private bool Exceeds(long distance, long total) => distance * 100 > total * Policy.TolerancePercent;

    /// <summary>Whether a member that has a share wants more than it may have.</summary>
    public bool AnyUnserved()
    {
        for (var i = 0; i < _count; i++)
            if (Maxima[i] > 0 && Table[i].Member.Wants > Maxima[i]) return true;
        return false;
    }
}

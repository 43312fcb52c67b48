using FedScaler.Sandbox.Laws.History;
using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.Laws;

/// <summary>
/// Reads every revision that any API server of a fleet stored, in the order in which they were stored, and holds the laws of
/// the design against them. It computes everything from specs, workloads and pods, and believes no status of the service's but
/// a ScaleIn's, which is the promise that it is held to.
/// What it can't see for itself the harness says: who was cut off when. Safe to call from any thread.
/// </summary>
/// <param name="hub">The name under which the hub's revisions are recorded; the other clusters go by their MemberClusters' names.</param>
public sealed class LawBook(string hub = "hub", LawBounds? bounds = null)
{
    /// <summary>What is queued up is read before it holds too many old objects in memory.</summary>
    private const int MostQueued = 2048;

    private readonly Lock _gate = new();
    private readonly Lock _reading = new();
    private readonly FleetHistory _history = new(hub, bounds ?? LawBounds.Default);
    private Queue<Action> _queue = new();
    private long _revisions;

    private readonly Law[] _laws =
    [
        new SumOfMaximaLaw(), new BoundsLaw(), new RunningPodsLaw(), new SilenceLaw(), new OrderOfMovesLaw(),
        new IdleWritesLaw(), new BindingLaw(), new ConflictLaw(), new HandsOffLaw(),
        new ScheduleLaw(), new ScheduleHistoryLaw(), new UsersSpecLaw(), new UsersCountLaw(), new ExactRemovalLaw(), new BrakeLaw(),
    ];

    /// <summary>Reads what a store holds, and from then on what it stores, until disposed.</summary>
    /// <remarks>Begin while nobody writes there: what is written during the call may be read twice.</remarks>
    public IDisposable Follow(string cluster, IClusterStore store) => new StoreFeed(this, cluster, store);

    /// <summary>Takes one stored revision down; quick enough to be called under the store's lock.</summary>
    public void Record(string cluster, StoreEvent change) => Enqueue(() =>
    {
        _revisions++;
        MoveOn(change.Time);
        // A cluster that is followed later than others tells of its past as of now.
        var dated = change.Time < _history.Now ? change with { Time = _history.Now } : change;
        var read = cluster == hub ? HubReading.Read(dated, _history) : MemberReading.Read(cluster, dated, _history);
        if (cluster == hub) _history.Reckon(_history.Now);
        Show(read);
    });

    /// <summary>From now on the service can't reach this cluster. Of the hub: the service is down, or cut off from it.</summary>
    public void Silent(string cluster, DateTimeOffset from) => Tell(cluster, from, () => _history.Silence(cluster, from));

    /// <summary>The service can reach the cluster again (of the hub: it is up again).</summary>
    public void Back(string cluster, DateTimeOffset at) => Tell(cluster, at, () => _history.Return(cluster, at));

    /// <summary>From now on the cluster refuses every share that the service would write there, or does so no longer; all else is answered.</summary>
    public void Bar(string cluster, bool isBarred, DateTimeOffset from) => Tell(cluster, from, () =>
    {
        _history.Member(cluster).Barred = isBarred;
        _history.UpsetAll(from, _history.Bounds.Return);
    });

    /// <summary>From now on somebody else writes counts on the hub, so that the service is not to, or does so no longer.</summary>
    public void Contest(bool isContested, DateTimeOffset from) => Tell(hub, from, () =>
    {
        _history.IsHubContested = isContested;
        _history.UpsetAll(from, _history.Bounds.Return);
    });

    /// <summary>From now on the service's clock is this far off the one that revisions are dated by.</summary>
    public void Skew(TimeSpan offset, DateTimeOffset from) => Tell(hub, from, () =>
    {
        _history.ClockOffset = offset;
        _history.Reckon(from);
        // Nothing tells the service but its next look, within half a minute.
        _history.UpsetAll(from, _history.Bounds.Return);
    });

    /// <summary>Another cluster, or an older state of it, stands in its place: nothing that was known of it holds.</summary>
    public void Forget(string cluster, DateTimeOffset at) => Tell(cluster, at, () => _history.Forget(cluster, at));

    /// <summary>What the laws say of everything up to <paramref name="now"/>. May be asked again and again.</summary>
    public LawVerdict Judge(DateTimeOffset now)
    {
        Enqueue(() => MoveOn(now));
        lock (_reading)
        {
            Read();
            return new LawVerdict(
                _revisions,
                [.. _laws.Select(static law => law.Tally)],
                [.. _laws.SelectMany(static law => law.Violations).OrderBy(static violation => violation.Time)]);
        }
    }

    private void Tell(string cluster, DateTimeOffset at, Action word) => Enqueue(() =>
    {
        MoveOn(at);
        word();
        Show(new FleetChange.Other(at, cluster, Event: null));
    });

    private void Enqueue(Action step)
    {
        int queued;
        lock (_gate)
        {
            _queue.Enqueue(step);
            queued = _queue.Count;
        }

        if (queued < MostQueued) return;
        lock (_reading) Read();
    }

    private void Read()
    {
        Queue<Action> steps;
        lock (_gate) (steps, _queue) = (_queue, new Queue<Action>());
        while (steps.TryDequeue(out var step)) step();
    }

    private void Show(FleetChange change)
    {
        foreach (var law in _laws) law.See(change, _history);
    }

    private void MoveOn(DateTimeOffset now)
    {
        if (now <= _history.Now) return;
        // What a schedule changed on the way holds from that very instant.
        if (_history.Now > FleetHistory.Dawn && _history.NextScheduled(now) is { } change && change < now) MoveOn(change);
        // What stood until now is judged before what is new; what was there at the beginning may have been under way.
        if (_history.Now > FleetHistory.Dawn)
            foreach (var law in _laws) law.Pass(now, _history);
        else
            _history.UpsetAll(now, _history.Bounds.Settle);
        _history.Now = now;
        _history.Reckon(now);
    }
}

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using FedScaler.Api.FedHpas;
using FedScaler.Api.Mapping;
using FedScaler.Api.ScaleIns;
using FedScaler.Controllers.CronHpas;
using FedScaler.Controllers.Fleet;
using FedScaler.Core.ScaleIn;
using FedScaler.Kube.Client;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Events;
using FedScaler.Runtime.Informers;
using FedScaler.Runtime.Queues;
using Microsoft.Extensions.Logging;

namespace FedScaler.Controllers.ScaleIns;

/// <summary>
/// Takes the pods out that ScaleIns name: observe (the members' and the hub's own answers, no caches), decide (Core), persist the
/// decision in the status, act. It may die between any two of these; whoever comes next goes on from the status.
/// </summary>
public sealed class ScaleInController : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly IFleet _fleet;
    private readonly Informer<ScaleIn> _informer;
    private readonly WorkQueue<ObjectKey> _queue;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly TargetIndex _index = new();
    private readonly Leaders _leaders;
    private readonly TurnOrder _turns;
    private readonly ScaleInObserver _observer;
    private readonly ScaleInActor _actor;
    private readonly ScaleInStatusWriter _status;
    private readonly ScaleInFinalizer _finalizer;
    private readonly ScaleInEvents _events;
    private readonly ScaleInMetrics _metrics;
    private readonly ConcurrentDictionary<ObjectKey, ScaleInMemory> _memories = new();
    private readonly IDisposable _subscription;

    public ScaleInController(
        IFleet fleet, IRemovalFleet removals, IKubeClient hub, Informer<ScaleIn> informer, Informer<FedHpa> fedHpas, IBindingStore bindings,
        IScheduleSource schedules, WorkQueue<ObjectKey> queue, IEventRecorder recorder, Meter meter, TimeProvider time, ILogger logger)
    {
        _fleet = fleet;
        _informer = informer;
        _queue = queue;
        _time = time;
        _logger = logger;
        _leaders = new Leaders(hub, fedHpas, bindings, schedules, Note);
        _turns = new TurnOrder(informer, _index);
        _observer = new ScaleInObserver(fleet, removals, _leaders, _turns, time);
        _actor = new ScaleInActor(removals, new LeaderWriter(hub, bindings, fleet.Brake), logger);
        _status = new ScaleInStatusWriter(hub);
        _finalizer = new ScaleInFinalizer(hub);
        _events = new ScaleInEvents(recorder);
        _metrics = new ScaleInMetrics(meter, _memories);
        _subscription = informer.Subscribe(Note);
        informer.StatusChanged += Note;
        fleet.Brake.Changed += NoteAll;
    }

    /// <summary>One reconcile; never two of one key at a time.</summary>
    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (!_informer.Status.Live) return ReconcileResult.Finished;
        if (!_fleet.Synced || !_leaders.Live || !_fleet.Brake.State.Known) return new ReconcileResult.After(Second);
        if (_informer.Get(key) is not { } resource || IsOnItsWayOut(resource))
        {
            Forget(key);
            return ReconcileResult.Finished;
        }

        var memory = Remember(resource);
        if (!memory.IsUnderWay) return ReconcileResult.Finished;
        if (!memory.OwnWrite.IsSeen(_informer)) return new ReconcileResult.NotYet(Second);
        try
        {
            // Over is over, however old the cache.
            if (!ScaleInFinalizer.IsOn(resource) && resource.Status.ReadProgress().IsOver) return await LeaveAsync(resource, memory, cancellationToken);
            if (memory.Version is not { } version || !_informer.HasSeen(key, version)) resource = Note(memory, await _status.ReadAsync(resource, cancellationToken));
            if (resource.Metadata.Uid != memory.Uid || IsOnItsWayOut(resource)) return new ReconcileResult.After(Second);
            var progress = resource.Status.ReadProgress();
            if (progress.IsOver) return await LeaveAsync(resource, memory, cancellationToken);
            return _fleet.Brake.State.Reason is { } brake
                ? await StandAsync(resource, progress, brake, memory, cancellationToken)
                : await AdvanceAsync(resource, progress, memory, cancellationToken);
        }
        catch (KubeApiException error) when (error.Code is 404 or 409)
        {
            // Of the ScaleIn itself: it has changed since, and its cache will tell.
            return new ReconcileResult.After(Second);
        }
        catch (FormatException error)
        {
            ScaleInLog.Unreadable(_logger, key, error.Message);
            return new ReconcileResult.Terminal(error.Message);
        }
    }

    public void Dispose()
    {
        _informer.StatusChanged -= Note;
        _fleet.Brake.Changed -= NoteAll;
        _subscription.Dispose();
        _leaders.Dispose();
    }

    private async Task<ReconcileResult> AdvanceAsync(ScaleIn resource, RemovalProgress before, ScaleInMemory memory, CancellationToken cancellationToken)
    {
        var start = resource.Status?.StartTime ?? _time.GetUtcNow().InWholeSeconds();
        var request = resource.ReadRequest(start);
        var (decision, leader) = await DecideAsync(resource, request, before, memory, cancellationToken);
        var progress = decision.Progress;
        if (progress is { IsTouched: true, IsOver: false } && !resource.Metadata.IsDeleting) resource = Note(memory, await _finalizer.SetAsync(resource, on: true, cancellationToken));
        var now = _time.GetUtcNow();
        var status = ScaleInStatusComposer.Compose(resource, progress, progress.IsOver ? [] : [.. decision.Waits, .. memory.Troubles], start, now);
        var written = await _status.WriteAsync(resource, status, cancellationToken);
        var changed = !ReferenceEquals(written, resource);
        if (changed)
        {
            resource = Note(memory, written);
            Tell(resource, before, progress, status, leader);
            _metrics.Count(resource, before, progress, start, now);
        }

        var acts = await _actor.TakeAsync(resource, request, decision, leader, cancellationToken);
        memory.Troubles = acts.Words;
        if (progress.IsOver) return await LeaveAsync(resource, memory, cancellationToken);
        if (resource.Metadata.IsDeleting && progress.IsEnded && (decision.Steps.IsEmpty || !acts.Failures.IsEmpty))
        {
            _events.TellNotUndone(resource, progress, leader);
            return await LeaveAsync(resource, memory, cancellationToken);
        }

        return LookAgain(decision, acts, changed);
    }

    /// <summary>
    /// The service's brake is on: no step is decided on and none is taken, also after the commit, and the status says so. What is held
    /// and marked stays so: in each cluster the count and the marks agree at any moment, so that standing still harms no pod that is
    /// not named. The deadline goes on: who comes back after hours does not want to be surprised by what was asked for then.
    /// </summary>
    private async Task<ReconcileResult> StandAsync(ScaleIn resource, RemovalProgress progress, string brake, ScaleInMemory memory, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var wait = $"until the service's brake is let go: {brake}";
        var written = await _status.WriteAsync(resource, ScaleInStatusComposer.Compose(resource, progress, [wait], resource.Status?.StartTime ?? now.InWholeSeconds(), now), cancellationToken);
        if (!ReferenceEquals(written, resource)) ScaleInLog.Stands(_logger, resource.Metadata.Key, progress.Phase, brake);
        Note(memory, written);
        return ReconcileResult.Finished;
    }

    private async Task<(RemovalDecision Decision, Leader? Leader)> DecideAsync(
        ScaleIn resource, RemovalRequest request, RemovalProgress before, ScaleInMemory memory, CancellationToken cancellationToken)
    {
        if (memory.ErrorsOf(resource) is { Count: > 0 } errors && !before.IsTouched)
        {
            var refused = before with
            {
                Phase = RemovalPhase.Refused,
                Refusals = [.. errors.Select(static error => new Refusal(error.Field, RefusalReason.InvalidSpec, error.Message, "create another ScaleIn: a spec cannot be changed"))],
            };
            return (new RemovalDecision(refused, [], [], null), null);
        }

        var sight = await _observer.LookAsync(resource, request, before, cancellationToken);
        return (Removal.Next(request, sight.Observation, before), sight.Leader);
    }

    /// <summary>Nothing is left to do: the finalizer goes, and the next one on the workload may begin.</summary>
    private async Task<ReconcileResult> LeaveAsync(ScaleIn resource, ScaleInMemory memory, CancellationToken cancellationToken)
    {
        Note(memory, await _finalizer.SetAsync(resource, on: false, cancellationToken));
        memory.IsUnderWay = false;
        if (_turns.Leave(memory.Uid)) Note(TargetRef.Of(resource));
        return ReconcileResult.Finished;
    }

    /// <summary>Members are read and not watched, so whatever is waited for is looked for again and again.</summary>
    private ReconcileResult LookAgain(RemovalDecision decision, ActsTaken acts, bool changed)
    {
        if (!acts.Failures.IsEmpty) return new ReconcileResult.Retry(string.Join("; ", acts.Failures));
        if (!acts.Forbidden.IsEmpty) return new ReconcileResult.After(TimeSpan.FromSeconds(5));
        if (acts.IsOvertaken) return new ReconcileResult.After(Soon);
        if (!decision.Steps.IsEmpty || changed) return new ReconcileResult.After(TimeSpan.Zero);
        var progress = decision.Progress;
        var releases = progress.Phase == RemovalPhase.Committed && progress.Clusters.All(static cluster => cluster.Stage >= ClusterStage.Releasing);
        var pause = progress.IsEnded ? TimeSpan.FromSeconds(10) : releases ? TimeSpan.FromSeconds(5) : Second;
        if (decision.LookAgain - _time.GetUtcNow() is { } left && left < pause) pause = left > Soon ? left : Soon;
        return new ReconcileResult.After(pause);
    }

    private void Tell(ScaleIn resource, RemovalProgress before, RemovalProgress progress, ScaleInStatus status, Leader? leader)
    {
        var message = ScaleInConditions.MessageOf(resource.Spec.DryRun, progress, status.WaitsFor);
        if (before.Phase != progress.Phase) ScaleInLog.Phase(_logger, resource.Metadata.Key, progress.Phase, message);
        _events.Tell(resource, before, progress, message, leader);
    }

    /// <summary>It is being deleted, and nothing of it is ours any more.</summary>
    private static bool IsOnItsWayOut(ScaleIn resource) => resource.Metadata.IsDeleting && !ScaleInFinalizer.IsOn(resource);

    private ScaleInMemory Remember(ScaleIn resource)
    {
        var (key, uid) = (resource.Metadata.Key, resource.Metadata.Uid ?? "");
        if (_memories.TryGetValue(key, out var known) && known.Uid == uid) return known;
        if (known is not null) _turns.Leave(known.Uid);
        return _memories[key] = new ScaleInMemory(uid, _time);
    }

    private void Forget(ObjectKey key)
    {
        if (_memories.TryRemove(key, out var memory)) _turns.Leave(memory.Uid);
    }

    private ScaleIn Note(ScaleInMemory memory, ScaleIn known)
    {
        memory.Note(_informer, known);
        return known;
    }

    private void Note(InformerChange<ScaleIn> change)
    {
        var key = change.Object.Metadata.Key;
        _index.Set(key, change.New is null ? null : TargetRef.Of(change.New));
        _queue.Add(key);
        // Whoever waited for its turn.
        if (change.New is null) Note(TargetRef.Of(change.Object));
    }

    private void Note(TargetRef target)
    {
        foreach (var key in _index.Of(target)) _queue.Add(key);
    }

    private void Note(InformerStatus status)
    {
        if (status.Live) NoteAll();
    }

    private void NoteAll()
    {
        foreach (var key in _index.All()) _queue.Add(key);
    }
}

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using FedScaler.Api.CronHpas;
using FedScaler.Api.FedHpas;
using FedScaler.Controllers.Fleet;
using FedScaler.Core.Scheduling;
using FedScaler.Kube.Client;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Events;
using FedScaler.Runtime.Informers;
using FedScaler.Runtime.Queues;
using Microsoft.Extensions.Logging;

namespace FedScaler.Controllers.CronHpas;

/// <summary>
/// Tells of every CronHPA what is in force, what comes next and what became of what was due. Targets ask
/// <see cref="IScheduleSource"/> themselves: nothing is scaled here, and nothing is late because this is.
/// </summary>
public sealed class CronHpaController : IDisposable
{
    /// <summary>How long a transition waits for its target to take it in, so that both are told in one write.</summary>
    private static readonly TimeSpan TargetPatience = TimeSpan.FromSeconds(2);

    private readonly ScheduleIndex _schedules;
    private readonly Informer<CronHpa> _informer;
    private readonly WorkQueue<ObjectKey> _queue;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ScheduleTargets _targets;
    private readonly CronHpaStatusWriter _status;
    private readonly CronHpaEvents _events;
    private readonly HubClock _clock;
    private readonly CronMetrics _metrics;
    private readonly ConcurrentDictionary<ObjectKey, CronHpaMemory> _memories = new();
    private readonly DateTimeOffset _started;
    private readonly IDisposable _subscription;

    /// <param name="informer">The one that <paramref name="schedules"/> was made from.</param>
    public CronHpaController(
        ScheduleIndex schedules, IKubeClient hub, Informer<CronHpa> informer, Informer<FedHpa> fedHpas, IBindingStore bindings,
        WorkQueue<ObjectKey> queue, IEventRecorder recorder, Meter meter, TimeProvider time, ILogger logger)
    {
        _schedules = schedules;
        _informer = informer;
        _queue = queue;
        _time = time;
        _logger = logger;
        _started = time.GetUtcNow();
        _status = new CronHpaStatusWriter(hub);
        _events = new CronHpaEvents(recorder);
        _clock = new HubClock(hub, time);
        _metrics = new CronMetrics(meter, _memories);
        _targets = new ScheduleTargets(fedHpas, bindings, Note, NoteAll);
        _subscription = informer.Subscribe(Note);
        _informer.StatusChanged += Note;
        _schedules.Changed += Note;
    }

    /// <summary>One reconcile; never two of one key at a time.</summary>
    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        // Whatever is wanting here tells when it is there, and every key comes back then.
        if (!_informer.Status.Live || !_schedules.Synced || !_targets.Live) return ReconcileResult.Finished;
        if (_informer.Get(key) is not { Metadata.IsDeleting: false } resource)
        {
            Forget(key);
            return ReconcileResult.Finished;
        }

        var memory = Remember(resource);
        if (!memory.OwnWrite.IsSeen(_informer)) return new ReconcileResult.NotYet(TimeSpan.FromSeconds(1));
        resource = memory.Newest(resource, _informer);
        if (_schedules.Book.Read(key) is not { } reading) return new ReconcileResult.After(TimeSpan.FromSeconds(1));
        return reading.Schedule is null
            ? await RefuseAsync(resource, reading, memory, cancellationToken)
            : await TellAsync(resource, See(key, reading), memory, cancellationToken);
    }

    public void Dispose()
    {
        _informer.StatusChanged -= Note;
        _schedules.Changed -= Note;
        _subscription.Dispose();
        _targets.Dispose();
    }

    private CronHpaSight See(ObjectKey key, CronHpaReading reading)
    {
        var now = _time.GetUtcNow();
        var state = _schedules.Look(reading.Target, now) ?? new ScheduleState([], null);
        var own = state.Active.Where(window => window.Schedule == key.Name).ToList();
        return new CronHpaSight(reading, _targets.Look(reading.Target), state, own, _schedules.Book.LookAlone(key, now)?.Next, now);
    }

    private async Task<ReconcileResult> TellAsync(CronHpa resource, CronHpaSight seen, CronHpaMemory memory, CancellationToken cancellationToken)
    {
        memory.Note(seen.Reading.Target, [.. seen.Own], seen.Next?.Time);
        var entries = Account(resource, seen);
        if (entries.Exists(static entry => entry.Result == CronHpaReasons.Pending) && !memory.HasWaited(TargetPatience, out var left)) return new ReconcileResult.After(left);
        memory.StopWaiting();
        IReadOnlyList<ScheduleHistoryEntry> history = [.. (resource.Status?.History ?? []).Take(resource.Spec.HistoryLimit)];
        foreach (var entry in entries) history = history.With(entry, resource.Spec.HistoryLimit);
        var skew = await _clock.LookAsync(cancellationToken);
        var conditions = CronHpaConditions.Of(resource, seen, skew, seen.Now);
        await WriteAsync(resource, CronHpaStatusComposer.Compose(resource, seen, conditions, history), memory, cancellationToken);
        foreach (var entry in entries) Tell(resource, seen, entry);
        return new ReconcileResult.After(ScheduleClock.Wait(seen.State.Next, _time.GetUtcNow(), seen.Next?.Time));
    }

    /// <summary>What came to pass since the status was written, and what became of what was open then.</summary>
    private List<ScheduleHistoryEntry> Account(CronHpa resource, CronHpaSight seen)
    {
        var before = resource.Status;
        var history = before?.History ?? [];
        var account = new TransitionAccount(resource.Metadata.Name, seen.Reading.Target, seen.Target, seen.State, _started, seen.Now);
        var sameSpec = before is not null && before.ObservedGeneration == resource.Metadata.Generation;
        var entries = new List<ScheduleHistoryEntry>();
        foreach (var transition in TransitionFinder.Find(before, sameSpec, seen.Reading.Schedule!, seen.State.Active, seen.Now))
        {
            var known = history.Find(transition.Rule, transition.Edge, transition.Time);
            // Known already: the clock was set back, and comes to the same time again. What was jumped over may still come.
            if (known is null || (known.Result == ScheduleResults.Missed && transition.Cause != TransitionCause.Unseen)) entries.Add(account.Of(transition));
        }

        foreach (var open in history.Where(account.MayClose))
        {
            if (account.Again(open) is { } now && now != open && !entries.Exists(entry => entry.Rule == open.Rule && entry.Edge == open.Edge)) entries.Add(now);
        }

        return entries;
    }

    private void Tell(CronHpa resource, CronHpaSight seen, ScheduleHistoryEntry entry)
    {
        CronHpaLog.Transition(_logger, resource.Metadata.Key, entry.Edge, entry.Rule, entry.ScheduledTime, seen.Reading.Target, entry.Result, entry.Message);
        // What has not come of it yet will be told when it has.
        if (entry.Result == CronHpaReasons.Pending) return;
        _events.Tell(resource, seen.Target, entry);
        var known = resource.Status?.History.Find(entry.Rule, entry.Edge, entry.ScheduledTime);
        var punctual = entry.AppliedTime is not null && known is null or { Result: CronHpaReasons.Pending } && resource.Status?.ObservedGeneration == resource.Metadata.Generation;
        _metrics.Settled(entry, punctual ? seen.Now - entry.ScheduledTime : null);
    }

    private async Task<ReconcileResult> RefuseAsync(CronHpa resource, CronHpaReading reading, CronHpaMemory memory, CancellationToken cancellationToken)
    {
        memory.Note(reading.Target, [], null);
        var status = CronHpaStatusComposer.ComposeInvalid(resource, reading.Errors, resource.Status?.History ?? [], _time.GetUtcNow());
        if (await WriteAsync(resource, status, memory, cancellationToken)) CronHpaLog.Invalid(_logger, resource.Metadata.Key, reading.Errors);
        return ReconcileResult.Finished;
    }

    /// <summary>Returns whether there was anything to write.</summary>
    private async Task<bool> WriteAsync(CronHpa resource, CronHpaStatus status, CronHpaMemory memory, CancellationToken cancellationToken)
    {
        var written = await _status.WriteAsync(resource, status, cancellationToken);
        _events.TellConditions(resource, status, memory);
        if (ReferenceEquals(written, resource)) return false;
        memory.NoteWritten(written);
        memory.OwnWrite.Note(_informer, written.Metadata);
        return true;
    }

    private CronHpaMemory Remember(CronHpa resource)
    {
        var key = resource.Metadata.Key;
        var uid = resource.Metadata.Uid ?? "";
        return _memories.TryGetValue(key, out var known) && known.Uid == uid ? known : _memories[key] = new CronHpaMemory(uid, _time);
    }

    private void Forget(ObjectKey key)
    {
        if (!_memories.TryRemove(key, out var memory) || memory.Active.IsEmpty) return;
        var rules = memory.Active.Select(static window => window.Rule.Name).ToList();
        CronHpaLog.Gone(_logger, key, memory.Target, rules);
        if (_targets.Look(memory.Target) is { } target) _events.TellGone(key.Name, target, rules);
    }

    private void Note(InformerChange<CronHpa> change) => _queue.Add(change.Object.Metadata.Key);

    private void Note(InformerStatus status)
    {
        if (status.Live) NoteAll();
    }

    private void Note(ScheduleTarget? target)
    {
        if (target is { } one) Note(one);
        else NoteAll();
    }

    private void Note(ScheduleTarget target)
    {
        foreach (var key in _schedules.Book.Of(target)) _queue.Add(key);
    }

    private void NoteAll()
    {
        foreach (var item in _informer.Items) _queue.Add(item.Metadata.Key);
    }
}

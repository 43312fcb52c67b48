using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using FedScaler.Api.FedHpas;
using FedScaler.Api.Mapping;
using FedScaler.Api.Validation;
using FedScaler.Controllers.CronHpas;
using FedScaler.Controllers.Fleet;
using FedScaler.Controllers.ScaleIns;
using FedScaler.Core.Splitting;
using FedScaler.Kube.Client;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Events;
using FedScaler.Runtime.Informers;
using FedScaler.Runtime.Queues;
using Microsoft.Extensions.Logging;

namespace FedScaler.Controllers.FedHpas;

/// <summary>Keeps the shares of every FedHPA as they should be: observe (caches), decide (Core), act (the fewest writes).</summary>
public sealed class FedHpaController : IDisposable
{
    private readonly IFleet _fleet;
    private readonly Informer<FedHpa> _informer;
    private readonly IScheduleSource _schedules;
    private readonly IHoldSource _holds;
    private readonly WorkQueue<ObjectKey> _queue;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly TargetIndex _targets = new();
    private readonly FedHpaObserver _observer;
    private readonly FedHpaActor _actor;
    private readonly FedHpaStatusWriter _status;
    private readonly FedHpaFinalizer _finalizer;
    private readonly FedHpaDeletion _deletion;
    private readonly FedHpaEvents _events;
    private readonly FedHpaMetrics? _metrics;
    private readonly ConcurrentDictionary<ObjectKey, FedHpaMemory> _memories = new();
    private readonly IDisposable _subscription;

    /// <param name="meter">Where decisions are counted, and FedHPAs are shown; null for nowhere.</param>
    /// <param name="maxMemberSeries">How many shares (a FedHPA's in a member) may have series of their own.</param>
    public FedHpaController(
        IFleet fleet, IKubeClient hub, Informer<FedHpa> informer, IScheduleSource schedules, IHoldSource holds, WorkQueue<ObjectKey> queue,
        IEventRecorder recorder, TimeProvider time, ILogger logger, Meter? meter = null, int maxMemberSeries = 0)
    {
        _fleet = fleet;
        _informer = informer;
        _schedules = schedules;
        _holds = holds;
        _queue = queue;
        _time = time;
        _logger = logger;
        _observer = new FedHpaObserver(fleet, _targets, time);
        _actor = new FedHpaActor(fleet, logger);
        _status = new FedHpaStatusWriter(hub);
        _finalizer = new FedHpaFinalizer(hub, fleet);
        _events = new FedHpaEvents(recorder);
        _metrics = meter is null ? null : new FedHpaMetrics(meter);
        if (meter is not null) _ = new FedHpaGauges(meter, informer, maxMemberSeries);
        _deletion = new FedHpaDeletion(fleet, _finalizer, _events, time, logger);
        _subscription = informer.Subscribe(Note);
        _fleet.Changed += Note;
        _informer.StatusChanged += Note;
        _schedules.Changed += Note;
        _holds.Changed += Note;
    }

    /// <summary>One reconcile; never two of one key at a time.</summary>
    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        // A hub that is not being followed can neither be believed nor told: members go on by themselves.
        if (!_informer.Status.Live || !_fleet.Synced) return ReconcileResult.Finished;
        if (!_fleet.Brake.State.Known) return new ReconcileResult.NotYet(TimeSpan.FromSeconds(1));
        if (_informer.Get(key) is not { } resource)
        {
            Forget(key);
            return ReconcileResult.Finished;
        }

        var memory = Remember(resource);
        if (!memory.OwnWrite.IsSeen(_informer)) return new ReconcileResult.NotYet(TimeSpan.FromSeconds(1));
        var hold = _holds.On(TargetRef.Of(resource));
        if (resource.Metadata.IsDeleting) return await _deletion.RunAsync(resource, memory, held: hold is not null || !_holds.Synced, cancellationToken);
        var errors = memory.Read(resource.Spec).Errors;
        return errors.Count > 0
            ? await RefuseAsync(resource, hold, memory, errors, cancellationToken)
            : await ShareAsync(resource, hold, memory, cancellationToken);
    }

    public void Dispose()
    {
        _fleet.Changed -= Note;
        _informer.StatusChanged -= Note;
        _schedules.Changed -= Note;
        _holds.Changed -= Note;
        _subscription.Dispose();
        foreach (var key in _memories.Keys) Forget(key);
    }

    private async Task<ReconcileResult> ShareAsync(FedHpa resource, FleetHold? hold, FedHpaMemory memory, CancellationToken cancellationToken)
    {
        memory.Track(_fleet, TargetRef.Of(resource));
        if (!_schedules.Synced || !_holds.Synced) return await WaitForHubAsync(resource, memory, cancellationToken);
        var bounds = BoundsInForce.Of(resource, _schedules.Look, _time.GetUtcNow());
        var observation = _observer.Observe(resource, bounds.Policy, memory);
        if (IsTooEarly(observation, memory) || memory.AwaitsArrival(observation)) return new ReconcileResult.NotYet(TimeSpan.FromSeconds(1));
        var decision = FleetSplitter.Decide(observation.Snapshot, memory.Fleet);
        var rivals = _targets.Rivals(TargetRef.Of(resource), resource.Metadata.Name);
        var foreign = _fleet.ConflictOf(TargetRef.Of(resource));
        var isLettingGo = hold is null && IsLettingGo(resource, observation, memory);
        var heldBy = memory.Hold.Confirm(hold, resource.Status?.HeldBy, observation.Members.Any(static member => member.IsPending));
        var brake = _fleet.Brake.State.Reason;
        var round = new FedHpaRound(bounds, observation, decision, rivals, Holding(resource, brake, rivals.Count > 0 || foreign is not null, hold, isLettingGo))
        {
            Words = _fleet.Words,
            Hold = hold,
            HeldBy = heldBy,
            Brake = brake,
            Foreign = foreign,
        };
        if (round.Holding is null && observation.AwaitsOwnWrite(memory.Fleet.Lent)) return new ReconcileResult.NotYet(TimeSpan.FromSeconds(1));
        ActOutcome acted;
        if (round.Holding is not null)
        {
            acted = ActOutcome.Nothing(observation);
        }
        else
        {
            resource = Note(memory, await _finalizer.SetAsync(resource, _finalizer.IsNeeded(resource), cancellationToken));
            memory.Untold ??= ActOutcome.Standing(observation);
            acted = await _actor.ActAsync(
                resource, observation, decision, memory,
                async (shares, members) => resource = await WriteAsync(resource, memory, round, new ActOutcome(shares, memory.Failures) { UnderWay = members }, cancellationToken),
                cancellationToken);
            acted = acted with { Failures = observation.WithLasting(acted.Failures, memory.Failures) };
            memory.Failures = acted.Failures;
            memory.Fleet = decision.Memory;
        }

        await WriteAsync(resource, memory, round, acted, cancellationToken);
        if (_events.TellMoves(resource, memory, observation, acted) is { } moves) FedHpaLog.RoomMoved(_logger, resource.Metadata.Key, moves);
        _metrics?.Decided(round, acted, acted.Wrote ? _queue.AgeOf(resource.Metadata.Key) : null);
        if (!acted.Failures.IsEmpty) return new ReconcileResult.Retry($"writing to {string.Join(", ", acted.Failures.Select(static failure => failure.Member))} failed");
        if (!acted.Outdated.IsEmpty) return new ReconcileResult.Retry($"{string.Join(", ", acted.Outdated)} changed meanwhile");
        return isLettingGo || round.HeldBy != hold?.Uid ? new ReconcileResult.After(TimeSpan.FromSeconds(1)) : LookAgain(bounds, Sooner(decision.NextCheck, memory.Draining.Next));
    }

    /// <summary>
    /// CronHPAs that are not known yet may hold a floor, and ScaleIns the shares: nothing is changed before they are, and they tell when
    /// they are. What stands in the way of that is said once it lasts.
    /// </summary>
    private async Task<ReconcileResult> WaitForHubAsync(FedHpa resource, FedHpaMemory memory, CancellationToken cancellationToken)
    {
        if (memory.FirstLook.IsOver() && (_schedules.WhyUnread ?? _holds.WhyUnread) is { } why)
        {
            var before = resource.Status ?? new FedHpaStatus();
            var status = before with { Conditions = FedHpaConditions.OfUnread(why, before.Conditions, resource.Metadata.Generation, _time.GetUtcNow()) };
            _events.TellConditions(resource, status, memory);
            Note(memory, await _status.WriteAsync(resource, status, cancellationToken));
        }

        return new ReconcileResult.NotYet(FirstLook.Patience);
    }

    private static string? Holding(FedHpa resource, string? brake, bool isContested, FleetHold? hold, bool isLettingGo)
    {
        if (resource.Spec.Paused || brake is not null) return "paused";
        if (isContested) return "in conflict";
        if (hold is not null) return $"kept for ScaleIn {hold.Name}";
        return isLettingGo ? "a ScaleIn has just let go" : null;
    }

    /// <summary>A hold has ended: nothing is written before the status no longer says so, and before the HPAs are seen as the ScaleIn gave them back.</summary>
    private static bool IsLettingGo(FedHpa resource, FedHpaObservation observation, FedHpaMemory memory)
    {
        var isAwaited = memory.Hold.Awaits(behind: observation.Members.Any(static member => member.IsMarked));
        return isAwaited || resource.Status?.HeldBy is not null;
    }

    private static DateTimeOffset? Sooner(DateTimeOffset? one, DateTimeOffset? other) => one < other ? one : other ?? one;

    private ReconcileResult LookAgain(BoundsInForce bounds, DateTimeOffset? nextCheck)
    {
        // Writes take their time: what is due next does not wait for it a second time.
        var now = _time.GetUtcNow();
        if (bounds.Schedules is { } schedules) return new ReconcileResult.After(ScheduleClock.Wait(schedules.Next, now, nextCheck));
        return nextCheck is { } at ? new ReconcileResult.After(at > now ? at - now : TimeSpan.Zero) : ReconcileResult.Finished;
    }

    private async Task<FedHpa> WriteAsync(FedHpa resource, FedHpaMemory memory, FedHpaRound round, ActOutcome acted, CancellationToken cancellationToken)
    {
        var conditions = FedHpaConditions.Of(resource, round, acted);
        var kept = round.Holding is null ? round.Decision.Memory : memory.Fleet;
        var status = FedHpaStatusComposer.Compose(resource, round, acted.InForce, kept, conditions);
        if (!status.ActiveSchedules.SequenceEqual(resource.Status?.ActiveSchedules ?? []))
            FedHpaLog.Scheduled(_logger, resource.Metadata.Key, round.Bounds.Bounds.Min, round.Bounds.Bounds.Max, status.ActiveSchedules);
        if (round.Hold is { } hold && status.HeldBy is not null && resource.Status?.HeldBy != status.HeldBy) FedHpaLog.Held(_logger, resource.Metadata.Key, hold.Name);
        _events.TellConditions(resource, status, memory);
        return Note(memory, await _status.WriteAsync(resource, status, cancellationToken));
    }

    private async Task<ReconcileResult> RefuseAsync(
        FedHpa resource, FleetHold? hold, FedHpaMemory memory, IReadOnlyList<FieldError> errors, CancellationToken cancellationToken)
    {
        _metrics?.Refused();
        // What is in force stays in force, and stays to be seen.
        var status = (resource.Status ?? new FedHpaStatus()) with
        {
            ObservedGeneration = resource.Metadata.Generation ?? 0,
            Conditions = FedHpaConditions.OfInvalid(resource, hold, _fleet.Brake.State.Reason, errors).Tell(resource.Status?.Conditions, resource.Metadata.Generation, _time.GetUtcNow()),
            HeldBy = _holds.Synced ? memory.Hold.Confirm(hold, resource.Status?.HeldBy, pending: false) : resource.Status?.HeldBy,
        };
        _events.TellConditions(resource, status, memory);
        Note(memory, await _status.WriteAsync(resource, status, cancellationToken));
        return hold is null || status.HeldBy is not null ? ReconcileResult.Finished : new ReconcileResult.After(TimeSpan.FromSeconds(1));
    }

    /// <summary>Just started, and some members or what fits there are not known yet: silence, or a share without it, would be a guess.</summary>
    private static bool IsTooEarly(FedHpaObservation observation, FedHpaMemory memory)
    {
        if (memory.LookedAround) return false;
        var waiting = observation.Members.Any(static member => member.Snapshot.Contact != MemberContact.Excluded && (member.View is null || member.Snapshot.Fit is null));
        if (waiting && !memory.FirstLook.IsOver()) return true;
        memory.LookedAround = true;
        return false;
    }

    private FedHpaMemory Remember(FedHpa resource)
    {
        var key = resource.Metadata.Key;
        if (_memories.TryGetValue(key, out var known) && known.Uid == resource.Metadata.Uid) return known;
        known?.Dispose();
        var memory = new FedHpaMemory(_time) { Uid = resource.Metadata.Uid ?? "", Fleet = resource.Status.ToFleetMemory() };
        return _memories[key] = memory;
    }

    private void Forget(ObjectKey key)
    {
        if (_memories.TryRemove(key, out var memory)) memory.Dispose();
    }

    private FedHpa Note(FedHpaMemory memory, FedHpa written)
    {
        memory.OwnWrite.Note(_informer, written.Metadata);
        return written;
    }

    private void Note(InformerChange<FedHpa> change)
    {
        var key = change.Object.Metadata.Key;
        var target = change.New is { Metadata.IsDeleting: false } present ? TargetRef.Of(present) : (TargetRef?)null;
        foreach (var other in _targets.Set(key, target)) _queue.Add(other);
        if (!StatusChange.IsAll(change.Old?.Metadata, change.New?.Metadata) || _memories.GetValueOrDefault(key)?.OwnWrite.IsAwaited == true) _queue.Add(key);
    }

    private void Note(FleetChange change)
    {
        if (change.Target is not { } target) NoteAll();
        else foreach (var key in _targets.Of(target)) _queue.Add(key);
    }

    private void Note(ScheduleTarget? target)
    {
        if (target is not { } one) NoteAll();
        else if (one.IsFedHpa) _queue.Add(new ObjectKey(one.Namespace, one.Name));
    }

    private void Note(TargetRef? held)
    {
        if (held is not { } target) NoteAll();
        else foreach (var key in _targets.Of(target)) _queue.Add(key);
    }

    private void Note(InformerStatus status)
    {
        if (status.Live) NoteAll();
    }

    private void NoteAll()
    {
        // Those, too, that are being deleted and have no target any more.
        foreach (var item in _informer.Items) _queue.Add(item.Metadata.Key);
    }
}

using System.Collections.Concurrent;
using FedScaler.Api.FedHpas;
using FedScaler.Api.ReplicaBindings;
using FedScaler.Controllers.CronHpas;
using FedScaler.Controllers.Fleet;
using FedScaler.Controllers.ScaleIns;
using FedScaler.Core.Splitting;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Events;
using FedScaler.Runtime.Informers;
using FedScaler.Runtime.Queues;
using Microsoft.Extensions.Logging;

namespace FedScaler.Controllers.Bindings;

/// <summary>
/// Says of every target who leads: with a FedHPA on it the members do, and its binding follows them; without one the user
/// does, and the binding's count is divided over the members. Keyed by target: changes that come while one is being written
/// are written together.
/// </summary>
public sealed class ReplicaBindingController : IDisposable
{
    private readonly IFleet _fleet;
    private readonly Informer<FedHpa> _fedHpas;
    private readonly IBindingStore _store;
    private readonly IObjectCache<ReplicaBinding> _bindings;
    private readonly IScheduleSource _schedules;
    private readonly IHoldSource _holds;
    private readonly WorkQueue<TargetRef> _queue;
    private readonly TimeProvider _time;
    private readonly TargetIndex _fedHpaTargets = new();
    private readonly TargetIndex _bindingTargets = new();
    private readonly MembersLead _membersLead;
    private readonly UserLeads _userLeads;
    private readonly FirstLook _firstLook;
    private readonly ConcurrentDictionary<TargetRef, FirstLook> _firstLooks = new();
    private readonly ConcurrentDictionary<ObjectKey, BindingMemory> _memories = new();
    private readonly IDisposable[] _subscriptions;

    /// <param name="schedules">What CronHPAs ask of bindings.</param>
    public ReplicaBindingController(
        IFleet fleet, IBindingStore bindings, Informer<FedHpa> fedHpas, IScheduleSource schedules,
        IHoldSource holds, WorkQueue<TargetRef> queue, IEventRecorder recorder, TimeProvider time, ILogger logger)
    {
        _fleet = fleet;
        _fedHpas = fedHpas;
        (_store, _bindings) = (bindings, bindings.Cache);
        _schedules = schedules;
        _holds = holds;
        _queue = queue;
        _time = time;
        _firstLook = new FirstLook(time);
        _membersLead = new MembersLead(fleet, bindings, time, logger);
        _userLeads = new UserLeads(fleet, bindings, schedules, holds, recorder, time, logger);
        _subscriptions = [fedHpas.Subscribe(Note), _bindings.Subscribe(Note)];
        _fleet.Changed += Note;
        _bindings.StatusChanged += Note;
        _fedHpas.StatusChanged += Note;
        _schedules.Changed += Note;
        _holds.Changed += Note;
    }

    /// <summary>One reconcile; never two of one target at a time.</summary>
    public async Task<ReconcileResult> ReconcileAsync(TargetRef target, CancellationToken cancellationToken)
    {
        if (!_fedHpas.Status.Live || !_bindings.Status.Live || !_fleet.Synced || !_fleet.Brake.State.Known) return ReconcileResult.Finished;
        var leader = _fedHpaTargets.Of(target).Select(_fedHpas.Get).FirstOrDefault(static resource => resource is not null);
        var bindings = _bindingTargets.Of(target).Select(_bindings.Get).OfType<ReplicaBinding>().Where(static binding => !binding.Metadata.IsDeleting).ToList();
        if (_fleet.ConflictOf(target) is { } conflict) return await RefuseAsync(bindings, target, BindingConditions.OfConflict(conflict), cancellationToken);
        if (leader is not null) return await FollowAsync(leader, target, bindings, cancellationToken);
        _firstLooks.TryRemove(target, out _);
        if (bindings is [var only]) return await _userLeads.DivideAsync(only, target, Remember(only), cancellationToken);
        foreach (var binding in bindings)
        {
            var others = bindings.Where(other => other != binding).Select(static other => other.Metadata.Name);
            await _userLeads.RefuseAsync(binding, Forget(binding), BindingConditions.OfRivals(others), _holds.On(target), cancellationToken);
        }

        return ReconcileResult.Finished;
    }

    public void Dispose()
    {
        _fleet.Changed -= Note;
        _bindings.StatusChanged -= Note;
        _fedHpas.StatusChanged -= Note;
        _schedules.Changed -= Note;
        _holds.Changed -= Note;
        foreach (var subscription in _subscriptions) subscription.Dispose();
        foreach (var memory in _memories.Values) memory.Dispose();
    }

    private async Task<ReconcileResult> FollowAsync(FedHpa leader, TargetRef target, List<ReplicaBinding> bindings, CancellationToken cancellationToken)
    {
        var key = _store.KeyOf(target);
        foreach (var useless in bindings.Where(binding => binding.Metadata.Key != key))
            await _userLeads.RefuseAsync(useless, Forget(useless), BindingConditions.OfUseless(leader.Metadata.Name, key.Name), hold: null, cancellationToken);
        // What is decided from a binding as it was before our own last write would be refused.
        if (_memories.TryGetValue(key, out var known) && !known.OwnWrite.IsSeen(_bindings)) return new ReconcileResult.NotYet(TimeSpan.FromSeconds(1));
        var before = _bindings.Get(key);
        // It would say what the members run, and is not there yet: nothing is written down of them now.
        if (before is null && _fleet.Brake.State.Reason is not null) return ReconcileResult.Finished;
        var followed = await _membersLead.FollowAsync(leader, target, before, before is null ? null : Remember(before), Guess(target), cancellationToken);
        // Where there is none and it is not ours to make, its coming tells.
        if (followed.Binding is not { } after) return followed.IsEarly ? new ReconcileResult.After(TimeSpan.FromSeconds(1)) : ReconcileResult.Finished;
        var memory = Forget(after);
        memory.OwnWrite.Note(_bindings, after.Metadata);
        // Should the FedHPA go, nothing has to be read anew.
        memory.Track(_fleet, target);
        return ReconcileResult.Finished;
    }

    /// <summary>A member's silence is known since the start; its caches begin to be filled with the first look at the target.</summary>
    private Guesses Guess(TargetRef target) => new(_firstLook.IsOver(), _firstLooks.GetOrAdd(target, static (_, time) => new FirstLook(time), _time).IsOver());

    private async Task<ReconcileResult> RefuseAsync(
        List<ReplicaBinding> bindings, TargetRef target, IEnumerable<FleetCondition> conditions, CancellationToken cancellationToken)
    {
        foreach (var binding in bindings)
        {
            // Not as it was before our own last write.
            if (!Remember(binding).OwnWrite.IsSeen(_bindings)) return new ReconcileResult.After(TimeSpan.FromSeconds(1));
            await _userLeads.RefuseAsync(binding, Forget(binding), conditions, _holds.On(target), cancellationToken);
        }

        return ReconcileResult.Finished;
    }

    private BindingMemory Remember(ReplicaBinding binding)
    {
        var key = binding.Metadata.Key;
        if (_memories.TryGetValue(key, out var known) && known.Uid == binding.Metadata.Uid) return known;
        known?.Dispose();
        return _memories[key] = new BindingMemory(binding.Metadata.Uid ?? "", _time);
    }

    /// <summary>The user does not lead: what was told to members then is of no meaning when the user leads again.</summary>
    private BindingMemory Forget(ReplicaBinding binding)
    {
        var memory = Remember(binding);
        memory.Assigned = null;
        memory.Reached.Clear();
        memory.LastSeen.Clear();
        return memory;
    }

    private void Note(InformerChange<FedHpa> change)
    {
        _fedHpaTargets.Set(change.Object.Metadata.Key, change.New is null ? null : TargetRef.Of(change.New));
        // The target that it had before is the user's again.
        if (change.Old is { } old) _queue.Add(TargetRef.Of(old));
        if (change.New is { } now) _queue.Add(TargetRef.Of(now));
    }

    /// <summary>The user changed a binding, or our own write of it came back: compare.</summary>
    private void Note(InformerChange<ReplicaBinding> change)
    {
        var key = change.Object.Metadata.Key;
        _bindingTargets.Set(key, change.New is null ? null : TargetRef.Of(change.New));
        if (change.New is null || change.Old is { } other && TargetRef.Of(other) != TargetRef.Of(change.New))
        {
            // Another target, or none: it starts with nothing, and what it left may be led by another binding now.
            if (_memories.TryRemove(key, out var memory)) memory.Dispose();
        }

        if (StatusChange.IsAll(change.Old?.Metadata, change.New?.Metadata) && _memories.GetValueOrDefault(key)?.OwnWrite.IsAwaited != true) return;
        if (change.Old is { } old) _queue.Add(TargetRef.Of(old));
        if (change.New is { } now) _queue.Add(TargetRef.Of(now));
    }

    private void Note(FleetChange change)
    {
        if (change.Target is { } target) _queue.Add(target);
        else NoteAll();
    }

    private void Note(TargetRef? held)
    {
        if (held is { } target) _queue.Add(target);
        else NoteAll();
    }

    private void Note(InformerStatus status)
    {
        if (status.Live) NoteAll();
    }

    private void Note(ScheduleTarget? changed)
    {
        if (changed is not { } schedule) NoteAll();
        else if (!schedule.IsFedHpa && _store.Resolve(schedule.Namespace, schedule.Reference).Key is { } key && _bindingTargets.TargetOf(key) is { } target) _queue.Add(target);
    }

    private void NoteAll()
    {
        foreach (var target in _fedHpaTargets.Targets()) _queue.Add(target);
        foreach (var target in _bindingTargets.Targets()) _queue.Add(target);
    }
}

using FedScaler.Api.FedHpas;
using FedScaler.Api.ReplicaBindings;
using FedScaler.Controllers.FedHpas;
using FedScaler.Controllers.Fleet;
using FedScaler.Kube.Client;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Informers;
using FedScaler.Runtime.Queues;
using Microsoft.Extensions.Logging;

namespace FedScaler.Controllers.Bindings;

/// <summary>
/// Keeps each target's ReplicaBinding at what the members' workloads say, for targets that a FedHPA scales. Keyed by target:
/// changes that come while one is being written are written together.
/// </summary>
public sealed class ReplicaBindingController : IDisposable
{
    /// <summary>After a start, how long members that were never reached are waited for before a binding is made without them.</summary>
    private static readonly TimeSpan FirstLookPatience = TimeSpan.FromSeconds(10);

    private readonly IFleet _fleet;
    private readonly Informer<FedHpa> _fedHpas;
    private readonly Informer<ReplicaBinding> _bindings;
    private readonly WorkQueue<TargetRef> _queue;
    private readonly TargetIndex _targets = new();
    private readonly BindingObserver _observer;
    private readonly BindingWriter _writer;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private DateTimeOffset? _firstLook;
    private readonly IDisposable[] _subscriptions;

    public ReplicaBindingController(
        IFleet fleet, IKubeClient hub, Informer<FedHpa> fedHpas, Informer<ReplicaBinding> bindings, WorkQueue<TargetRef> queue, TimeProvider time, ILogger logger)
    {
        _fleet = fleet;
        _fedHpas = fedHpas;
        _bindings = bindings;
        _queue = queue;
        _observer = new BindingObserver(fleet);
        _writer = new BindingWriter(hub, time);
        _logger = logger;
        _time = time;
        _subscriptions = [fedHpas.Subscribe(Note), bindings.Subscribe(Note)];
        _fleet.Changed += Note;
        _bindings.StatusChanged += Note;
    }

    /// <summary>One reconcile; never two of one target at a time.</summary>
    public async Task<ReconcileResult> ReconcileAsync(TargetRef target, CancellationToken cancellationToken)
    {
        if (!_fedHpas.Status.Live || !_bindings.Status.Live || !_fleet.Synced) return ReconcileResult.Finished;
        var leader = _targets.Of(target).Select(_fedHpas.Get).FirstOrDefault(static resource => resource is not null);
        if (leader is null) return ReconcileResult.Finished;
        var key = new ObjectKey(target.Namespace, BindingName.Of(target));
        var before = _bindings.Get(key);
        if (_observer.Observe(leader, target, before, mayGuess: HasLookedLongEnough()) is not { } seen) return new ReconcileResult.After(TimeSpan.FromSeconds(1));
        var after = await _writer.WriteAsync(target, seen, before, cancellationToken);
        if (!ReferenceEquals(after, before)) BindingLog.Written(_logger, key, after.Spec.Replicas);
        return ReconcileResult.Finished;
    }

    private bool HasLookedLongEnough()
    {
        var now = _time.GetUtcNow();
        _firstLook ??= now;
        return now >= _firstLook + FirstLookPatience;
    }

    public void Dispose()
    {
        _fleet.Changed -= Note;
        _bindings.StatusChanged -= Note;
        foreach (var subscription in _subscriptions) subscription.Dispose();
    }

    private void Note(InformerChange<FedHpa> change)
    {
        var target = change.New is null ? (TargetRef?)null : TargetIndex.TargetOf(change.New);
        _targets.Set(change.Object.Metadata.Key, target);
        if (target is { } now) _queue.Add(now);
    }

    /// <summary>Somebody changed a binding by hand, or our own write came back: compare.</summary>
    private void Note(InformerChange<ReplicaBinding> change)
    {
        var reference = change.Object.Spec.ScaleTargetRef;
        var target = new TargetRef(change.Object.Metadata.Namespace ?? "", reference.ApiVersion, reference.Kind, reference.Name);
        if (_targets.Of(target).Count > 0) _queue.Add(target);
    }

    private void Note(FleetChange change)
    {
        if (change.Target is { } target) _queue.Add(target);
        else NoteAll();
    }

    private void Note(InformerStatus status)
    {
        if (status.Live) NoteAll();
    }

    private void NoteAll()
    {
        foreach (var key in _targets.All())
            if (_fedHpas.Get(key) is { } resource) _queue.Add(TargetIndex.TargetOf(resource));
    }
}

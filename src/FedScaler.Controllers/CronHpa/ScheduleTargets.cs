using FedScaler.Api;
using FedScaler.Api.FedHpas;
using FedScaler.Api.ReplicaBindings;
using FedScaler.Controllers.Fleet;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Informers;

namespace FedScaler.Controllers.CronHpas;

/// <summary>The objects that CronHPAs act on, of either kind.</summary>
internal sealed class ScheduleTargets : IDisposable
{
    private readonly Informer<FedHpa> _fedHpas;
    private readonly IBindingStore _store;
    private readonly IObjectCache<ReplicaBinding> _bindings;
    private readonly Action<ScheduleTarget> _changed;
    private readonly Action _live;
    private readonly IDisposable[] _subscriptions;

    /// <param name="changed">Told when a target changed in what schedules have to do with.</param>
    /// <param name="live">Told when the hub is followed again.</param>
    public ScheduleTargets(Informer<FedHpa> fedHpas, IBindingStore bindings, Action<ScheduleTarget> changed, Action live)
    {
        (_fedHpas, _store, _bindings, _changed, _live) = (fedHpas, bindings, bindings.Cache, changed, live);
        _subscriptions = [fedHpas.Subscribe(Note), _bindings.Subscribe(Note)];
        fedHpas.StatusChanged += Note;
        _bindings.StatusChanged += Note;
    }

    /// <summary>Whether a target that is not seen is not there.</summary>
    public bool Live => IsWhole(_fedHpas.Status) && IsWhole(_bindings.Status);

    /// <summary>Null where there is no such target.</summary>
    public TargetSight? Look(ScheduleTarget target)
    {
        var key = new ObjectKey(target.Namespace, target.Name);
        if (target.Kind == ApiResources.FedHpas.Kind) return _fedHpas.Get(key) is { } fedHpa ? FedHpaSight.Of(fedHpa) : null;
        return _bindings.Get(key) is { } binding ? BindingSight.Of(binding, _store.ObjectOf(binding)) : null;
    }

    public void Dispose()
    {
        _fedHpas.StatusChanged -= Note;
        _bindings.StatusChanged -= Note;
        foreach (var subscription in _subscriptions) subscription.Dispose();
    }

    private static bool IsWhole(InformerStatus status) => status is { Synced: true, Live: true, Suspicious: false };

    private void Note(InformerStatus status)
    {
        if (IsWhole(status)) _live();
    }

    private void Note(InformerChange<FedHpa> change)
    {
        // The counts in a status change all day long, and are nothing to a schedule.
        if (change is { Old: { } old, New: { } now } && old.Metadata.Generation == now.Metadata.Generation
            && old.Status?.Conditions.SequenceEqual(now.Status?.Conditions ?? []) == true
            && old.Status.ActiveSchedules.SequenceEqual(now.Status?.ActiveSchedules ?? [])) return;
        Tell(ApiResources.FedHpas, change.Object.Metadata.Key);
    }

    private void Note(InformerChange<ReplicaBinding> change)
    {
        if (change is { Old: { } old, New: { } now } && old.Spec.Replicas == now.Spec.Replicas && old.Status?.EffectiveReplicas == now.Status?.EffectiveReplicas
            && old.Status?.Conditions.SequenceEqual(now.Status?.Conditions ?? []) == true
            && old.Status.ActiveSchedules.SequenceEqual(now.Status?.ActiveSchedules ?? [])) return;
        Tell(ApiResources.ReplicaBindings, change.Object.Metadata.Key);
    }

    private void Tell(ResourceType kind, ObjectKey key) => _changed(new ScheduleTarget(kind.Kind, key.Namespace ?? "", key.Name));
}

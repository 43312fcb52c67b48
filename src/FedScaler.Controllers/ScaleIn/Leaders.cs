using FedScaler.Api;
using FedScaler.Api.FedHpas;
using FedScaler.Api.Json;
using FedScaler.Api.Mapping;
using FedScaler.Api.ReplicaBindings;
using FedScaler.Controllers.CronHpas;
using FedScaler.Controllers.FedHpas;
using FedScaler.Controllers.Fleet;
using FedScaler.Core.ScaleIn;
using FedScaler.Core.Scheduling;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Events;
using FedScaler.Runtime.Informers;

namespace FedScaler.Controllers.ScaleIns;

/// <summary>
/// Finds who leads a workload, reads it from the hub itself, and lowers its numbers. The caches only tell its name: what is
/// decided from what is read here cannot be taken back.
/// </summary>
internal sealed class Leaders : IDisposable
{
    private static readonly JsonDecoder<FedHpa> FedHpaDecoder = JsonDecoder<FedHpa>.Of(ApiJson.Default.FedHpa);

    private readonly IKubeClient _hub;
    private readonly Informer<FedHpa> _fedHpas;
    private readonly IBindingStore _bindings;
    private readonly IScheduleSource _schedules;
    private readonly TargetIndex _fedHpaIndex = new();
    private readonly TargetIndex _bindingIndex = new();
    private readonly Action<TargetRef> _changed;
    private readonly IDisposable[] _subscriptions;

    /// <param name="changed">Told when a leader began or ceased to keep still.</param>
    public Leaders(IKubeClient hub, Informer<FedHpa> fedHpas, IBindingStore bindings, IScheduleSource schedules, Action<TargetRef> changed)
    {
        (_hub, _fedHpas, _bindings, _schedules, _changed) = (hub, fedHpas, bindings, schedules, changed);
        _subscriptions = [fedHpas.Subscribe(Note), bindings.Cache.Subscribe(Note)];
    }

    /// <summary>Whether a workload without a leader in sight has none, and floors are known.</summary>
    public bool Live => IsWhole(_fedHpas.Status) && IsWhole(_bindings.Cache.Status) && _schedules.Synced;

    /// <summary>Null where nobody shares the workload out.</summary>
    public async Task<Leader?> ReadAsync(TargetRef target, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var key in _fedHpaIndex.Of(target))
            if (await FindAsync(key, cancellationToken) is { } fedHpa) return Read(fedHpa, now);
        // Two bindings on one target are both refused: neither divides anything.
        return _bindingIndex.Of(target) is [var only] && await _bindings.ReadAsync(only, cancellationToken) is { } binding
            ? Read(binding, now)
            : null;
    }

    public void Dispose()
    {
        foreach (var subscription in _subscriptions) subscription.Dispose();
    }

    private static bool IsWhole(InformerStatus status) => status is { Synced: true, Live: true, Suspicious: false };

    private Leader Read(FedHpa resource, DateTimeOffset now)
    {
        var bounds = BoundsInForce.Of(resource, _schedules.Look, now).Bounds;
        var runs = Runs(resource.Status?.Clusters.Select(static cluster => (cluster.Name, cluster.CurrentReplicas)));
        return new Leader(ApiResources.FedHpas.Kind, resource.Metadata, Object(resource))
        {
            HeldBy = resource.Status?.HeldBy,
            MaxReplicas = resource.Spec.MaxReplicas,
            // Before it has seen its members nobody knows what runs in them; it does once it keeps still, and the floor counts again.
            Floor = runs.Count == 0 ? null : new(bounds.Min, bounds.MinBy is { } rule ? $"CronHPA rule {rule}" : $"spec.minReplicas of FedHPA {resource.Metadata.Name}"),
            Runs = runs,
            Preferences = new MemberPreferences(resource.Spec.Placement),
        };
    }

    private Leader Read(ReplicaBinding resource, DateTimeOffset now)
    {
        var active = _schedules.Look(new ScheduleTarget(ApiResources.ReplicaBindings.Kind, resource.Metadata.Namespace ?? "", resource.Metadata.Name), now)?.Active ?? [];
        return new Leader(ApiResources.ReplicaBindings.Kind, resource.Metadata, _bindings.ObjectOf(resource))
        {
            HeldBy = resource.Status?.HeldBy,
            Replicas = resource.Spec.Replicas,
            // What a rule divides is the rule's count, whatever spec.replicas is lowered to.
            Floor = ScheduledCount.Of(active) is { } count ? new ReplicaFloor(count, $"CronHPA rule {RuleOf(count, active)}") : null,
            Runs = Runs(resource.Status?.Clusters.Select(static cluster => (cluster.Name, cluster.Replicas))),
            Preferences = new MemberPreferences(resource.Spec.Placement),
        };
    }

    private static EventTarget Object(FedHpa resource) =>
        new(ApiResources.ApiVersion, ApiResources.FedHpas.Kind, resource.Metadata.Namespace, resource.Metadata.Name, resource.Metadata.Uid);

    // A status is what somebody wrote: the same cluster may stand in it twice.
    private static Dictionary<string, int> Runs(IEnumerable<(string Cluster, int Replicas)>? clusters)
    {
        var runs = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (cluster, replicas) in clusters ?? []) runs[cluster] = replicas;
        return runs;
    }

    private static string RuleOf(int count, IEnumerable<ScheduleWindow> active) =>
        active.First(window => window.Rule.Effect is ScheduleEffect.Count(var replicas) && replicas == count).Id;

    private async Task<FedHpa?> FindAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        try
        {
            return await _hub.GetAsync(ApiResources.FedHpas, key, FedHpaDecoder, cancellationToken);
        }
        catch (KubeApiException error) when (error.IsNotFound)
        {
            return null;
        }
    }

    private void Note(InformerChange<FedHpa> change) =>
        Note(_fedHpaIndex, change.Object.Metadata.Key, TargetRef.Of(change.Object), change.New is null, change.Old?.Status?.HeldBy != change.New?.Status?.HeldBy);

    private void Note(InformerChange<ReplicaBinding> change) =>
        Note(_bindingIndex, change.Object.Metadata.Key, TargetRef.Of(change.Object), change.New is null, change.Old?.Status?.HeldBy != change.New?.Status?.HeldBy);

    private void Note(TargetIndex index, ObjectKey key, TargetRef target, bool isGone, bool isHoldChanged)
    {
        index.Set(key, isGone ? null : target);
        if (isHoldChanged) _changed(target);
    }
}

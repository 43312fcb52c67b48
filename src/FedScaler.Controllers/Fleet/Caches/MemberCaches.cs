using System.Collections.Immutable;
using FedScaler.Controllers.Fleet.Capacity;
using FedScaler.Controllers.Fleet.Projections;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Informers;

namespace FedScaler.Controllers.Fleet.Caches;

/// <summary>
/// All that is followed of one member: its capacity, and for the workloads that are tracked their kind and the HPAs of their
/// namespace, no more.
/// </summary>
internal sealed class MemberCaches : IAsyncDisposable
{
    private const string ByTarget = "target";

    private readonly MemberScope _scope;
    private readonly TrackedTargets _tracked;
    private readonly KindResolver _kinds;
    private readonly Shared<(string ApiVersion, string Kind, string Namespace), WorkloadWatch> _workloads;
    private readonly Shared<string, MemberCache<HpaRecord>> _hpas;
    private readonly CapacityNotices _notices;
    private bool _knewCapacity;
    private IMemberCache[] _unknown = [];

    public MemberCaches(MemberScope scope, TrackedTargets tracked)
    {
        (_scope, _tracked) = (scope, tracked);
        _kinds = new KindResolver(scope);
        _workloads = new(key => NewWorkloadWatch(key.ApiVersion, key.Kind, key.Namespace));
        _hpas = new(NewHpaCache);
        Capacity = new CapacityWatch(scope);
        OwnWrites = new OwnWrites(scope);
        _notices = new CapacityNotices(scope, ReadFits, target => Changed?.Invoke(target));
        Capacity.Changed += OnCapacityChanged;
    }

    /// <summary>What is known of a target (null: of all) may have changed.</summary>
    public event Action<TargetRef?>? Changed;

    /// <summary>The member's capacity may have changed.</summary>
    public event Action? CapacityChanged;

    public CapacityWatch Capacity { get; }

    public OwnWrites OwnWrites { get; }

    /// <summary>Every cache that runs now.</summary>
    public IEnumerable<IMemberCache> All
    {
        get
        {
            yield return Capacity.Nodes;
            if (Capacity.Pods is { } pods) yield return pods;
            foreach (var hpas in _hpas.Values) yield return hpas;
            foreach (var cache in _workloads.Values.Select(w => w.Cache).OfType<IMemberCache>()) yield return cache;
        }
    }

    /// <summary>Whether everything that was started has been read, or has failed to be; so has how the member serves the kinds.</summary>
    public bool AreRead =>
        _workloads.Values.All(static w => w.Cache is not null || w.Resolution is KindResolution.Missing or KindResolution.Failed)
        && All.All(static c => c.Informer.Status is { Synced: true } or { LastError: not null });

    public void Start() => Capacity.Start();

    public void Track(TargetRef target)
    {
        Capacity.NeedPods();
        _workloads.Acquire((target.ApiVersion, target.Kind, target.Namespace));
        _hpas.Acquire(target.Namespace);
    }

    public async Task UntrackAsync(TargetRef target)
    {
        var (workloads, hpas) = (_workloads.Release((target.ApiVersion, target.Kind, target.Namespace)), _hpas.Release(target.Namespace));
        Capacity.Ledger.Forget(target);
        _notices.Forget(target);
        if (workloads is not null) await workloads.DisposeAsync();
        if (hpas is not null) await hpas.DisposeAsync();
    }

    public WorkloadWatch? FindWorkloads(TargetRef target) => _workloads.Find((target.ApiVersion, target.Kind, target.Namespace));

    /// <summary>How the member serves a kind, tracked or not.</summary>
    public Task<KindResolution> ResolveAsync(string apiVersion, string kind, CancellationToken cancellationToken) =>
        _kinds.ResolveAsync(apiVersion, kind, cancellationToken);

    /// <summary>Returns when what has been read by now is this member's.</summary>
    /// <exception cref="IOException">It is another cluster's, or that could not be found out.</exception>
    public ValueTask ConfirmIdentityAsync(CancellationToken cancellationToken) => _scope.Identity.ConfirmAsync(cancellationToken);

    public MemberCache<HpaRecord>? FindHpas(string ns) => _hpas.Find(ns);

    /// <summary>The HPAs whose scaleTargetRef is the target, by name.</summary>
    public static ImmutableArray<HpaView> HpasOf(MemberCache<HpaRecord> cache, TargetRef target) =>
        [.. cache.Informer.ByIndex(ByTarget, target.Name).Where(h => h.Targets(target)).Select(h => h.View).OrderBy(h => h.Name, StringComparer.Ordinal)];

    /// <summary>To be called now and then: the passing of time alone makes things known or unknown.</summary>
    public void Tick()
    {
        foreach (var target in OwnWrites.GiveUpOverdue()) Changed?.Invoke(target);
        var knowsCapacity = Capacity.WhyUnknown() is null;
        if (knowsCapacity != _knewCapacity) OnCapacityChanged();
        _knewCapacity = knowsCapacity;

        IMemberCache[] unknown = [.. All.Where(c => c.WhyUnknown(_scope.Options.CacheMaxAge) is not null)];
        if (!unknown.SequenceEqual(_unknown)) Changed?.Invoke(null);
        _unknown = unknown;
    }

    public async ValueTask DisposeAsync()
    {
        _notices.Dispose();
        await Capacity.DisposeAsync();
        foreach (var workloads in _workloads.Values) await workloads.DisposeAsync();
        foreach (var hpas in _hpas.Values) await hpas.DisposeAsync();
        _kinds.Dispose();
    }

    private WorkloadWatch NewWorkloadWatch(string apiVersion, string kind, string ns)
    {
        var watch = new WorkloadWatch(_scope, _kinds, apiVersion, kind, ns);
        watch.Changed += key => TellIfTracked(new TargetRef(ns, apiVersion, kind, key.Name));
        watch.StatusChanged += () => Changed?.Invoke(null);
        watch.Start();
        return watch;
    }

    private MemberCache<HpaRecord> NewHpaCache(string ns)
    {
        var options = new InformerOptions<HpaRecord>(KnownResources.HorizontalPodAutoscalers, new HpaDecoder(), static h => h.Identity) { Namespace = ns };
        var cache = new MemberCache<HpaRecord>(_scope, options);
        cache.Informer.AddIndex(ByTarget, static h => h.TargetName);
        cache.Informer.Subscribe(TellTargetsOf);
        cache.StatusChanged += () => Changed?.Invoke(null);
        cache.Start();
        return cache;
    }

    private void TellTargetsOf(InformerChange<HpaRecord> change)
    {
        TellTargetsOf(change.Object);
        if (change is { Old: { } old, New: { } now } && old.TargetName != now.TargetName) TellTargetsOf(old);
    }

    private void TellTargetsOf(HpaRecord hpa)
    {
        foreach (var target in _tracked.Named(hpa.Key.Namespace, hpa.TargetName)) Changed?.Invoke(target);
    }

    private void TellIfTracked(TargetRef target)
    {
        if (_tracked.Contains(target)) Changed?.Invoke(target);
    }

    private void OnCapacityChanged()
    {
        _notices.Note();
        CapacityChanged?.Invoke();
    }

    private IEnumerable<(TargetRef, FitReading)> ReadFits()
    {
        foreach (var target in _tracked.All)
        {
            if (FindWorkloads(target)?.Cache?.Informer.Get(new ObjectKey(target.Namespace, target.Name)) is { } workload)
                yield return (target, Capacity.Read(target, workload));
        }
    }
}

using System.Collections.Immutable;
using FedScaler.Controllers.Brakes;
using FedScaler.Controllers.Fleet.Caches;
using FedScaler.Controllers.Fleet.Karmada.Bindings;
using FedScaler.Controllers.Fleet.Karmada.Blind;
using FedScaler.Controllers.Fleet.Karmada.Clusters;
using FedScaler.Controllers.Fleet.Karmada.Proxy;
using FedScaler.Controllers.Fleet.Karmada.Shares;
using FedScaler.Controllers.Fleet.Members;
using FedScaler.Controllers.Fleet.Projections;
using FedScaler.Controllers.Fleet.Removals;
using FedScaler.Kube.Client;
using FedScaler.Kube.Karmada;
using FedScaler.Runtime.Informers;
using FedScaler.Runtime.Queues;

namespace FedScaler.Controllers.Fleet.Karmada;

/// <summary>The fleet of a Karmada control plane: Clusters, looked into through the hub's proxy, and shares that travel as Works.</summary>
internal sealed class KarmadaFleet : IFleet, IAsyncDisposable
{
    private readonly FleetOptions _options;
    private readonly FleetServices _services;
    private readonly ClusterWatch _clusters;
    private readonly ITargetPolicies _policies;
    private readonly WorkQueue<string> _queue;
    private readonly Controller<string> _controller;
    private readonly FleetRoster<KarmadaEntry> _roster;
    private readonly ShareWorks _works;
    private readonly ShareWrites _shares;
    private readonly ShareLook _look;
    private readonly BlindLook _blind;
    private readonly Confirmations _confirmations;

    public KarmadaFleet(IKubeClient hub, ClusterWatch clusters, IProxyClientFactory proxies, ITargetPolicies policies, IReportedWorkloads reports,
        FleetOptions options, FleetServices services)
    {
        (_options, _services, _clusters, _policies) = (options, services, clusters, policies);
        _queue = new WorkQueue<string>(new WorkQueueOptions<string>("cluster") { Gather = options.Gather }, services.Time, services.Metrics, services.JitterOf("cluster"));
        _roster = new FleetRoster<KarmadaEntry>(options, services, new ProxyRoute(hub, options, services.Time));
        _works = new ShareWorks(hub, _roster.Tracked, options, services);
        _confirmations = new Confirmations(services);
        _shares = SharesOf(HpaMarks.FieldManager);
        var unsettled = new Unsettled(services.Time, options.OwnWriteMaxAge);
        unsettled.Found += _queue.Add;
        unsettled.Lasts += member => Tell(new FleetChange(member, null));
        _look = new ShareLook(_works, unsettled);
        _blind = new BlindLook(_works, policies, reports);
        if (services.Metrics is { } metrics) _ = new FleetMetrics(metrics.Meter, _roster, () => clusters.Informer.Status.Phase != InformerPhase.Stopped);
        Removals = new KarmadaRemovals(new MemberRemovals(_roster, options, services), _roster, SharesOf(RemovalWrites.FieldManager), Site);
        _roster.Changed += Tell;
        _works.Changed += Tell;
        _works.Informer.Subscribe(OnWork);
        _works.Informer.Subscribe(unsettled.Note);
        _roster.Due += Enqueue;
        var upkeep = new WorkUpkeep(new Suspension(hub, _works, options, services), new Reapplication(_works, _shares, unsettled, options, services));
        var reconciler = new ClusterController(_roster, clusters, proxies, upkeep, hub.Server, options, services);
        _controller = new Controller<string>(
            _queue, reconciler.ReconcileAsync, new ControllerOptions(), services.Time, services.Loggers.CreateLogger(FleetLog.Category), services.Metrics, services.Activity);
        clusters.Informer.Subscribe(OnCluster);
        clusters.Informer.StatusChanged += _ => EnqueueAll();
        policies.Changed += OnPolicies;
        services.Brake.Changed += OnBrake;

        ShareWrites SharesOf(string writer) => new(hub, _works, _confirmations, writer, options, services.Time);
    }

    /// <inheritdoc/>
    public event Action<FleetChange>? Changed;

    /// <summary>How named pods are taken out.</summary>
    public IRemovalFleet Removals { get; }

    /// <summary>Why shares cannot be told yet, in words; null once the Works on the hub have been listed.</summary>
    public string? WhyWorksUnknown => _works.Informer.Status.Synced ? null : _works.WhyUnknown;

    /// <inheritdoc/>
    public IBrake Brake => _services.Brake;

    /// <inheritdoc/>
    public FleetWords Words { get; } = new(KarmadaResources.Clusters.Kind, "join");

    /// <inheritdoc/>
    public ImmutableArray<FleetMember> Members => _roster.Members;

    /// <inheritdoc/>
    public bool Synced => _clusters.Synced && _policies.Synced;

    /// <summary>Follows the hub and the members until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(
                _clusters.Informer.RunAsync(cancellationToken), _works.Informer.RunAsync(cancellationToken), _controller.RunAsync(cancellationToken), TellSyncAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The ordinary end.
        }
        finally
        {
            await _roster.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    public FleetConflict? ConflictOf(TargetRef target) => _policies.ConflictOf(target);

    /// <inheritdoc/>
    public IDisposable Track(TargetRef target) => _roster.Follow(target);

    /// <inheritdoc/>
    public MemberView Look(string member, TargetRef target)
    {
        if (_roster.Find(member) is not { } entry) return new MemberView.Unknown($"there is no member {member}");
        var view = entry.View();
        if (!view.Live || entry.Current is not { } connection)
        {
            return _policies.Excludes(target, member) is { } why && !_policies.Empties(target, member)
                ? new MemberView.Missing(why)
                : new MemberView.Unknown(view.Reason ?? "not reached yet");
        }

        if (entry.WhyBlind is not null) return _blind.At(entry, target);
        var seen = _look.At(member, target, TargetLook.At(connection.Caches, target, _options));
        return Place(seen, connection, member, target);
    }

    /// <inheritdoc/>
    public async Task<HpaView> ApplyHpaAsync(string member, HpaDocument document, CancellationToken cancellationToken) =>
        await _shares.ApplyAsync(Site(member), document, cancellationToken);

    /// <inheritdoc/>
    public async Task DeleteHpaAsync(string member, TargetRef target, HpaView hpa, CancellationToken cancellationToken)
    {
        if (WorkVersion.Read(hpa.ResourceVersion) is { } version) await _shares.DeleteAsync(Site(member), target, hpa, version, cancellationToken);
        // Ours from a time when no Work was over it.
        else await Writes(member).DeleteHpaAsync(target, hpa, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task RestoreHpaAsync(string member, TargetRef target, string name, string spec, CancellationToken cancellationToken)
    {
        var site = Site(member);
        if (_works.Get(ShareWorks.KeyOf(member, target.Namespace, name)) is { } work) await _shares.RestoreAsync(site, target, work, spec, cancellationToken);
        else await Writes(member).RestoreHpaAsync(target, name, spec, cancellationToken);
    }

    /// <inheritdoc/>
    public bool KeepsHpas => true;

    /// <inheritdoc/>
    public async Task ReleaseHpaAsync(string member, TargetRef target, HpaView hpa, CancellationToken cancellationToken)
    {
        var site = Site(member);
        if (_works.Get(ShareWorks.KeyOf(member, target.Namespace, hpa.Name)) is { } work) await _shares.ReleaseAsync(site, target, work, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task ScaleAsync(string member, TargetRef target, int replicas, string resourceVersion, CancellationToken cancellationToken)
    {
        var writes = Writes(member);
        if (_roster.Find(member)?.WhyBlind is { } why) throw new InvalidOperationException($"{target} cannot be scaled in {member}: {why}");
        await writes.ScaleAsync(target, replicas, resourceVersion, cancellationToken);
    }

    /// <summary>To be called after <see cref="RunAsync"/> has returned, or was never called.</summary>
    public async ValueTask DisposeAsync()
    {
        _services.Brake.Changed -= OnBrake;
        await _roster.DisposeAsync();
        _confirmations.Dispose();
        _queue.Dispose();
    }

    /// <summary>What the policies say of a member for this target; one that they leave out is as one without the workload.</summary>
    private MemberView Place(MemberView seen, MemberConnection connection, string member, TargetRef target)
    {
        if (_policies.Excludes(target, member) is { } why)
        {
            return seen switch
            {
                // Emptied, and only then taken out of the binding, which would delete all that runs.
                MemberView.Present present when _policies.Empties(target, member) => present with { Leaves = why },
                MemberView.Present present => new MemberView.Missing(why) { Hpas = present.Hpas },
                MemberView.Missing missing => missing with { Reason = why },
                _ => seen,
            };
        }

        if (seen is not MemberView.Missing none || connection.Caches.FindWorkloads(target)?.Resolution is not KindResolution.Found) return seen;
        return none with { IsPlaceable = true, Reason = KarmadaBindingName.WhyMissing(target, member), Fit = _policies.PodsOf(target) is { } pods ? connection.Caches.Capacity.FreeFor(pods) : null };
    }

    private async Task TellSyncAsync(CancellationToken cancellationToken)
    {
        await _clusters.Informer.WaitForSyncAsync(cancellationToken);
        // The informer calls itself synced a moment before it has told what it found.
        while (!_clusters.Synced)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        TellAll();
    }

    private void TellAll() => Tell(new FleetChange(null, null));

    private void Tell(FleetChange change)
    {
        _confirmations.Note(change);
        Changed?.Invoke(change);
    }

    private ShareSite Site(string member) => new(_roster.Find(member) ?? throw new HttpRequestException($"there is no member {member}"), _roster.FindWritable(member), _options, _services.Time);

    private MemberWrites Writes(string member) => new(_roster.FindWritable(member), _options, _services.Time);

    private void OnCluster(InformerChange<ClusterRecord> change)
    {
        if (change.New is { } cluster) Note(cluster);
        _queue.Add(change.Object.Name);
    }

    private void Note(ClusterRecord cluster)
    {
        var entry = _roster.GetOrAdd(cluster.Name, () => new KarmadaEntry(cluster, _services.Time));
        if (entry.Uid == cluster.Uid) entry.Cluster = cluster;
        _roster.Refresh();
    }

    private void OnWork(InformerChange<WorkRecord> change)
    {
        if (change.New is { } work && _roster.Find(work.Member) is { } entry && work.Suspended != (entry.Paused is not null)) _queue.Add(work.Member);
    }

    private void OnBrake()
    {
        EnqueueAll();
        TellAll();
    }

    private void OnPolicies(TargetRef? target) => Tell(new FleetChange(null, target));

    private void EnqueueAll()
    {
        foreach (var name in _roster.Names) _queue.Add(name);
    }

    private void Enqueue(string name, bool now)
    {
        if (now) _queue.Add(name);
        else _queue.AddAfter(name, _options.CapacityChangeInterval);
    }
}

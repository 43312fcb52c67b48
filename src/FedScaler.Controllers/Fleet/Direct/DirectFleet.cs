using System.Collections.Immutable;
using FedScaler.Api;
using FedScaler.Api.Json;
using FedScaler.Api.MemberClusters;
using FedScaler.Controllers.Brakes;
using FedScaler.Controllers.Fleet.Caches;
using FedScaler.Controllers.Fleet.Direct.Credentials;
using FedScaler.Controllers.Fleet.Members;
using FedScaler.Controllers.Fleet.Removals;
using FedScaler.Core.ScaleIn;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Informers;
using FedScaler.Runtime.Queues;

namespace FedScaler.Controllers.Fleet.Direct;

/// <summary>The fleet of the hub's MemberClusters, each spoken to straight at its own API server.</summary>
public sealed class DirectFleet : IFleet, IRemovalFleet, IAsyncDisposable
{
    private readonly FleetOptions _options;
    private readonly FleetServices _services;
    private readonly Informer<MemberCluster> _members;
    private readonly Informer<Secret> _secrets;
    private readonly WorkQueue<string> _queue;
    private readonly Controller<string> _controller;
    private readonly WorkQueue<string> _credentialQueue;
    private readonly Controller<string> _credentialController;
    private readonly FleetRoster<DirectEntry> _roster;
    private readonly MemberRemovals _removals;

    public DirectFleet(IKubeClient hub, IMemberClientFactory clients, FleetOptions options, FleetServices services)
    {
        (_options, _services) = (options, services);
        _members = NewInformer(hub, ApiResources.MemberClusters, JsonDecoder<MemberCluster>.Of(ApiJson.Default.MemberCluster), static m => m.Metadata, null);
        _secrets = NewInformer(hub, KnownResources.Secrets, JsonDecoder<Secret>.Of(KubeJsonContext.Default.Secret), static s => s.Metadata, options.Namespace);
        _queue = new WorkQueue<string>(new WorkQueueOptions<string>("membercluster") { Gather = options.Gather }, services.Time, services.Metrics, services.JitterOf("membercluster"));
        _roster = new FleetRoster<DirectEntry>(options, services);
        _removals = new MemberRemovals(_roster, options, services);
        if (services.Metrics is { } metrics) _ = new FleetMetrics(metrics.Meter, _roster, () => _members.Status.Phase != InformerPhase.Stopped);
        _roster.Changed += change => Changed?.Invoke(change);
        _roster.Due += Enqueue;
        var sources = new MemberSourceReader(_secrets, options.Namespace);
        var reconciler = new MemberClusterController(
            _roster, sources, new MemberStatusWriter(hub, _members, options, services), clients, _members, options, services);
        _controller = new Controller<string>(
            _queue, reconciler.ReconcileAsync, new ControllerOptions(), services.Time, services.Loggers.CreateLogger(FleetLog.Category), services.Metrics, services.Activity);
        _credentialQueue = new WorkQueue<string>(
            new WorkQueueOptions<string>("credential") { Gather = options.Gather }, services.Time, services.Metrics, services.JitterOf("credential"));
        var credentials = new CredentialController(_roster, sources, _secrets, new TokenRenewer(hub, clients, options, services.Time), options, services);
        credentials.Changed += _queue.Add;
        _credentialController = new Controller<string>(
            _credentialQueue, credentials.ReconcileAsync, new ControllerOptions(), services.Time, services.Loggers.CreateLogger(FleetLog.Category), services.Metrics, services.Activity);
        _members.Subscribe(OnMember);
        _secrets.Subscribe(_ => EnqueueAll());
        _members.StatusChanged += _ => EnqueueAll();
        _secrets.StatusChanged += _ => EnqueueAll();
        services.Brake.Changed += TellAll;
    }

    /// <inheritdoc/>
    public event Action<FleetChange>? Changed;

    /// <inheritdoc/>
    public IBrake Brake => _services.Brake;

    /// <inheritdoc/>
    public FleetWords Words { get; } = new(ApiResources.MemberClusters.Kind, "create");

    /// <inheritdoc/>
    public ImmutableArray<FleetMember> Members => _roster.Members;

    /// <inheritdoc/>
    public bool Synced =>
        // The version is there only after every MemberCluster of the first list was taken note of.
        _members.Status is { Synced: true, ResourceVersion: not null };

    /// <summary>Follows the hub and the members until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(
                _members.RunAsync(cancellationToken), _secrets.RunAsync(cancellationToken), _controller.RunAsync(cancellationToken),
                _credentialController.RunAsync(cancellationToken), TellSyncAsync(cancellationToken));
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
    public IDisposable Track(TargetRef target) => _roster.Follow(target);

    /// <inheritdoc/>
    public MemberView Look(string member, TargetRef target)
    {
        if (_roster.Find(member) is not { } entry) return new MemberView.Unknown($"there is no member {member}");
        var view = entry.View();
        return view.Live && entry.Current is { } connection
            ? TargetLook.At(connection.Caches, target, _options)
            : new MemberView.Unknown(view.Reason ?? "not reached yet");
    }

    /// <inheritdoc/>
    public async Task<HpaView> ApplyHpaAsync(string member, HpaDocument document, CancellationToken cancellationToken) =>
        await Writes(member).ApplyHpaAsync(document, cancellationToken);

    /// <inheritdoc/>
    public async Task DeleteHpaAsync(string member, TargetRef target, HpaView hpa, CancellationToken cancellationToken) =>
        await Writes(member).DeleteHpaAsync(target, hpa, cancellationToken);

    /// <inheritdoc/>
    public async Task RestoreHpaAsync(string member, TargetRef target, string name, string spec, CancellationToken cancellationToken) =>
        await Writes(member).RestoreHpaAsync(target, name, spec, cancellationToken);

    /// <inheritdoc/>
    public async Task ScaleAsync(string member, TargetRef target, int replicas, string resourceVersion, CancellationToken cancellationToken) =>
        await Writes(member).ScaleAsync(target, replicas, resourceVersion, cancellationToken);

    /// <inheritdoc/>
    public async Task<ClusterObservation> LookAsync(string member, RemovalSight sight, CancellationToken cancellationToken) =>
        await _removals.LookAsync(member, sight, cancellationToken);

    /// <inheritdoc/>
    public async Task TakeAsync(RemovalSight sight, RemovalStep step, CancellationToken cancellationToken) =>
        await _removals.TakeAsync(sight, step, cancellationToken);

    /// <summary>To be called after <see cref="RunAsync"/> has returned, or was never called.</summary>
    public async ValueTask DisposeAsync()
    {
        _services.Brake.Changed -= TellAll;
        await _roster.DisposeAsync();
        _queue.Dispose();
        _credentialQueue.Dispose();
    }

    private async Task TellSyncAsync(CancellationToken cancellationToken)
    {
        await _members.WaitForSyncAsync(cancellationToken);
        // The informer calls itself synced a moment before it has told what it found.
        while (!Synced)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        TellAll();
    }

    private void TellAll() => Changed?.Invoke(new FleetChange(null, null));

    private MemberWrites Writes(string member) => new(_roster.FindWritable(member), _options, _services.Time);

    private Informer<T> NewInformer<T>(IKubeClient hub, ResourceType type, JsonDecoder<T> decoder, Func<T, ObjectMeta> meta, string? ns)
        where T : class => _services.HubInformer(hub, new InformerOptions<T>(type, decoder, o => ObjectIdentity.Of(meta(o))) { Namespace = ns });

    private void OnMember(InformerChange<MemberCluster> change)
    {
        if (change.New is { } resource) Note(resource);
        _queue.Add(change.Object.Metadata.Name);
        _credentialQueue.Add(change.Object.Metadata.Name);
    }

    private void Note(MemberCluster resource)
    {
        var entry = _roster.GetOrAdd(resource.Metadata.Name, () => new DirectEntry(resource));
        if (entry.Uid == resource.Metadata.Uid) entry.Resource = resource;
        _roster.Refresh();
    }

    private void EnqueueAll()
    {
        foreach (var name in _roster.Names)
        {
            _queue.Add(name);
            _credentialQueue.Add(name);
        }
    }

    private void Enqueue(string name, bool now)
    {
        if (!now)
        {
            _queue.AddAfter(name, _options.CapacityChangeInterval);
            return;
        }

        _queue.Add(name);
        _credentialQueue.Add(name);
    }
}

using System.Diagnostics.Metrics;
using FedScaler.Api;
using FedScaler.Api.CronHpas;
using FedScaler.Api.FedHpas;
using FedScaler.Api.Json;
using FedScaler.Api.ScaleIns;
using FedScaler.Controllers;
using FedScaler.Controllers.Bindings;
using FedScaler.Controllers.Brakes;
using FedScaler.Controllers.CronHpas;
using FedScaler.Controllers.FedHpas;
using FedScaler.Controllers.Fleet;
using FedScaler.Controllers.ScaleIns;
using FedScaler.Hosting.Federations;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Events;
using FedScaler.Runtime.Health;
using FedScaler.Runtime.Informers;
using FedScaler.Runtime.Leadership;
using FedScaler.Runtime.Metrics;
using FedScaler.Runtime.Observation;
using FedScaler.Runtime.Queues;
using Microsoft.Extensions.Logging;

namespace FedScaler.Hosting;

/// <summary>The whole service over one hub: everything that <c>fedscaler run</c> runs, put together in one place.</summary>
public sealed class FedScalerService : IAsyncDisposable
{
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _loggers;
    private readonly RuntimeMetrics _metrics;
    private readonly int? _seed;
    private readonly ILeadership _leadership;
    private readonly LeadershipEvents _told;
    private readonly EventRecorder _events;
    private readonly Informer<ConfigMap> _brakeMap;
    private readonly ServiceBrake _brake;
    private readonly IFederation _federation;
    private readonly Informer<FedHpa> _fedHpas;
    private readonly Informer<CronHpa> _cronHpas;
    private readonly Informer<ScaleIn> _scaleIns;
    private readonly ScheduleIndex _schedules;
    private readonly HoldIndex _holds;
    private readonly WorkQueue<ObjectKey> _fedHpaQueue;
    private readonly WorkQueue<TargetRef> _bindingQueue;
    private readonly WorkQueue<ObjectKey> _cronHpaQueue;
    private readonly WorkQueue<ObjectKey> _scaleInQueue;
    private readonly FedHpaController _fedHpaController;
    private readonly ReplicaBindingController _bindingController;
    private readonly CronHpaController _cronHpaController;
    private readonly ScaleInController _scaleInController;
    private readonly ServiceOptions _options;
    private readonly List<IDisposable> _checks = [];

    /// <param name="hub">The hub's client; the caller disposes it after this.</param>
    public FedScalerService(IKubeClient hub, ServiceOptions options, TimeProvider time, ILoggerFactory loggers, IMeterFactory meters)
    {
        _options = options;
        Health = options.Health ?? new HealthState();
        _time = time;
        _loggers = loggers;
        _seed = options.Seed;
        _metrics = new RuntimeMetrics(meters);
        BuildInfo.Measure(_metrics.Meter, FederationNames.Of(options.Federation));
        var measured = new MeasuredKubeClient(hub, ApiResources.HubName, _metrics, Activity, time);
        var wire = options.Wire is { } wrap ? wrap(measured) : measured;
        _leadership = options.Election is { } election
            ? new LeaseLeadership(wire, election, time, Logger("FedScaler.Leadership"), _metrics.Meter, Activity, Jitter(10))
            : new SoleLeader();
        var client = new FencedKubeClient(wire, _leadership, new EpochStamp(ApiResources.Group));
        _events = new EventRecorder(
            client, new EventRecorderOptions("fedscaler.io/fedscaler", Environment.MachineName), time, Logger("FedScaler.Events"), _metrics, Activity, Jitter(1));
        _brakeMap = Inform(
            client, KnownResources.ConfigMaps, JsonDecoder<ConfigMap>.Of(KubeJsonContext.Default.ConfigMap), static o => o.Metadata, 11, new ObjectKey(options.Namespace, options.BrakeConfigMap));
        _brake = new ServiceBrake(_brakeMap, new ObjectKey(options.Namespace, options.BrakeConfigMap), options.Paused, _events, _metrics.Meter, Logger("FedScaler.Brake"));
        var fleet = options.Fleet ?? new FleetOptions { Namespace = options.Namespace };
        var federations = new FederationFactory(client, fleet, new FleetServices(time, loggers, _events, _metrics, Activity) { Seed = Seed, Brake = _brake })
        {
            AllowLoopbackMembers = options.AllowLoopbackMembers,
            Connection = options.HubConnection,
            // Members are written to only while this instance leads, as the hub is.
            Wrap = member => new FencedKubeClient(options.Wire is { } wire ? wire(member) : member, _leadership, client.Stamp),
        };
        _federation = federations.Create(options.Federation);
        _fedHpas = Inform(client, ApiResources.FedHpas, JsonDecoder<FedHpa>.Of(ApiJson.Default.FedHpa), static o => o.Metadata, 2);
        _cronHpas = Inform(client, ApiResources.CronHpas, JsonDecoder<CronHpa>.Of(ApiJson.Default.CronHpa), static o => o.Metadata, 6);
        _scaleIns = Inform(client, ApiResources.ScaleIns, JsonDecoder<ScaleIn>.Of(ApiJson.Default.ScaleIn), static o => o.Metadata, 8);
        _schedules = new ScheduleIndex(_cronHpas);
        _holds = new HoldIndex(_scaleIns);
        // Never due at one instant, as long as anything is gathered: what the one writes the next reads.
        _fedHpaQueue = Queue<ObjectKey>("fedhpa", static key => key.Namespace ?? "", 4, options.Gather);
        _bindingQueue = Queue<TargetRef>("replicabinding", static target => target.Namespace, 5, options.Gather * 1.4);
        _cronHpaQueue = Queue<ObjectKey>("cronhpa", static key => key.Namespace ?? "", 7, options.Gather * 1.8);
        _scaleInQueue = Queue<ObjectKey>("scalein", static key => key.Namespace ?? "", 9, options.Gather * 2.2);
        _fedHpaController = new FedHpaController(_federation.Fleet, client, _fedHpas, _schedules, _holds, _fedHpaQueue, _events, time, Logger("FedScaler.FedHpa"),
            _metrics.Meter, options.MaxMemberSeries);
        _bindingController = new ReplicaBindingController(
            _federation.Fleet, _federation.Bindings, _fedHpas, _schedules, _holds, _bindingQueue, _events, time, Logger("FedScaler.Bindings"));
        _cronHpaController = new CronHpaController(
            _schedules, client, _cronHpas, _fedHpas, _federation.Bindings, _cronHpaQueue, _events, _metrics.Meter, time, Logger("FedScaler.CronHpa"));
        _scaleInController = new ScaleInController(
            _federation.Fleet, _federation.Removals, client, _scaleIns, _fedHpas, _federation.Bindings, _schedules, _scaleInQueue, _events, _metrics.Meter, time, Logger("FedScaler.ScaleIn"));
        _told = new LeadershipEvents(_leadership, _events, options.Election);
        AddChecks();
    }

    /// <summary>Everything that runs, so that a host can tell when all is quiet.</summary>
    public ActivityRegistry Activity { get; } = new();

    /// <summary>Ready once the hub has been listed.</summary>
    public HealthState Health { get; }

    /// <summary>What the service measures, for an exposition that wants to drop what is gone.</summary>
    public RuntimeMetrics Metrics => _metrics;

    /// <summary>The fleet, for those who only look.</summary>
    public IFleet Fleet => _federation.Fleet;

    /// <summary>Works until it is cancelled, and then returns in an orderly way.</summary>
    /// <exception cref="LeadershipLostException">Another instance leads, or may. This one has ended its work and is of no more use.</exception>
    public Task RunAsync(CancellationToken cancellationToken) => _leadership.RunAsync(LeadAsync, cancellationToken);

    /// <summary>To be called after <see cref="RunAsync"/> has returned.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var check in _checks) check.Dispose();
        _fedHpaController.Dispose();
        _bindingController.Dispose();
        _cronHpaController.Dispose();
        _scaleInController.Dispose();
        _schedules.Dispose();
        _holds.Dispose();
        await _federation.DisposeAsync();
        _brake.Dispose();
        _fedHpaQueue.Dispose();
        _bindingQueue.Dispose();
        _cronHpaQueue.Dispose();
        _scaleInQueue.Dispose();
    }

    // All caches are filled after leadership was won, and by it: what was read before may lack the predecessor's last writes.
    private async Task LeadAsync(CancellationToken cancellationToken)
    {
        _told.Begin();
        try
        {
            await Task.WhenAll(
                _events.RunAsync(cancellationToken),
                _brakeMap.RunAsync(cancellationToken),
                _federation.RunAsync(cancellationToken),
                _fedHpas.RunAsync(cancellationToken),
                _cronHpas.RunAsync(cancellationToken),
                _scaleIns.RunAsync(cancellationToken),
                Control(_fedHpaQueue, _fedHpaController.ReconcileAsync, "FedScaler.FedHpa").RunAsync(cancellationToken),
                Control(_bindingQueue, _bindingController.ReconcileAsync, "FedScaler.Bindings").RunAsync(cancellationToken),
                Control(_cronHpaQueue, _cronHpaController.ReconcileAsync, "FedScaler.CronHpa").RunAsync(cancellationToken),
                Control(_scaleInQueue, _scaleInController.ReconcileAsync, "FedScaler.ScaleIn").RunAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The ordinary end.
        }
    }

    private Controller<TKey> Control<TKey>(WorkQueue<TKey> queue, Func<TKey, CancellationToken, Task<ReconcileResult>> reconcile, string category)
        where TKey : notnull =>
        new(queue, reconcile, new ControllerOptions { Workers = _options.Workers }, _time, Logger(category), _metrics, Activity);

    private WorkQueue<TKey> Queue<TKey>(string name, Func<TKey, string> group, int salt, TimeSpan gather)
        where TKey : notnull =>
        new(new WorkQueueOptions<TKey>(name) { Group = group, FirstRetry = TimeSpan.FromMilliseconds(200), Gather = gather }, _time, _metrics, Jitter(salt));

    /// <param name="only">The one object that is followed; null for all.</param>
    private Informer<T> Inform<T>(IKubeClient client, ResourceType type, JsonDecoder<T> decoder, Func<T, ObjectMeta> meta, int salt, ObjectKey? only = null)
        where T : class
    {
        var options = new InformerOptions<T>(type, decoder, o => ObjectIdentity.Of(meta(o)))
        {
            Cluster = ApiResources.HubName,
            LongestQuiet = FleetOptions.HubLongestQuiet,
            Namespace = only?.Namespace,
            FieldSelector = only is { } one ? $"metadata.name={one.Name}" : null,
        };
        return new Informer<T>(client, options, _time, Logger("FedScaler.Informers"), _metrics, Activity, Jitter(salt));
    }

    private void AddCheck(string name, Func<string?> check) => _checks.Add(Health.Add(HealthKind.Readiness, name, () => _leadership.IsLeader ? check() : null));

    private void AddCheck(string name, IInformer informer, string kinds) =>
        AddCheck(name, () => informer.Status.Synced ? null : $"{kinds} are not listed yet: {UnreadKind.Why(informer) ?? "waiting for the hub"}");

    /// <summary>An instance that stands by is ready to: it knows nothing of the hub before it leads.</summary>
    private void AddChecks()
    {
        AddCheck("fedhpas", _fedHpas, "FedHPAs");
        AddCheck("cronhpas", _cronHpas, "CronHPAs");
        AddCheck("scaleins", _scaleIns, "ScaleIns");
        AddCheck("brake", () => _brake.State.Known ? null : $"ConfigMap {_options.Namespace}/{_options.BrakeConfigMap} is not read yet: {_brakeMap.Status.LastError ?? "waiting for the hub"}");
        foreach (var (name, check) in _federation.Checks) AddCheck(name, check);
        _checks.Add(Health.Add(HealthKind.Readiness, "federation", static () => null, () => _federation.Name));
        _checks.Add(Health.Add(HealthKind.Readiness, "leadership", static () => null, _told.Describe));
        _checks.Add(Health.Add(HealthKind.Liveness, "leadership", _told.Overdue));
    }

    private ILogger Logger(string category) => _loggers.CreateLogger(category);

    private JitterSeed? Seed => _seed is { } seed ? new JitterSeed(seed) : null;

    private Random? Jitter(int salt) => _seed is { } seed ? new Random(seed + salt) : null;
}

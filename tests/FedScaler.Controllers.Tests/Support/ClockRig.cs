using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Api.CronHpas;
using FedScaler.Api.FedHpas;
using FedScaler.Api.Json;
using FedScaler.Api.ReplicaBindings;
using FedScaler.Controllers.CronHpas;
using FedScaler.Controllers.FedHpas;
using FedScaler.Controllers.Fleet.Direct.Bindings;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Informers;
using FedScaler.Runtime.Queues;
using Microsoft.Extensions.Logging.Abstractions;

namespace FedScaler.Controllers.Tests.Support;

/// <summary>The FedHPA and the CronHPA controller over a hub and a fleet in memory, on a clock that is stepped and set by hand.</summary>
internal sealed class ClockRig : IAsyncDisposable
{
    public static readonly ObjectKey Web = new("shop", "web");

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stop = new();
    private readonly Meter _meter = new("test");
    private readonly Informer<CronHpa> _cronHpas;
    private readonly Informer<FedHpa> _fedHpas;
    private readonly Informer<ReplicaBinding> _bindings;
    private readonly ScheduleIndex _schedules;
    private readonly FedHpaController _fedHpa;
    private readonly CronHpaController _cronHpa;
    private readonly Task _running;
    private bool _disposed;

    private ClockRig(StubbedHub hub, StubbedFleet fleet, SettableClock clock, int maxMemberSeries = 100)
    {
        (Hub, Fleet, Clock) = (hub, fleet, clock);
        _cronHpas = Inform(ApiResources.CronHpas, JsonDecoder<CronHpa>.Of(ApiJson.Default.CronHpa), static o => o.Metadata);
        _fedHpas = Inform(ApiResources.FedHpas, JsonDecoder<FedHpa>.Of(ApiJson.Default.FedHpa), static o => o.Metadata);
        _bindings = Inform(ApiResources.ReplicaBindings, JsonDecoder<ReplicaBinding>.Of(ApiJson.Default.ReplicaBinding), static o => o.Metadata);
        _schedules = new ScheduleIndex(_cronHpas);
        FedHpaQueue = Queue("fedhpa");
        _fedHpa = new FedHpaController(fleet, hub, _fedHpas, _schedules, Holds, FedHpaQueue, Events, clock, NullLogger.Instance, _meter, maxMemberSeries);
        _cronHpa = new CronHpaController(_schedules, hub, _cronHpas, _fedHpas, new ReplicaBindingStore(hub, _bindings), Queue("cronhpa"), Events, _meter, clock, NullLogger.Instance);
        _running = Task.WhenAll(_cronHpas.RunAsync(_stop.Token), _fedHpas.RunAsync(_stop.Token), _bindings.RunAsync(_stop.Token));
    }

    public StubbedHub Hub { get; }

    public StubbedFleet Fleet { get; }

    public SettableClock Clock { get; }

    public StubbedHolds Holds { get; } = new();

    public WorkQueue<ObjectKey> FedHpaQueue { get; }

    public Meter Meter => _meter;

    public RecordedEvents Events { get; } = new();

    public static ClockRig Start(StubbedHub hub, StubbedFleet fleet, SettableClock clock) => new(hub, fleet, clock);

    /// <summary>A FedHPA shop/web over two members that run 3 replicas each.</summary>
    public static ClockRig Start(string now, int min = 6, int max = 60, int maxMemberSeries = 100)
    {
        var clock = new SettableClock(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture));
        var rig = new ClockRig(new StubbedHub(), new StubbedFleet(clock.GetUtcNow()), clock, maxMemberSeries);
        rig.PutFedHpa(min, max);
        return rig;
    }

    /// <param name="more">Further fields of the spec, each with a comma before it.</param>
    public void PutFedHpa(int min, int max, bool paused = false, string more = "") => Hub.Put(ApiResources.FedHpas, Web, (JsonObject)JsonNode.Parse(
        $$"""
        {"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}, "minReplicas": {{min}}, "maxReplicas": {{max}}, "paused": {{(paused ? "true" : "false")}},
         "metrics": [{"type": "Resource", "resource": {"name": "cpu", "target": {"type": "Utilization", "averageUtilization": 60} } }]{{more}} }
        """)!);

    /// <param name="rules">JSON of the rules, without the brackets.</param>
    /// <param name="more">Further fields of the spec, each with a comma before it.</param>
    public void PutCron(string rules, string name = "peak", string more = "", string kind = "FedHPA", string target = "web") =>
        Hub.Put(ApiResources.CronHpas, new ObjectKey("shop", name), (JsonObject)JsonNode.Parse(
            $$"""{"scaleTargetRef": {"apiVersion": "fedscaler.io/v1alpha1", "kind": "{{kind}}", "name": "{{target}}"}, "rules": [{{rules}}]{{more}} }""")!);

    public FedHpaStatus FedHpaStatus => JsonSerializer.Deserialize(Hub.Find(ApiResources.FedHpas, Web)!["status"], ApiJson.Default.FedHpaStatus)!;

    public CronHpaStatus? CronStatus(string name = "peak") =>
        Hub.Find(ApiResources.CronHpas, new ObjectKey("shop", name))?["status"] is { } status ? JsonSerializer.Deserialize(status, ApiJson.Default.CronHpaStatus) : null;

    /// <summary>Steps the clock and settles.</summary>
    public async Task StepAsync(TimeSpan step)
    {
        Clock.Advance(step);
        await SettleAsync();
    }

    /// <summary>Reconciles everything until nothing is written any more; FedHPAs first unless they are left out.</summary>
    public async Task SettleAsync(bool fedHpas = true)
    {
        for (var round = 0; round < 20; round++)
        {
            await CatchUpAsync();
            var before = Hub.Writes.Count + Fleet.Writes.Count;
            if (fedHpas) await ReconcileFedHpaAsync();
            await CatchUpAsync();
            foreach (var item in _cronHpas.Items) await _cronHpa.ReconcileAsync(item.Metadata.Key, CancellationToken.None);
            if (Hub.Writes.Count + Fleet.Writes.Count == before) return;
        }

        throw new InvalidOperationException("still writing after 20 rounds");
    }

    public Task<ReconcileResult> ReconcileFedHpaAsync() => _fedHpa.ReconcileAsync(Web, CancellationToken.None);

    public Task<ReconcileResult> ReconcileCronAsync(string name = "peak") => _cronHpa.ReconcileAsync(new ObjectKey("shop", name), CancellationToken.None);

    /// <summary>The hub's FedHPAs are not followed any more, until the clock is stepped.</summary>
    public async Task LoseFedHpasAsync()
    {
        Hub.BreakWatch(ApiResources.FedHpas);
        await UntilAsync(() => !_fedHpas.Status.Live, "FedHPAs are not followed");
    }

    /// <summary>Takes everything out of the FedHPAs' queue, as a worker does that has nothing to do.</summary>
    public async Task DrainAsync()
    {
        while (FedHpaQueue.Ready > 0) FedHpaQueue.Done(await FedHpaQueue.GetAsync(CancellationToken.None));
    }

    /// <summary>Waits in real time for what other threads do by themselves.</summary>
    public static async Task UntilAsync(Func<bool> reached, string what)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!reached())
        {
            if (TimeProvider.System.GetElapsedTime(started) > Patience) throw new TimeoutException(what);
            await Task.Delay(Glance, TimeProvider.System);
        }
    }

    /// <summary>The informers have everything that was written, but for those whose list is held back.</summary>
    public async Task CatchUpAsync()
    {
        await WaitAsync(_cronHpas, ApiResources.CronHpas);
        await WaitAsync(_fedHpas, ApiResources.FedHpas);
        await WaitAsync(_bindings, ApiResources.ReplicaBindings);
    }

    /// <summary>Another process over the same hub and members, which knows nothing but what is written there.</summary>
    /// <param name="hold">Holds that stand when it begins.</param>
    public async Task<ClockRig> RestartAsync(Action<StubbedHolds>? hold = null)
    {
        await DisposeAsync();
        var next = Start(Hub, Fleet, Clock);
        hold?.Invoke(next.Holds);
        return next;
    }

    /// <summary>Once is enough, and twice does no harm.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        await _stop.CancelAsync();
        await _running.ContinueWith(static _ => { }, TaskScheduler.Default);
        _fedHpa.Dispose();
        _cronHpa.Dispose();
        _schedules.Dispose();
        _meter.Dispose();
        _stop.Dispose();
    }

    private async Task WaitAsync<T>(Informer<T> informer, ResourceType type)
        where T : class
    {
        if (Hub.Held.ContainsKey(type.Plural)) return;
        var started = TimeProvider.System.GetTimestamp();
        while (!informer.Status.Live || informer.Status.ResourceVersion != Hub.VersionOf(type))
        {
            if (TimeProvider.System.GetElapsedTime(started) > Patience) throw new TimeoutException($"{type} stands at {informer.Status}");
            await Task.Delay(Glance, TimeProvider.System);
        }
    }

    private Informer<T> Inform<T>(ResourceType type, JsonDecoder<T> decoder, Func<T, ObjectMeta> meta)
        where T : class
    {
        var options = new InformerOptions<T>(type, decoder, o => ObjectIdentity.Of(meta(o))) { UseWatchList = false };
        return new Informer<T>(Hub, options, Clock, NullLogger.Instance);
    }

    private WorkQueue<ObjectKey> Queue(string name) => new(new WorkQueueOptions<ObjectKey>(name), Clock);
}

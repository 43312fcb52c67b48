using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Api.FedHpas;
using FedScaler.Api.Json;
using FedScaler.Api.ReplicaBindings;
using FedScaler.Api.ScaleIns;
using FedScaler.Controllers.CronHpas;
using FedScaler.Controllers.Fleet;
using FedScaler.Controllers.Fleet.Direct.Bindings;
using FedScaler.Controllers.ScaleIns;
using FedScaler.Controllers.Tests.Fleet.Support;
using FedScaler.Controllers.Tests.Support;
using FedScaler.Core.Scheduling;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Informers;
using FedScaler.Runtime.Queues;
using FedScaler.Sandbox.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace FedScaler.Controllers.Tests.ScaleIns.Support;

/// <summary>The ScaleIn controller over a hub and members in memory, in stepped time; who shares the workload out obeys holds at once.</summary>
internal sealed class ScaleInRig : IScheduleSource, IAsyncDisposable
{
    public static readonly TargetRef Web = new("shop", "apps/v1", "Deployment", "web");
    public static readonly DateTimeOffset Began = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Meter _meter = new("test");
    private readonly MeterListener _listener = new();
    private Process _process;

    public ScaleInRig(params (string Name, int Replicas)[] members)
    {
        Fleet = new FakeRemovalFleet(Deaths);
        foreach (var (name, replicas) in members) Fleet.Add(new FakeMember(name, replicas, Began));
        Listen();
        _process = new Process(this);
    }

    public event Action<ScheduleTarget?>? Changed
    {
        add { }
        remove { }
    }

    public ScriptedCluster Hub { get; } = new("hub");

    public Deaths Deaths { get; } = new();

    public FakeRemovalFleet Fleet { get; }

    public SimulatedTimeProvider Clock { get; } = new(Began);

    public RecordedEvents Events { get; } = new();

    public bool Synced => true;

    public ScheduleState? Schedule { get; set; }

    /// <summary>Whether the FedHPA or binding answers a hold by keeping still.</summary>
    public bool Obeys { get; set; } = true;

    /// <summary>Sums of what was counted, as "name value-of-its-tags"; of histograms the number of values.</summary>
    public ConcurrentDictionary<string, long> Measured { get; } = new(StringComparer.Ordinal);

    public IHoldSource Holds => _process.Holds;

    public MortalClient Client => _process.Client;

    public ScheduleState? Look(ScheduleTarget target, DateTimeOffset now) => Schedule;

    public void PutFedHpa(int min = 1, int max = 60) => Put("fedhpas", "FedHPA", "web", $$"""{"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}, "minReplicas": {{min}}, "maxReplicas": {{max}} }""",
        status: new JsonObject { ["clusters"] = new JsonArray([.. Fleet.Members.Select(member => new JsonObject { ["name"] = member.Name, ["currentReplicas"] = Fleet[member.Name].Replicas })]) });

    public void PutBinding(int replicas) =>
        Put("replicabindings", "ReplicaBinding", "web-deployment", $$"""{"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}, "replicas": {{replicas}} }""");

    /// <param name="pods">"a/web-1".</param>
    /// <param name="more">Further fields of the spec as JSON, each with a comma before it.</param>
    public void PutScaleIn(string name, string[] pods, string more = "", DateTimeOffset? created = null)
    {
        var list = string.Join(", ", pods.Select(static pod => pod.Split('/')).Select(static pod => $$"""{"cluster": "{{pod[0]}}", "name": "{{pod[1]}}"}"""));
        Put("scaleins", "ScaleIn", name, $$"""{"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}, "pods": [{{list}}]{{more}} }""", created);
    }

    public ScaleIn? Find(string name = "drop") =>
        Hub.Find("scaleins", new ObjectKey("shop", name)) is { } json ? JsonSerializer.Deserialize(json, ApiJson.Default.ScaleIn) : null;

    public ScaleInStatus Status(string name = "drop") => Find(name)!.Status!;

    public int Number(string plural, string name, string field) => (int)Hub.Get(plural, new ObjectKey("shop", name))["spec"]![field]!;

    /// <summary>Writes what a ScaleIn's controller would have written.</summary>
    public void SetStatus(string name, ScaleInStatus status)
    {
        var item = Hub.Get("scaleins", new ObjectKey("shop", name));
        item["status"] = JsonSerializer.SerializeToNode(status, ApiJson.Default.ScaleInStatus);
        Hub.Put("scaleins", item);
    }

    /// <summary>kubectl delete.</summary>
    public void Delete(string name = "drop")
    {
        var item = Hub.Get("scaleins", new ObjectKey("shop", name));
        item["metadata"]!["deletionTimestamp"] = Clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
        Hub.Put("scaleins", item);
        Reap();
    }

    /// <summary>A second each round, until it is so.</summary>
    public async Task RunUntilAsync(Func<bool> done, int rounds = 1000)
    {
        for (var round = 0; round < rounds; round++)
        {
            if (done()) return;
            await StepAsync();
        }

        throw new TimeoutException($"not within {rounds} rounds; the ScaleIn says {JsonSerializer.Serialize(Find()?.Status, ApiJson.Default.ScaleInStatus)}");
    }

    public Task RunToEndAsync(string name = "drop") =>
        RunUntilAsync(() => Find(name) is not { } item || (item.Status is { Phase: >= ScaleInPhase.Completed } && item.Metadata.Finalizers is null or []));

    /// <summary>One reconcile of each ScaleIn, and a second that passes. Returns what the last one answered.</summary>
    public async Task<ReconcileResult?> StepAsync()
    {
        ReconcileResult? answer = null;
        await _process.CatchUpAsync();
        Obey();
        foreach (var item in Hub.List("scaleins", null).Items.Select(static item => (string)item["metadata"]!["name"]!).Order(StringComparer.Ordinal))
        {
            await _process.CatchUpAsync();
            try
            {
                answer = await _process.Controller.ReconcileAsync(new ObjectKey("shop", item), CancellationToken.None);
            }
            catch (IOException) when (Deaths.IsDead)
            {
                // Seen below.
            }

            Reap();
            if (Deaths.IsDead) await RestartAsync();
        }

        Clock.Advance(TimeSpan.FromSeconds(1));
        return answer;
    }

    /// <summary>Another process, which knows nothing but what is written on the hub.</summary>
    public async Task RestartAsync()
    {
        Deaths.After = null;
        await _process.DisposeAsync();
        _process = new Process(this);
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _listener.Dispose();
        _meter.Dispose();
    }

    public Task CatchUpAsync() => _process.CatchUpAsync();

    public void ReadGauges() => _listener.RecordObservableInstruments();

    private void Listen()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == _meter) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Measured.AddOrUpdate(NameOf(instrument, tags), value, (_, sum) => sum + value));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Measured[NameOf(instrument, tags)] = value);
        _listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Measured.AddOrUpdate(NameOf(instrument, tags), 1, static (_, count) => count + 1));
        _listener.Start();

        static string NameOf(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var name = instrument.Name;
            foreach (var tag in tags) name += $" {tag.Value}";
            return name;
        }
    }

    private void Put(string plural, string kind, string name, string spec, DateTimeOffset? created = null, JsonObject? status = null) => Hub.Put(plural, new JsonObject
    {
        ["status"] = status,
        ["apiVersion"] = "fedscaler.io/v1alpha1",
        ["kind"] = kind,
        ["metadata"] = new JsonObject
        {
            ["name"] = name,
            ["namespace"] = "shop",
            ["generation"] = 1,
            ["creationTimestamp"] = (created ?? Clock.GetUtcNow()).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
        },
        ["spec"] = JsonNode.Parse(spec),
    });

    private void Obey()
    {
        if (!Obeys) return;
        var (plural, name) = Hub.Find("fedhpas", new ObjectKey("shop", "web")) is null ? ("replicabindings", "web-deployment") : ("fedhpas", "web");
        if (Hub.Find(plural, new ObjectKey("shop", name)) is not { } leader) return;
        var holder = Holds.On(Web)?.Uid;
        if ((string?)leader["status"]?["heldBy"] == holder) return;
        leader["status"] ??= new JsonObject();
        leader["status"]!["heldBy"] = holder;
        Hub.Put(plural, leader);
    }

    private void Reap()
    {
        foreach (var item in Hub.List("scaleins", null).Items)
            if (item["metadata"]!["deletionTimestamp"] is not null && item["metadata"]!["finalizers"] is not JsonArray { Count: > 0 })
                Hub.Remove("scaleins", new ObjectKey("shop", (string)item["metadata"]!["name"]!));
    }

    private sealed class Process : IAsyncDisposable
    {
        private readonly ScaleInRig _rig;
        private readonly CancellationTokenSource _stop = new();
        private readonly Informer<ScaleIn> _scaleIns;
        private readonly Informer<FedHpa> _fedHpas;
        private readonly Informer<ReplicaBinding> _bindings;
        private readonly HoldIndex _holds;
        private readonly Task _running;

        public Process(ScaleInRig rig)
        {
            _rig = rig;
            Client = new MortalClient(rig.Hub, rig.Deaths);
            _scaleIns = Inform(ApiResources.ScaleIns, JsonDecoder<ScaleIn>.Of(ApiJson.Default.ScaleIn), static o => o.Metadata);
            _fedHpas = Inform(ApiResources.FedHpas, JsonDecoder<FedHpa>.Of(ApiJson.Default.FedHpa), static o => o.Metadata);
            _bindings = Inform(ApiResources.ReplicaBindings, JsonDecoder<ReplicaBinding>.Of(ApiJson.Default.ReplicaBinding), static o => o.Metadata);
            _holds = new HoldIndex(_scaleIns);
            Controller = new ScaleInController(
                rig.Fleet, rig.Fleet, Client, _scaleIns, _fedHpas, new ReplicaBindingStore(Client, _bindings), rig, new WorkQueue<ObjectKey>(new WorkQueueOptions<ObjectKey>("scalein"), rig.Clock),
                rig.Events, rig._meter, rig.Clock, NullLogger.Instance);
            _running = Task.WhenAll(_scaleIns.RunAsync(_stop.Token), _fedHpas.RunAsync(_stop.Token), _bindings.RunAsync(_stop.Token));
        }

        public MortalClient Client { get; }

        public ScaleInController Controller { get; }

        public IHoldSource Holds => _holds;

        /// <summary>The caches have all that is on the hub.</summary>
        public async Task CatchUpAsync()
        {
            var started = TimeProvider.System.GetTimestamp();
            while (!IsCaughtUp())
            {
                if (TimeProvider.System.GetElapsedTime(started) > Patience) throw new TimeoutException("the caches do not catch up with the hub");
                await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _running.ContinueWith(static _ => { }, TaskScheduler.Default);
            Controller.Dispose();
            _holds.Dispose();
            _stop.Dispose();
        }

        private bool IsCaughtUp() => Has("scaleins", _scaleIns, static o => o.Metadata) && Has("fedhpas", _fedHpas, static o => o.Metadata) && Has("replicabindings", _bindings, static o => o.Metadata);

        private bool Has<T>(string plural, Informer<T> informer, Func<T, ObjectMeta> meta)
            where T : class
        {
            var stored = _rig.Hub.List(plural, null).Items.Select(static item => (string)item["metadata"]!["resourceVersion"]!);
            // Told, too: subscribers hear of a change after the cache has it.
            return informer.Status.Live && stored.ToHashSet().SetEquals(informer.Items.Select(item => meta(item).ResourceVersion!)) && _rig.Hub.HasToldAll;
        }

        private Informer<T> Inform<T>(ResourceType type, JsonDecoder<T> decoder, Func<T, ObjectMeta> meta)
            where T : class
        {
            var options = new InformerOptions<T>(type, decoder, o => ObjectIdentity.Of(meta(o)));
            return new Informer<T>(Client, options, _rig.Clock, NullLogger.Instance);
        }
    }
}

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Hosting;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;
using FedScaler.Sandbox.Faults;
using FedScaler.Sandbox.Storage;
using FedScaler.Sandbox.Time;
using FedScaler.SandboxHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace FedScaler.Benchmarks.Removing;

/// <summary>The whole service over living members, by a stepped clock; counts what it writes and which pods go.</summary>
internal sealed class RemovalFleet : IAsyncDisposable
{
    public const int Clusters = 10;
    public const int PodsEach = 200;
    private const string Namespace = "farm";

    private static readonly DateTimeOffset Start = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);
    private static readonly WriteOptions Writer = new("benchmark");

    private readonly CancellationTokenSource _stop = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly SimulatedFleet _fleet;
    private readonly SteppedClock _clock;
    private readonly KubeClient _hub;
    private readonly FedScalerService _service;
    private readonly Task _running;
    private readonly ConcurrentDictionary<string, byte> _deleted = new(StringComparer.Ordinal);
    private int _created;
    private int _writes;

    private RemovalFleet(SimulatedFleet fleet, SimulatedTimeProvider time)
    {
        _fleet = fleet;
        _hub = fleet.Connect("hub", time);
        _service = new FedScalerService(
            _hub, new ServiceOptions { AllowLoopbackMembers = true, Seed = 1 }, time, NullLoggerFactory.Instance, _services.GetRequiredService<IMeterFactory>());
        _clock = new SteppedClock(time, fleet.Simulation, new Quiescence(fleet.Servers, () => _service.Activity));
        _running = _service.RunAsync(_stop.Token);
    }

    public static async Task<RemovalFleet> StartAsync()
    {
        var time = new SimulatedTimeProvider(Start);
        var fleet = new RemovalFleet(await SimulatedFleet.StartAsync(new SimulatedFleetOptions { Time = time, Members = Clusters, UseTls = false }, default), time);
        foreach (var member in fleet._fleet.Servers.Members)
        {
            await using var client = fleet._fleet.Connect(member.Name);
            await CreateAsync(client, KnownResources.Namespaces, null, NamespaceManifest());
            await CreateAsync(client, KnownResources.Deployments, Namespace, Deployment());
        }

        await CreateAsync(fleet._hub, KnownResources.Namespaces, null, NamespaceManifest());
        await fleet._clock.AdvanceAsync(TimeSpan.FromSeconds(60), default);
        return fleet;
    }

    /// <summary>Names every second pod of every cluster, and returns when they are gone.</summary>
    /// <exception cref="InvalidOperationException">It ended otherwise than Completed, or not in time.</exception>
    public async Task<Removed> RemoveHalfAsync()
    {
        var named = new Dictionary<string, (string Cluster, string Name)>(StringComparer.Ordinal);
        foreach (var member in _fleet.Servers.Members)
        {
            var pods = member.Store.List(KnownResources.Pods).OrderBy(static pod => (string)pod["metadata"]!["name"]!, StringComparer.Ordinal).ToList();
            foreach (var pod in pods.Where(static (_, place) => place % 2 == 0)) named.Add((string)pod["metadata"]!["uid"]!, (member.Name, (string)pod["metadata"]!["name"]!));
            member.Store.Changed += Note;
        }

        foreach (var cluster in _fleet.Servers.Clusters) cluster.Faults.OnWrite = _ => Count();
        var began = _clock.Now;
        await CreateAsync(_hub, ApiResources.ScaleIns, Namespace, ScaleIn(named.Values));
        await _clock.AdvanceUntilAsync(() => PhaseOf() is "Completed" or "Refused" or "Failed" or "Aborted", TimeSpan.FromMinutes(10), "the removal is over", default);
        var phase = PhaseOf();
        if (phase != "Completed") throw new InvalidOperationException($"the removal ended as {phase}: {_fleet.Servers.Hub.Store.List(ApiResources.ScaleIns)[0]["status"]!["conditions"]}");
        return new Removed(named.Count, _deleted.Keys.Count(named.ContainsKey), _deleted.Keys.Count(uid => !named.ContainsKey(uid)), _created, _writes, _clock.Now - began);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        await _service.DisposeAsync();
        await _hub.DisposeAsync();
        await _fleet.DisposeAsync();
        await _services.DisposeAsync();
        _stop.Dispose();
    }

    private string? PhaseOf() => (string?)_fleet.Servers.Hub.Store.List(ApiResources.ScaleIns)[0]["status"]?["phase"];

    private WriteFate Count()
    {
        Interlocked.Increment(ref _writes);
        return WriteFate.Proceed;
    }

    private void Note(StoreEvent change)
    {
        if (change.Resource != KnownResources.Pods) return;
        if (change.Type == WatchEventType.Added) Interlocked.Increment(ref _created);
        else if (change.Type == WatchEventType.Deleted || change.Object["metadata"]!["deletionTimestamp"] is not null) _deleted[(string)change.Object["metadata"]!["uid"]!] = 0;
    }

    private static Task<ObjectMeta> CreateAsync(KubeClient client, ResourceType type, string? ns, JsonNode body) =>
        client.CreateAsync(type, ns, RequestBody.From(body), Writer, JsonDecoders.Metadata, default);

    private static JsonNode NamespaceManifest() => JsonNode.Parse($$"""{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "{{Namespace}}"} }""")!;

    private static JsonNode Deployment() => JsonNode.Parse($$"""
        {
          "apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "train", "namespace": "{{Namespace}}"},
          "spec": {
            "replicas": {{PodsEach}}, "selector": {"matchLabels": {"app": "train"} },
            "template": {
              "metadata": {"labels": {"app": "train", "release": "v1"} },
              "spec": {"containers": [{"name": "main", "image": "registry.example/train:1", "resources": {"requests": {"cpu": "10m", "memory": "16Mi"} } }]}
            }
          }
        }
        """)!;

    private static JsonObject ScaleIn(IEnumerable<(string Cluster, string Name)> pods) => new()
    {
        ["apiVersion"] = ApiResources.ApiVersion,
        ["kind"] = "ScaleIn",
        ["metadata"] = new JsonObject { ["name"] = "bad", ["namespace"] = Namespace },
        ["spec"] = new JsonObject
        {
            ["scaleTargetRef"] = new JsonObject { ["apiVersion"] = "apps/v1", ["kind"] = "Deployment", ["name"] = "train" },
            ["pods"] = new JsonArray([.. pods.Select(static pod => new JsonObject { ["cluster"] = pod.Cluster, ["name"] = pod.Name })]),
        },
    };
}

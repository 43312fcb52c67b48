using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Hosting;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.SandboxHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace FedScaler.Benchmarks.Live;

/// <summary>
/// The whole service over a sandbox of a hub and three members, over HTTP and by the machine's clock. The members' own
/// controllers stand still: only we change anything there.
/// </summary>
internal sealed class LiveFleet : IAsyncDisposable
{
    public const string Namespace = "shop";
    public const int Apps = 20;
    private const int Replicas = 5;

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);
    private static readonly WriteOptions Writer = new("benchmark");

    private readonly CancellationTokenSource _stop = new();
    private readonly ServiceProvider _services;
    private readonly KubeClient _hub;
    private readonly FedScalerService _service;
    private readonly Task _running;

    private LiveFleet(SimulatedFleet fleet)
    {
        Fleet = fleet;
        _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        _hub = fleet.Connect("hub");
        _service = new FedScalerService(
            _hub, new ServiceOptions { AllowLoopbackMembers = true }, TimeProvider.System, NullLoggerFactory.Instance, _services.GetRequiredService<IMeterFactory>());
        _running = _service.RunAsync(_stop.Token);
    }

    public SimulatedFleet Fleet { get; }

    /// <summary>Starts the servers and the service, and returns when the binding of every application is written.</summary>
    public static async Task<LiveFleet> StartAsync()
    {
        var options = new SimulatedFleetOptions { Time = TimeProvider.System, Members = 3, UseTls = false };
        var fleet = await SimulatedFleet.StartAsync(options, CancellationToken.None);
        await using var hub = fleet.Connect("hub");
        await CreateNamespaceAsync(hub);
        foreach (var member in fleet.Servers.Members)
        {
            await using var client = fleet.Connect(member.Name);
            await CreateNamespaceAsync(client);
            for (var app = 0; app < Apps; app++) await CreateAsync(client, KnownResources.Deployments, Deployment(NameOf(app)));
            await CreateAsync(client, KnownResources.Deployments, Deployment("untended"));
        }

        for (var app = 0; app < Apps; app++) await CreateAsync(hub, ApiResources.FedHpas, FedHpa(NameOf(app)));
        var live = new LiveFleet(fleet);
        await live.SettleAsync(hub);
        return live;
    }

    public static string NameOf(int app) => $"app-{app}";

    /// <summary>Waits until the service hears every member.</summary>
    public async Task AllAnswerAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        while (_service.Fleet.Members.Any(static member => !member.Live)) await Task.Delay(Glance, TimeProvider.System, deadline.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        await _service.DisposeAsync();
        await _hub.DisposeAsync();
        await Fleet.DisposeAsync();
        await _services.DisposeAsync();
        _stop.Dispose();
    }

    private async Task SettleAsync(KubeClient hub)
    {
        var expected = Replicas * Fleet.Servers.Members.Count;
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        while (true)
        {
            var bindings = await hub.ListPagesAsync(ApiResources.ReplicaBindings, Namespace, new ListOptions(), JsonDecoders.Object, deadline.Token);
            if (bindings.Items.Count(binding => (int?)binding["status"]?["replicas"] == expected) == Apps) return;
            await Task.Delay(Glance, TimeProvider.System, deadline.Token);
        }
    }

    private static Task<ObjectMeta> CreateNamespaceAsync(KubeClient client) =>
        CreateAsync(client, KnownResources.Namespaces, new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Namespace", ["metadata"] = new JsonObject { ["name"] = Namespace } });

    private static Task<ObjectMeta> CreateAsync(KubeClient client, ResourceType type, JsonObject body) =>
        client.CreateAsync(type, type.Namespaced ? Namespace : null, RequestBody.From(body), Writer, JsonDecoders.Metadata, CancellationToken.None);

    private static JsonObject Deployment(string name) => (JsonObject)JsonNode.Parse($$"""
        {
          "apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "{{name}}", "namespace": "{{Namespace}}"},
          "spec": {
            "replicas": {{Replicas}}, "selector": {"matchLabels": {"app": "{{name}}"} },
            "template": {
              "metadata": {"labels": {"app": "{{name}}"} },
              "spec": {"containers": [{"name": "web", "image": "registry.example/web:1", "resources": {"requests": {"cpu": "10m", "memory": "16Mi"} } }]}
            }
          }
        }
        """)!;

    private static JsonObject FedHpa(string name) => (JsonObject)JsonNode.Parse($$"""
        {
          "apiVersion": "{{ApiResources.ApiVersion}}", "kind": "FedHPA", "metadata": {"name": "{{name}}", "namespace": "{{Namespace}}"},
          "spec": {
            "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "{{name}}"}, "minReplicas": 3, "maxReplicas": 300,
            "metrics": [{"type": "Resource", "resource": {"name": "cpu", "target": {"type": "Utilization", "averageUtilization": 60} } }]
          }
        }
        """)!;
}

using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Hosting.Federations;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using FedScaler.Migrate.FederatedHpas;
using FedScaler.Sandbox.Simulation;
using FedScaler.Sandbox.Storage;
using FedScaler.SandboxHost;
using Xunit;

namespace FedScaler.Cli.Tests.Migrate;

/// <summary>A simulated Karmada whose own FederatedHPA and scheduler have an application in hand; who moves its replicas is told on.</summary>
internal sealed class KarmadaApplication : IAsyncDisposable
{
    public static readonly ObjectKey Key = new("shop", "web");

    private readonly SimulatedFleet _fleet;
    private readonly SimulationDriver _driver;
    private readonly CancellationTokenSource _stop = new(TimeSpan.FromMinutes(3), TimeProvider.System);
    private readonly Task _running;
    private readonly ConcurrentQueue<string> _moves = new();
    private readonly List<(ClusterStore Store, Action<StoreEvent> Handler)> _followed = [];

    private KarmadaApplication(SimulatedFleet fleet)
    {
        _fleet = fleet;
        _driver = new SimulationDriver(fleet.Simulation, TimeProvider.System);
        _running = Task.Run(() => _driver.RunAsync(_stop.Token));
        Hub = fleet.Connect("hub");
    }

    public KubeClient Hub { get; }

    /// <summary>Every change of a count in a member since it was settled, in words.</summary>
    public IReadOnlyCollection<string> Moves => _moves;

    public CancellationToken Stop => _stop.Token;

    public static async Task<KarmadaApplication> StartAsync()
    {
        var fleet = await SimulatedFleet.StartAsync(
            new SimulatedFleetOptions { Time = TimeProvider.System, Members = 2, UseTls = false, Federation = FederationKind.Karmada }, TestContext.Current.CancellationToken);
        var application = new KarmadaApplication(fleet);
        await application.CreateAsync(KnownResources.Namespaces, KarmadaObjects.Namespace);
        await application.CreateAsync(KnownResources.Deployments, KarmadaObjects.Deployment);
        await application.CreateAsync(KarmadaResources.PropagationPolicies, KarmadaObjects.Policy());
        await application.CreateAsync(KarmadaResources.FederatedHpas, KarmadaObjects.FederatedHpa());
        await application.UntilAsync(static sight => sight.Binding is not null && Counts.Disagreement(sight) is null && Counts.Unlike(sight) is null);
        application.Follow();
        return application;
    }

    public Task<MigrationSight> LookAsync() => new SightReader(Hub, Key).ReadAsync(Stop);

    public async Task<MigrationSight> UntilAsync(Func<MigrationSight, bool> reached)
    {
        while (true)
        {
            var sight = await LookAsync();
            if (reached(sight)) return sight;
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Stop);
        }
    }

    public Task CreateAsync(ResourceType type, JsonObject manifest) =>
        Hub.CreateAsync(type, manifest["metadata"]!["namespace"]?.GetValue<string>(), RequestBody.From(manifest), new WriteOptions("kubectl"), JsonDecoders.Nothing, Stop);

    public Task MergeAsync(ResourceType type, ObjectKey key, string change, string? subresource = null) =>
        Hub.PatchAsync(type, key, PatchKind.Merge, RequestBody.From(JsonNode.Parse(change)!), new WriteOptions("kubectl", Subresource: subresource), JsonDecoders.Nothing, Stop);

    /// <summary>The application's HPA in a member; null where there is none.</summary>
    public JsonObject? HpaIn(string member) => _fleet.Servers[member].Store.Get(KnownResources.HorizontalPodAutoscalers, Key);

    public IEnumerable<string> Members => _fleet.Servers.Members.Select(static member => member.Name);

    /// <summary>Stands where the service stands, as far as a FedHPA that is paused goes: sees it, and follows nothing, as nothing moves.</summary>
    public async Task SeePausesAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var stored = _fleet.Servers.Hub.Store.Get(ApiResources.FedHpas, Key);
            var generation = stored?["metadata"]!["generation"]!.GetValue<long>();
            if (generation is not null && stored!["status"]?["observedGeneration"]?.GetValue<long>() != generation)
                await MergeAsync(ApiResources.FedHpas, Key, $$$"""{"status": {"observedGeneration": {{{generation}}} } }""", "status");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (store, handler) in _followed) store.Changed -= handler;
        await _stop.CancelAsync();
        await _running;
        await Hub.DisposeAsync();
        _driver.Dispose();
        await _fleet.DisposeAsync();
        _stop.Dispose();
    }

    private void Follow()
    {
        foreach (var member in _fleet.Servers.Members)
        {
            var (name, before) = (member.Name, Replicas(member.Store.Get(KnownResources.Deployments, Key)));
            void See(StoreEvent happened)
            {
                if (happened.Resource != KnownResources.Deployments || happened.Key != Key) return;
                var now = Replicas(happened.Object);
                if (now != before) _moves.Enqueue($"{name}: {before} → {now}");
                before = now;
            }

            member.Store.Changed += See;
            _followed.Add((member.Store, See));
        }
    }

    private static int? Replicas(JsonObject? deployment) => deployment?["spec"]?["replicas"]?.GetValue<int>();
}

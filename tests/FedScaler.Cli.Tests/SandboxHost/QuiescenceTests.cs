using System.Text.Json.Nodes;
using FedScaler.Hosting.Federations;
using FedScaler.Kube.Client;
using FedScaler.Kube.Config;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Informers;
using FedScaler.Runtime.Observation;
using FedScaler.Sandbox.Faults;
using FedScaler.Sandbox.Hosting;
using FedScaler.Sandbox.Karmada.Proxy;
using FedScaler.Sandbox.Time;
using FedScaler.SandboxHost;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace FedScaler.Cli.Tests.SandboxHost;

/// <summary>Quiet means the same whether the service reaches a member straight or through the hub's proxy.</summary>
public sealed class QuiescenceTests : IAsyncLifetime
{
    private readonly SimulatedTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(50), TimeProvider.System);
    private readonly ActivityRegistry _activity = new();
    private SimulatedFleet _fleet = null!;
    private KubeClient _client = null!;
    private Quiescence _quiescence = null!;

    private SandboxCluster Hub => _fleet.Servers.Hub;

    private SandboxCluster Member => _fleet.Servers.Members[0];

    public async ValueTask InitializeAsync()
    {
        _fleet = await SimulatedFleet.StartAsync(
            new SimulatedFleetOptions { Time = _time, Members = 1, UseTls = false, Bare = true, Federation = FederationKind.Karmada }, _patience.Token);
        BindAdministrator();
        _fleet.Simulation.AdvanceTo(_time, _time.GetUtcNow() + TimeSpan.FromSeconds(1));
        var hub = Kubeconfig.Parse(Hub.Kubeconfig).Resolve();
        _client = KubeClient.Create(new ClusterConnection { Server = ProxyAddress.Of(hub.Server, Member.Name), User = hub.User }, _time);
        _activity.Add((ICallActivity)_client);
        _quiescence = new Quiescence(_fleet.Servers, () => _activity);
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _fleet.DisposeAsync();
        _patience.Dispose();
    }

    [Fact]
    public async Task An_informer_through_the_proxy_has_seen_the_members_events_when_all_is_quiet()
    {
        var informer = Informer();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_patience.Token);
        var running = informer.RunAsync(stop.Token);
        await informer.WaitForSyncAsync(_patience.Token);
        await _quiescence.WaitAsync(_patience.Token);

        for (var i = 0; i < 50; i++)
        {
            var name = $"c{i}";
            Member.Store.Create(KnownResources.ConfigMaps, new JsonObject { ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "default" } });
            await _quiescence.WaitAsync(_patience.Token);
            informer.Get(new("default", name)).ShouldNotBeNull();
        }

        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(running);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_call_through_the_proxy_that_a_fault_holds_waits_for_the_clock_whichever_server_holds_it(bool isHub)
    {
        var faults = Faults(isHub);
        faults.Delay = TimeSpan.FromSeconds(5);
        var call = _client.GetPathAsync("/version", JsonDecoders.Object, _patience.Token);

        await _quiescence.WaitAsync(_patience.Token);

        call.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(5));
        (await call)["gitVersion"]!.GetValue<string>().ShouldBe("v1.36.2");
    }

    private ServerFaults Faults(bool isHub) => (isHub ? Hub : Member).Faults;

    private Informer<JsonObject> Informer() => new(
        _client,
        new InformerOptions<JsonObject>(KnownResources.ConfigMaps, JsonDecoders.Object, Identify) { Cluster = Member.Name }, _time, NullLogger.Instance, activity: _activity);

    private static ObjectIdentity Identify(JsonObject value)
    {
        var metadata = value["metadata"]!;
        return new(new((string?)metadata["namespace"], (string)metadata["name"]!), (string)metadata["uid"]!, (string)metadata["resourceVersion"]!);
    }

    /// <summary>The proxy acts for nobody but those who are bound to it by name.</summary>
    private void BindAdministrator()
    {
        const string Name = "proxy";
        Hub.Store.Create(KnownResources.ClusterRoles, (JsonObject)JsonNode.Parse(
            $$"""{"metadata": {"name": "{{Name}}"}, "rules": [{"apiGroups": ["cluster.karmada.io"], "resources": ["clusters/proxy"], "verbs": ["*"]}]}""")!);
        Hub.Store.Create(KnownResources.ClusterRoleBindings, (JsonObject)JsonNode.Parse(
            $$"""{"metadata": {"name": "{{Name}}"}, "roleRef": {"kind": "ClusterRole", "name": "{{Name}}"}, "subjects": [{"kind": "User", "name": "sandbox-admin"}]}""")!);
    }
}

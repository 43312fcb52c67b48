using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Api.FedHpas;
using FedScaler.Api.Json;
using FedScaler.Api.Mapping;
using FedScaler.Api.ScaleIns;
using FedScaler.Controllers.Fleet;
using FedScaler.Core.Scheduling;
using FedScaler.Demo.Removal;
using FedScaler.Hosting;
using FedScaler.Hosting.Federations;
using FedScaler.Kube.Client;
using FedScaler.Kube.Config;
using FedScaler.Kube.Json;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Observation;
using FedScaler.Sandbox.Json;
using FedScaler.Sandbox.Laws;
using FedScaler.Sandbox.Simulation.Load;
using FedScaler.Sandbox.Time;
using FedScaler.SandboxHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using IMeterFactory = System.Diagnostics.Metrics.IMeterFactory;

namespace FedScaler.Demo;

/// <summary>A sandbox, the service over it, its load and the checker of its laws, on one stepped clock in one process.</summary>
internal sealed class DemoFleet : IAsyncDisposable
{
    /// <summary>Any time will do: what belongs to one instant has been seen when the clock moves on.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(5);

    /// <summary>Simulated days have tens of thousands of looks: a member is missed within a minute, which is soon enough here.</summary>
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan ProbeDeadline = TimeSpan.FromSeconds(10);

    private readonly SimulatedTimeProvider _time;
    private readonly ServiceProvider _meters = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<IDisposable> _followed = [];
    private KubeClient? _hub;
    private FedScalerService? _service;
    private Task _running = Task.CompletedTask;

    private DemoFleet(SimulatedTimeProvider time, SimulatedFleet fleet, Func<DateTimeOffset, double> demand)
    {
        _time = time;
        Fleet = fleet;
        Clock = new SteppedClock(time, fleet.Simulation, new Quiescence(fleet.Servers, () => Activity));
        Load = new LoadGenerator(DemoStory.Workload, DemoStory.Pod, demand, time);
        foreach (var member in fleet.Simulation.Members) Load.Add(member);
        Deaths = new PodDeaths(fleet.Servers.Members);
        _followed.Add(Deaths);
        foreach (var cluster in fleet.Servers.Clusters) _followed.Add(Laws.Follow(cluster.Name, cluster.Store));
    }

    public SimulatedFleet Fleet { get; }

    public SteppedClock Clock { get; }

    public LoadGenerator Load { get; }

    /// <summary>The service may count a silence from the last answer before it, which is as old as the probes are apart.</summary>
    public LawBook Laws { get; } = new(bounds: LawBounds.Default with { Detection = ProbeInterval + ProbeDeadline });

    public PodDeaths Deaths { get; }

    private ActivityRegistry? Activity => _service?.Activity;

    /// <summary>Starts everything: the workload in every member, the FedHPA and its CronHPA on the hub, the service.</summary>
    public static async Task<DemoFleet> StartAsync(
        DateTimeOffset start, Func<DateTimeOffset, double> demand, int seed, FederationKind federation, CancellationToken cancellationToken)
    {
        var time = new SimulatedTimeProvider(start);
        var options = new SimulatedFleetOptions { Time = time, Seed = seed, UseTls = false, Federation = federation };
        var servers = await SimulatedFleet.StartAsync(options, cancellationToken);
        var fleet = new DemoFleet(time, servers, demand);
        if (federation == FederationKind.Karmada) await fleet.ApplyAsync("hub", DemoStory.PropagatedManifests, cancellationToken);
        else foreach (var member in servers.Servers.Members) await fleet.ApplyAsync(member.Name, DemoStory.WorkloadManifests, cancellationToken);
        await fleet.ApplyAsync("hub", DemoStory.HubManifests, cancellationToken);
        fleet.StartService(seed, federation);
        await fleet.Clock.SettleAsync(cancellationToken);
        return fleet;
    }

    /// <summary>Cuts a member off: its API server answers nobody and the load balancer sends it nothing.</summary>
    public void Lose(string member)
    {
        Laws.Silent(member, Clock.Now);
        Fleet.Servers[member].Faults.BlackHole = true;
        Fleet.Simulation.Change(() => Load.SetInRotation(member, false));
    }

    public void Return(string member)
    {
        Fleet.Servers[member].Faults.Clear();
        Fleet.Simulation.Change(() => Load.SetInRotation(member, true));
        Laws.Back(member, Clock.Now);
    }

    /// <summary>What the hub says of the FedHPA.</summary>
    public FedHpaStatus Status() => Stored(ApiResources.FedHpas, DemoStory.Name)?["status"].Deserialize(ApiJson.Default.FedHpaStatus) ?? new FedHpaStatus();

    /// <summary>The CronHPA's rules that are due now, with their times: its status may be a moment behind the FedHPA's.</summary>
    public IReadOnlyList<ScheduleWindow> Due() =>
        Stored(ApiResources.CronHpas, DemoStory.Schedule)?["spec"].Deserialize(ApiJson.Default.CronHpaSpec) is { } spec
            ? Schedules.At([spec.ToSchedule(DemoStory.Schedule)], Clock.Now).Active
            : [];

    /// <summary>The ScaleIn as the hub has it; null where it has none of that name.</summary>
    public ScaleIn? ScaleIn(string name) => Stored(ApiResources.ScaleIns, name)?.Deserialize(ApiJson.Default.ScaleIn);

    public async Task CreateAsync(ScaleIn wanted, CancellationToken cancellationToken)
    {
        await using var client = Fleet.Connect("hub");
        var body = RequestBody.From(wanted, ApiJson.Default.ScaleIn);
        await client.CreateAsync(ApiResources.ScaleIns, wanted.Metadata.Namespace, body, new WriteOptions("kubectl"), JsonDecoders.Nothing, cancellationToken);
    }

    /// <summary>The application's pods in a member.</summary>
    public IEnumerable<RunningPod> Pods(string member) =>
        from pod in Fleet.Servers[member].Store.List(KnownResources.Pods, DemoStory.Namespace)
        where !pod.IsBeingDeleted()
        select new RunningPod(member, pod.Name(), pod.Uid()!, pod.MetadataText("creationTimestamp")!);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        // What waits for the clock (a held request) is let go by its cancellation.
        await _running;
        if (_service is not null) await _service.DisposeAsync();
        if (_hub is not null) await _hub.DisposeAsync();
        foreach (var followed in _followed) followed.Dispose();
        await Fleet.DisposeAsync();
        await _meters.DisposeAsync();
        _stop.Dispose();
    }

    private JsonObject? Stored(ResourceType type, string name) => Fleet.Servers.Hub.Store.Get(type, new ObjectKey(DemoStory.Namespace, name));

    private void StartService(int seed, FederationKind federation)
    {
        _hub = Fleet.Connect("hub", _time);
        var options = new ServiceOptions
        {
            Federation = federation,
            HubConnection = Kubeconfig.Parse(Fleet.Servers.Hub.Kubeconfig).Resolve(),
            AllowLoopbackMembers = true,
            Seed = seed,
            Gather = Gather,
            Fleet = new FleetOptions { Namespace = "fedscaler-system", ProbeInterval = ProbeInterval, ProbeDeadline = ProbeDeadline, Gather = Gather * 0.6 },
        };
        _service = new FedScalerService(_hub, options, _time, NullLoggerFactory.Instance, _meters.GetRequiredService<IMeterFactory>());
        _running = _service.RunAsync(_stop.Token);
    }

    private async Task ApplyAsync(string cluster, IEnumerable<JsonNode> manifests, CancellationToken cancellationToken)
    {
        await using var client = Fleet.Connect(cluster);
        foreach (var manifest in manifests)
        {
            var kind = manifest["kind"]!.GetValue<string>();
            var type = kind switch
            {
                "Namespace" => KnownResources.Namespaces,
                "Deployment" => KnownResources.Deployments,
                "CronHPA" => ApiResources.CronHpas,
                "PropagationPolicy" => KarmadaResources.PropagationPolicies,
                _ => ApiResources.FedHpas,
            };
            var key = new ObjectKey(type.Namespaced ? DemoStory.Namespace : null, manifest["metadata"]!["name"]!.GetValue<string>());
            await client.PatchAsync(type, key, PatchKind.Apply, RequestBody.From(manifest), new WriteOptions("kubectl", Force: true), JsonDecoders.Object, cancellationToken);
        }
    }
}

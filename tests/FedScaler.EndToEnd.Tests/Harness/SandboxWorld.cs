using System.Collections.Concurrent;
using FedScaler.Controllers.Fleet;
using FedScaler.Hosting.Federations;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Observation;
using FedScaler.Sandbox.Faults;
using FedScaler.Sandbox.Hosting;
using FedScaler.Sandbox.Laws;
using FedScaler.Sandbox.Karmada;
using FedScaler.Sandbox.Simulation;
using FedScaler.Sandbox.Simulation.Load;
using FedScaler.Sandbox.Storage;
using FedScaler.Sandbox.Time;
using FedScaler.SandboxHost;

namespace FedScaler.EndToEnd.Tests.Harness;

/// <summary>
/// A fleet in this process whose one clock is stepped. Every revision that any of its API servers stores is held against the laws.
/// </summary>
internal sealed partial class SandboxWorld : IWorld
{
    private const string WorkloadNamespace = "shop";

    private static readonly DateTimeOffset Start = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly SimulatedTimeProvider _time;
    private readonly SimulatedFleet _fleet;
    private readonly SteppedClock _clock;
    private readonly LawBook _laws = new();
    private readonly Dictionary<string, IDisposable> _follows = [];
    private readonly ServiceLog _log;
    private readonly FleetOptions? _watch;
    private readonly OffsetTimeProvider _serviceTime;
    private readonly ServiceIdentity _identity;
    private volatile RunningService? _service;
    private Replicas? _replicas;

    private SandboxWorld(SimulatedFleet fleet, SimulatedTimeProvider time, FleetOptions? watch, FederationKind federation)
    {
        Federation = federation;
        (_fleet, _time, _log, _watch, _serviceTime) = (fleet, time, new ServiceLog(time), watch, new OffsetTimeProvider(time));
        _clock = new SteppedClock(time, fleet.Simulation, new Quiescence(fleet.Servers, Running));
        Hub = new Cluster("hub", fleet.Connect("hub"));
        Members = [.. fleet.Servers.Members.Select(member => new Cluster(member.Name, fleet.Connect(member.Name)))];
        foreach (var cluster in fleet.Servers.Clusters) _follows.Add(cluster.Name, _laws.Follow(cluster.Name, cluster.Store));
        _identity = new ServiceIdentity(fleet.Servers, federation);
        _laws.Silent("hub", Now);
    }

    public string Namespace => WorkloadNamespace;

    public Cluster Hub { get; }

    public FederationKind Federation { get; }

    public IReadOnlyList<Cluster> Members { get; }

    public bool IsServiceRunning => _service is not null;

    public IReadOnlyList<string> Log => _log.Lines;

    public DateTimeOffset Now => _time.GetUtcNow();

    public SandboxFleet Servers => _fleet.Servers;

    /// <summary>Several instances of the service, of which one leads, in the place of the one that <see cref="StartServiceAsync"/> starts.</summary>
    public Replicas Replicas => _replicas ??= new Replicas(_fleet, Options(), _identity, _laws, _log, _time, _clock);

    public SimulatedTimeProvider Time => _time;

    public static async Task<SandboxWorld> StartAsync(
        int members = 3, bool useTls = false, SimulationSettings? simulation = null, DateTimeOffset? start = null, FleetOptions? watch = null,
        FederationKind federation = FederationKind.Direct)
    {
        var time = new SimulatedTimeProvider(start ?? Start);
        var options = new SimulatedFleetOptions { Time = time, Members = members, UseTls = useTls, Simulation = simulation, Federation = federation };
        var world = new SandboxWorld(await SimulatedFleet.StartAsync(options, default), time, watch, federation);
        foreach (var cluster in world.Members.Append(world.Hub)) await cluster.ApplyAsync(Manifests.Namespace(world.Namespace));
        if (federation == FederationKind.Direct)
        {
            foreach (var member in world.Members) await world.RewriteSecretAsync(member.Name, world.KubeconfigOf(member.Name));
        }
        else
        {
            // As the chart does on the control plane: by itself Karmada leaves only Deployments' counts to the members.
            foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Retentions")).Order(StringComparer.Ordinal))
                await world.Hub.ApplyAsync(await File.ReadAllTextAsync(file));
            // Karmada brings the right to act as the service to the members.
            await world._clock.AdvanceAsync(Look, default);
        }

        return world;
    }

    public Task StartServiceAsync()
    {
        _laws.Back("hub", Now);
        _service = new RunningService(_fleet.Connect("hub", _serviceTime, _identity.TokenOf("hub")), _serviceTime, _log, Options());
        return _clock.SettleAsync(default);
    }

    public async Task StopServiceAsync()
    {
        if (_service is not { } service) return;
        _service = null;
        await service.DisposeAsync();
        _laws.Silent("hub", Now);
        await _clock.SettleAsync(default);
    }

    public Task StepAsync(TimeSpan step) => _clock.AdvanceAsync(step, default);

    public async Task UntilAsync(string what, Func<Task<bool>> reached, TimeSpan patience)
    {
        var end = Now + patience;
        await _clock.SettleAsync(default);
        while (!await reached())
        {
            if (Now >= end) throw new TimeoutException($"{what}: not within {patience} of simulated time");
            await _clock.AdvanceAsync(Look, default);
        }
    }

    public void Verify() => _laws.Judge(Now).Kept.ShouldBeTrue(_laws.Judge(Now).ToString());

    /// <summary>The load on all of a workload in one member, in cpus, spread over its ready pods.</summary>
    public void SetLoad(string member, double cpus, string workload = "web", string kind = "Deployment") => _fleet.Simulation.Change(
        () => _fleet.Member(member).Metrics.SetStaticLoad(new WorkloadRef(Namespace, kind, workload), (long)(cpus * 1000)));

    public ServerFaults Faults(string cluster) => Servers[cluster].Faults;

    /// <summary>The cluster's connections are reset from now on; its own controllers go on.</summary>
    public void Refuse(string cluster) => CutOff(cluster, static faults => faults.RefuseConnections = true);

    /// <summary>The cluster takes requests and never answers.</summary>
    public void BlackHole(string cluster) => CutOff(cluster, static faults => faults.BlackHole = true);

    /// <summary>Its watches stay open and say nothing any more; all else is answered.</summary>
    public void HangWatches(string cluster) => CutOff(cluster, static faults => faults.HalfOpenWatches());

    /// <summary>The service's credential is of no use there any more: rightly the member falls silent.</summary>
    public void Distrust(string cluster) => CutOff(cluster, static _ => { });

    /// <summary>The service may do there again what it has to.</summary>
    public void Trust(string cluster) => _laws.Back(cluster, Now);

    /// <summary>It refuses from now on, or no longer, what the service would write of shares there.</summary>
    public void Bar(string member, bool isBarred = true) => _laws.Bar(member, isBarred, Now);

    /// <summary>Starts one of Karmada's control loops, or stops it.</summary>
    public void Run(KarmadaComponent component, bool runs = true) => _fleet.Simulation.Change(() => _fleet.Karmada.Pause(component, !runs));

    /// <summary>Somebody else writes counts on the hub from now on, or no longer.</summary>
    public void Contest(bool isContested = true) => _laws.Contest(isContested, Now);

    /// <summary>How far the cache lags from which a member's workload controllers read pods.</summary>
    public void LagPods(string member, TimeSpan lag) => _fleet.Simulation.Change(() => _fleet.Member(member).PodCacheLag = lag);

    /// <summary>A container of the pod ends for good, as far as its kubelet is concerned.</summary>
    public void FailPod(string member, string pod) => _fleet.Simulation.Change(() => _fleet.Member(member).Incidents.FailPod(Namespace, pod));

    /// <summary>The node is heard of no more; its pods are no longer ready.</summary>
    public void LoseNode(string member, string node) => _fleet.Simulation.Change(() => _fleet.Member(member).Incidents.LoseNode(node));

    /// <summary>Cuts a member off from the first write on by which the service lowers a count there: that write is lost, too.</summary>
    public void CutOffAtCommit(string member, bool blackHole) => AtCommit(member, () =>
    {
        if (blackHole) BlackHole(member);
        else Refuse(member);
        return WriteFate.LoseRequest;
    });

    /// <summary>Does something between the service's last look at a member and the write by which it lowers a count there.</summary>
    public void AtCommit(string member, Func<WriteFate> act)
    {
        var faults = Faults(member);
        faults.OnWrite = write =>
        {
            if (write.Resource != KnownResources.Deployments || write.Verb != "PATCH") return WriteFate.Proceed;
            faults.OnWrite = null;
            return act();
        };
    }

    public void Mend(string cluster)
    {
        Faults(cluster).Clear();
        _laws.Back(cluster, Now);
    }

    /// <summary>Sets the service's clock, and no other, this far off: timers and what has elapsed know nothing of it.</summary>
    public void SetClock(TimeSpan offset)
    {
        _serviceTime.Offset = offset;
        _laws.Skew(offset, Now);
    }

    /// <summary>Spreads a demand over all members' ready pods of a workload, as a global load balancer does.</summary>
    public LoadGenerator Balance(string workload, PodLoadProfile pod, Func<DateTimeOffset, double> demand)
    {
        var load = new LoadGenerator(new WorkloadRef(Namespace, "Deployment", workload), pod, demand, _time);
        foreach (var member in _fleet.Simulation.Members) load.Add(member);
        return load;
    }

    /// <summary>What that load looks like now.</summary>
    public LoadSample Read(LoadGenerator load) => _fleet.Simulation.Read(load.Sample);

    /// <summary>What the laws say so far.</summary>
    public LawVerdict Judge() => _laws.Judge(Now);

    /// <summary>
    /// Runs the service until it has made its write number <paramref name="write"/>, and kills it there: that write is stored and
    /// its answer lost, nothing that it would do after it happens.
    /// </summary>
    /// <returns>How many writes it made: fewer than asked for when it came to rest before.</returns>
    public async Task<int> RunUntilKilledAsync(int write, TimeSpan patience)
    {
        var writes = 0;
        var dead = false;
        foreach (var cluster in Servers.Clusters)
        {
            cluster.Faults.OnWrite = _ =>
            {
                if (Volatile.Read(ref dead)) return WriteFate.LoseRequest;
                if (Interlocked.Increment(ref writes) != write) return Volatile.Read(ref dead) ? WriteFate.LoseRequest : WriteFate.Proceed;
                Volatile.Write(ref dead, true);
                _service?.Cancel();
                return WriteFate.LoseAnswer;
            };
        }

        await StartServiceAsync();
        var end = Now + patience;
        while (!Volatile.Read(ref dead) && Now < end) await _clock.AdvanceAsync(Look, default);
        foreach (var cluster in Servers.Clusters) cluster.Faults.OnWrite = dead ? static _ => WriteFate.LoseRequest : null;
        if (dead) await StopServiceAsync();
        foreach (var cluster in Servers.Clusters) cluster.Faults.OnWrite = null;
        return Math.Min(writes, write);
    }

    /// <summary>Every write over HTTP to any cluster while something goes on, as "CLUSTER: VERB resource key".</summary>
    public async Task<IReadOnlyList<string>> CountWritesAsync(Func<Task> meanwhile)
    {
        var writes = new ConcurrentQueue<string>();
        foreach (var cluster in Servers.Clusters)
        {
            cluster.Faults.OnWrite = write =>
            {
                writes.Enqueue($"{cluster.Name}: {write.Verb} {write.Resource} {write.Key} {write.Subresource}".TrimEnd());
                return WriteFate.Proceed;
            };
        }

        await meanwhile();
        foreach (var cluster in Servers.Clusters) cluster.Faults.OnWrite = null;
        return [.. writes];
    }

    /// <summary>All that the hub stored of one object while something went on, in order.</summary>
    public async Task<IReadOnlyList<StoreEvent>> FollowAsync(ResourceType type, string? ns, string name, Func<Task> meanwhile)
    {
        var revisions = new ConcurrentQueue<StoreEvent>();
        void See(StoreEvent change)
        {
            if (change.Resource == type && change.Key == new ObjectKey(ns, name)) revisions.Enqueue(change);
        }

        Servers.Hub.Store.Changed += See;
        await meanwhile();
        Servers.Hub.Store.Changed -= See;
        return [.. revisions];
    }

    public async ValueTask DisposeAsync()
    {
        if (_service is { } service) await service.DisposeAsync();
        if (_replicas is not null) await _replicas.DisposeAsync();
        foreach (var follow in _follows.Values) follow.Dispose();
        foreach (var cluster in Members.Append(Hub)) await cluster.DisposeAsync();
        await _fleet.DisposeAsync();
    }

    private IReadOnlyList<ActivityRegistry> Running() => [.. _service is { } service ? [service.Activity] : (ActivityRegistry[])[], .. _replicas?.Running ?? [], _commands];

    private void CutOff(string cluster, Action<ServerFaults> fault)
    {
        _laws.Silent(cluster, Now);
        fault(Faults(cluster));
    }
}

using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using FedScaler.Controllers.Fleet;
using FedScaler.Controllers.Fleet.Karmada;
using FedScaler.Controllers.Fleet.Karmada.Bindings;
using FedScaler.Controllers.Fleet.Karmada.Blind;
using FedScaler.Controllers.Fleet.Karmada.Clusters;
using FedScaler.Controllers.Fleet.Karmada.Proxy;
using FedScaler.Controllers.Tests.Fleet.Support;
using FedScaler.Core.Capacity;
using FedScaler.Core.Splitting;
using FedScaler.Kube.Client;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Events;
using FedScaler.Runtime.Observation;
using FedScaler.Sandbox.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace FedScaler.Controllers.Tests.Fleet.Karmada.Support;

/// <summary>A fleet of a scripted Karmada control plane, in stepped time.</summary>
internal sealed class KarmadaUnderTest : IProxyClientFactory, ITargetPolicies, IReportedWorkloads, IEventRecorder, IAsyncDisposable
{
    public static readonly TargetRef Web = FleetUnderTest.Web;

    private static readonly ObjectKey Hpa = new("shop", "web");

    private readonly ActivityRegistry _activity = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, ScriptedCluster> _members = new();
    private readonly SteppedTime _time;
    private Task _run = Task.CompletedTask;

    public KarmadaUnderTest()
    {
        _time = new SteppedTime(_activity, () => [Hub, .. _members.Values], () => Karmada!.Carry());
        Karmada = new ScriptedKarmada(Hub, name => _members[name]);
        var options = new FleetOptions { Namespace = "fedscaler-system" };
        var services = new FleetServices(Clock, NullLoggerFactory.Instance, this, Activity: _activity);
        var hub = new ScriptedClient(Hub);
        Fleet = new KarmadaFleet(hub, new ClusterWatch(hub, services), this, this, this, options, services);
        Fleet.Changed += Told.Enqueue;
    }

    /// <inheritdoc/>
    public event Action<TargetRef?>? Changed;

    public SimulatedTimeProvider Clock => _time.Clock;

    public ScriptedCluster Hub { get; } = new("hub");

    public ScriptedKarmada Karmada { get; }

    public KarmadaFleet Fleet { get; }

    public ConcurrentQueue<FleetChange> Told { get; } = new();

    public ConcurrentQueue<string> Events { get; } = new();

    /// <summary>Why the placement leaves a cluster out, by its name.</summary>
    public ConcurrentDictionary<string, string> Excluded { get; } = new();

    /// <summary>What Karmada reports of web, by cluster.</summary>
    public ConcurrentDictionary<string, WorkloadView> Reports { get; } = new();

    public FleetMember Member(string name) => Fleet.Members.Single(m => m.Name == name);

    public bool IsLive(string name) => Fleet.Members.Any(m => m.Name == name && m.Live);

    /// <summary>A member with two nodes and a Deployment web, joined as karmadactl does.</summary>
    public ScriptedCluster Join(string name)
    {
        var cluster = new ScriptedCluster("kube-system-of-" + name);
        cluster.Put("nodes", Samples.Node("n1"));
        cluster.Put("nodes", Samples.Node("n2", cpu: "4"));
        cluster.Put("deployments", Samples.Deployment());
        for (var i = 0; i < 3; i++) cluster.Put("pods", Samples.Pod($"web-{i}", "n1"));
        _members[name] = cluster;
        Hub.Put("clusters", KarmadaSamples.Cluster(name));
        return cluster;
    }

    public void Mark(string cluster, string kind, string name, string value)
    {
        var item = Hub.Get("clusters", new ObjectKey(null, cluster));
        if (item["metadata"]![kind] is not JsonObject map) item["metadata"]![kind] = map = [];
        map[name] = value;
        Hub.Put("clusters", item);
    }

    public KarmadaUnderTest Start()
    {
        _run = Fleet.RunAsync(_stop.Token);
        return this;
    }

    /// <summary>Started, web followed, and all members seen.</summary>
    public async Task<KarmadaUnderTest> ReadyAsync()
    {
        Fleet.Track(Web);
        Start();
        await StepUntilAsync(() => !_members.IsEmpty && _members.Keys.All(name => Fleet.Look(name, Web) is MemberView.Present { Fit: not null }));
        return this;
    }

    public MemberView.Present Look(string member) => Fleet.Look(member, Web).ShouldBeOfType<MemberView.Present>();

    public JsonObject? Work(string member) => Hub.Find("works", new ObjectKey("karmada-es-" + member, "fedscaler-hpa.shop.web"));

    public JsonObject? HpaIn(string member) => _members[member].Find("horizontalpodautoscalers", Hpa);

    /// <summary>The share as the FedHPA web would write it, decided from what is seen now.</summary>
    public HpaDocument Document(string member, int min, int max, string? adoptedSpec = null) => new(
        "web", Web, new Share(min, max), new JsonArray(), null, "document", "shop/web", adoptedSpec ?? Seen(member)?.AdoptedSpec)
    {
        ResourceVersion = Seen(member)?.ResourceVersion,
    };

    /// <summary>Writes a share, and steps until that is over.</summary>
    public Task<HpaView> ApplyAsync(string member, int min, int max, string? adoptedSpec = null) =>
        EndAsync(Fleet.ApplyHpaAsync(member, Document(member, min, max, adoptedSpec), CancellationToken.None));

    public async Task EndAsync(Task write)
    {
        await StepUntilAsync(() => write.IsCompleted);
        await write;
    }

    public async Task<T> EndAsync<T>(Task<T> write)
    {
        await StepUntilAsync(() => write.IsCompleted);
        return await write;
    }

    public Task<TimeSpan> StepUntilAsync(Func<bool> condition, TimeSpan? atMost = null) => _time.StepUntilAsync(condition, atMost);

    public Task StepAsync(TimeSpan time) => _time.StepAsync(time);

    public void TellPolicies() => Changed?.Invoke(null);

    public IKubeClient Create(string cluster) => new ScriptedClient(_members[cluster]);

    public string? Excludes(TargetRef target, string cluster) => Excluded.GetValueOrDefault(cluster);

    bool ITargetPolicies.Synced => true;

    public bool Empties(TargetRef target, string cluster) => false;

    public FleetConflict? ConflictOf(TargetRef target) => null;

    public PodTemplateRequirements? PodsOf(TargetRef target) => new() { Requests = ResourceVector.Of(1000) };

    public WorkloadView? ReportOf(TargetRef target, string cluster) => Reports.GetValueOrDefault(cluster);

    public void Record(EventTarget regarding, EventKind kind, string reason, string action, string note) => Events.Enqueue($"{regarding.Name} {kind} {reason}: {note}");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run;
        await Fleet.DisposeAsync();
        _stop.Dispose();
    }

    private HpaView? Seen(string member) => Fleet.Look(member, Web) is MemberView.Present { Hpas: [var hpa, ..] } ? hpa : null;
}

using System.Collections.Concurrent;
using System.Text;
using FedScaler.Controllers.Fleet;
using FedScaler.Controllers.Fleet.Direct;
using FedScaler.Kube.Client;
using FedScaler.Kube.Config;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Events;
using FedScaler.Runtime.Observation;
using FedScaler.Sandbox.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace FedScaler.Controllers.Tests.Fleet.Support;

/// <summary>A fleet over scripted clusters, in stepped time.</summary>
internal sealed class FleetUnderTest : IMemberClientFactory, IEventRecorder, IAsyncDisposable
{
    public static readonly TargetRef Web = new("shop", "apps/v1", "Deployment", "web");

    private readonly ActivityRegistry _activity = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, ScriptedCluster> _byKubeconfig = new();
    private readonly KubeconfigClientFactory _strict;
    private readonly SteppedTime _time;
    private Task _run = Task.CompletedTask;

    public FleetUnderTest()
    {
        _time = new SteppedTime(_activity, () => [Hub, .. _byKubeconfig.Values.Distinct()]);
        _strict = new KubeconfigClientFactory(new MemberConfigPolicy(), Clock);
        Fleet = new DirectFleet(
            new ScriptedClient(Hub), this, new FleetOptions { Namespace = "fedscaler-system" },
            new FleetServices(Clock, NullLoggerFactory.Instance, this, Activity: _activity));
        Fleet.Changed += Changes.Enqueue;
    }

    public SimulatedTimeProvider Clock => _time.Clock;

    public ScriptedCluster Hub { get; } = new("hub");

    public DirectFleet Fleet { get; }

    public ConcurrentQueue<FleetChange> Changes { get; } = new();

    public ConcurrentQueue<string> Events { get; } = new();

    /// <summary>A member with two nodes and a Deployment web, registered as a user would.</summary>
    public ScriptedCluster AddMember(string name, string uid = "uid-a", string? kubeconfig = null)
    {
        var cluster = new ScriptedCluster(uid);
        cluster.Put("nodes", Samples.Node("n1"));
        cluster.Put("nodes", Samples.Node("n2", cpu: "4"));
        cluster.Put("deployments", Samples.Deployment());
        for (var i = 0; i < 3; i++) cluster.Put("pods", Samples.Pod($"web-{i}", "n1"));
        Register(name, kubeconfig ?? "kubeconfig of " + name, cluster);
        return cluster;
    }

    public void Register(string name, string kubeconfig, ScriptedCluster cluster)
    {
        Serve(kubeconfig, cluster);
        Hub.Put("secrets", Samples.Secret(name, kubeconfig));
        Hub.Put("memberclusters", Samples.Member(name));
    }

    public void Serve(string kubeconfig, ScriptedCluster cluster) => _byKubeconfig[kubeconfig] = cluster;

    public FleetUnderTest Start()
    {
        _run = Fleet.RunAsync(_stop.Token);
        return this;
    }

    public FleetMember Member(string name) => Fleet.Members.Single(m => m.Name == name);

    public bool IsLive(string name) => Fleet.Members.Any(m => m.Name == name && m.Live);

    public string? Condition(string member, string type, string field) =>
        Hub.Find("memberclusters", new ObjectKey(null, member))?["status"]?["conditions"]?.AsArray()
            .FirstOrDefault(c => (string?)c!["type"] == type)?[field]?.GetValue<string>();

    /// <inheritdoc cref="SteppedTime.StepUntilAsync"/>
    public Task<TimeSpan> StepUntilAsync(Func<bool> condition, TimeSpan? atMost = null) => _time.StepUntilAsync(condition, atMost);

    public Task StepAsync(TimeSpan time) => _time.StepAsync(time);

    public IKubeClient Create(string member, ReadOnlySpan<byte> kubeconfig) =>
        _byKubeconfig.TryGetValue(Encoding.UTF8.GetString(kubeconfig), out var cluster) ? new ScriptedClient(cluster) : _strict.Create(member, kubeconfig);

    public void Record(EventTarget regarding, EventKind kind, string reason, string action, string note) =>
        Events.Enqueue($"{regarding.Name} {kind} {reason}: {note}");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run;
        await Fleet.DisposeAsync();
        _stop.Dispose();
    }
}

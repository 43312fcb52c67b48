using System.Collections.Concurrent;
using System.Text;
using FedScaler.Controllers.Fleet;
using FedScaler.Controllers.Fleet.Direct;
using FedScaler.Kube.Client;
using FedScaler.Kube.Config;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Events;
using FedScaler.Runtime.Informers;
using FedScaler.Runtime.Observation;
using FedScaler.Sandbox.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace FedScaler.Controllers.Tests.Fleet.Support;

/// <summary>A fleet over scripted clusters, in stepped time.</summary>
internal sealed class FleetUnderTest : IMemberClientFactory, IEventRecorder, IAsyncDisposable
{
    public static readonly TargetRef Web = new("shop", "apps/v1", "Deployment", "web");

    private static readonly TimeSpan Fine = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Coarse = TimeSpan.FromSeconds(1);

    private readonly ActivityRegistry _activity = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, ScriptedCluster> _byKubeconfig = new();
    private readonly KubeconfigClientFactory _strict;
    private Task _run = Task.CompletedTask;

    public FleetUnderTest()
    {
        _strict = new KubeconfigClientFactory(new MemberConfigPolicy(), Clock);
        Fleet = new DirectFleet(
            new ScriptedClient(Hub), this, new FleetOptions { Namespace = "fedscaler-system" },
            new FleetServices(Clock, NullLoggerFactory.Instance, this, Activity: _activity));
        Fleet.Changed += Changes.Enqueue;
    }

    public SimulatedTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));

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

    /// <summary>Steps the clock until it is so, finely at first; returns how much time that took.</summary>
    public async Task<TimeSpan> StepUntilAsync(Func<bool> condition, TimeSpan? atMost = null)
    {
        var start = Clock.GetUtcNow();
        while (!condition())
        {
            (Clock.GetUtcNow() - start).ShouldBeLessThan(atMost ?? TimeSpan.FromMinutes(2), "it did not come to be in time");
            var far = Clock.GetUtcNow() - start > TimeSpan.FromMinutes(1);
            await StepAsync(far ? Coarse : Fine);
        }

        return Clock.GetUtcNow() - start;
    }

    public async Task StepAsync(TimeSpan time)
    {
        var end = Clock.GetUtcNow() + time;
        while (Clock.GetUtcNow() < end)
        {
            await SettleAsync();
            Clock.Advance(end - Clock.GetUtcNow() > TimeSpan.FromMinutes(1) ? Coarse : Fine);
        }

        await SettleAsync();
    }

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

    private bool IsCalm()
    {
        ScriptedCluster[] clusters = [Hub, .. _byKubeconfig.Values.Distinct()];
        var working = _activity.BackgroundWork.Sum(w => w.Pending);
        var opening = _activity.Informers.Count(i => i.Status.Phase is InformerPhase.Listing or InformerPhase.Watching) - clusters.Sum(c => c.OpenWatches);
        return working + Math.Max(0, opening) <= clusters.Sum(c => c.Blocked)
            && clusters.All(c => c.HasToldAll)
            && _activity.Queues.All(q => q.Counts.IsQuiet);
    }

    // Quiet but for the calls that a member swallows.
    private async Task SettleAsync()
    {
        var calm = 0;
        var limit = TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(30);
        while (calm < 3 && TimeProvider.System.GetUtcNow() < limit)
        {
            calm = IsCalm() ? calm + 1 : 0;
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }
    }
}

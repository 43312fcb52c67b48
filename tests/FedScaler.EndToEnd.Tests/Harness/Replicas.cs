using System.Text.Json.Nodes;
using FedScaler.Hosting;
using FedScaler.Kube.Client;
using FedScaler.Kube.Config;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Observation;
using FedScaler.Sandbox.Laws;
using FedScaler.SandboxHost;

namespace FedScaler.EndToEnd.Tests.Harness;

/// <summary>Several instances of the service over one hub, with the service's rights and behind the chart's fence.</summary>
internal sealed class Replicas(
    SimulatedFleet fleet, ServiceOptions options, ServiceIdentity identity, LawBook laws, ServiceLog log, TimeProvider time, SteppedClock clock) : IAsyncDisposable
{
    public const string Namespace = ServiceIdentity.OwnNamespace;
    public const string LeaseName = ServiceIdentity.Lease;

    private readonly List<Replica> _all = [];
    private EpochFence? _fence;

    /// <summary>What runs, for who waits until all is quiet.</summary>
    public IEnumerable<ActivityRegistry> Running => _all.Where(static replica => replica.IsActive).Select(static replica => replica.Activity).ToList();

    public EpochFence Fence => _fence ?? throw new InvalidOperationException("no replica was started");

    /// <summary>spec.holderIdentity of the Lease; empty for nobody.</summary>
    public string Holder => (string?)fleet.Servers.Hub.Store.Get(KnownResources.Leases, new ObjectKey(Namespace, LeaseName))?["spec"]?["holderIdentity"] ?? "";

    /// <param name="lag">How far the fence is behind the Lease.</param>
    public async Task<Replica> StartAsync(string identity, TimeSpan lag = default)
    {
        if (_fence is null) await PrepareAsync(lag);
        var replica = new Replica(options, identity, Connect, time, log);
        _all.Add(replica);
        await clock.SettleAsync(default);
        return replica;
    }

    /// <summary>Waits until this one leads; only from then on somebody is to do the service's work.</summary>
    public async Task UntilLeadsAsync(Replica replica, TimeSpan patience)
    {
        await clock.AdvanceUntilAsync(() => Holder == replica.Identity, patience, $"{replica.Identity} leads", default);
        laws.Back("hub", clock.Now);
        await clock.SettleAsync(default);
    }

    /// <summary>Nobody does the service's work for a while.</summary>
    public void Suspend() => laws.Silent("hub", clock.Now);

    public async ValueTask DisposeAsync()
    {
        foreach (var replica in _all) await replica.DisposeAsync();
        _fence?.Dispose();
    }

    private KubeClient Connect(TimeProvider replicaTime)
    {
        var admin = fleet.Servers.Hub;
        var config = admin.Kubeconfig.Replace($"token: {admin.Server.AdminToken}", $"token: {identity.TokenOf("hub")}", StringComparison.Ordinal);
        return KubeClient.Create(Kubeconfig.Parse(config).Resolve(), replicaTime, new KubeClientOptions { JitterSeed = new JitterSeed(1).For("hub") });
    }

    /// <summary>The fence, and a Lease that was released once.</summary>
    private async Task PrepareAsync(TimeSpan lag)
    {
        var hub = fleet.Servers.Hub;
        _fence = new EpochFence(hub.Store, ServiceIdentity.User, new ObjectKey(Namespace, LeaseName), time, lag);
        hub.Server.Policy = _fence.Judge;
        await using var admin = fleet.Connect("hub");
        var lease = new JsonObject
        {
            ["apiVersion"] = "coordination.k8s.io/v1",
            ["kind"] = "Lease",
            ["metadata"] = new JsonObject { ["name"] = LeaseName, ["namespace"] = Namespace },
            ["spec"] = new JsonObject { ["holderIdentity"] = "", ["leaseDurationSeconds"] = 1, ["leaseTransitions"] = 1 },
        };
        await admin.CreateAsync(KnownResources.Leases, Namespace, RequestBody.From(lease), new WriteOptions("test"), JsonDecoders.Nothing, default);
    }
}

using FedScaler.Kube.Client;
using FedScaler.Kube.Config;
using FedScaler.Runtime.Metrics;
using FedScaler.Runtime.Observation;

namespace FedScaler.Controllers.Fleet.Karmada.Proxy;

/// <summary>Clients over the cluster proxy of the hub: the hub's own address, TLS and credentials, and a path before every request.</summary>
/// <param name="hub">How the hub is connected to.</param>
public sealed class ProxyClientFactory(ClusterConnection hub, TimeProvider time, RuntimeMetrics? metrics = null, ActivityRegistry? activity = null) : IProxyClientFactory
{
    /// <summary>A longer list is asked for in pages: what one member sends must not take the memory that all of them need.</summary>
    private const int MaxBodyBytes = 64 * 1024 * 1024;

    /// <summary>etcd refuses objects above 1.5 MiB (--max-request-bytes); JSON may be longer than what is stored.</summary>
    private const int MaxWatchLineBytes = 8 * 1024 * 1024;

    /// <summary>What the jitter of the members' clients is made from, for runs that are to be repeatable; null for another each time.</summary>
    public JitterSeed? Seed { get; init; }

    /// <summary>What each client is wrapped in: the fence, for a service.</summary>
    public Func<IKubeClient, IKubeClient> Wrap { get; init; } = static client => client;

    /// <inheritdoc/>
    public IKubeClient Create(string cluster)
    {
        var options = new KubeClientOptions { JitterSeed = Seed?.For(cluster), MaxBodyBytes = MaxBodyBytes, MaxWatchLineBytes = MaxWatchLineBytes };
        // A pool of connections of its own: a member that hangs must not hold up the hub's streams, or another member's.
        var client = KubeClient.Create(hub.At(ProxyPath.Of(hub.Server, cluster)), time, options);
        return Wrap(metrics is null ? client : new MeasuredKubeClient(client, cluster, metrics, activity, time));
    }
}

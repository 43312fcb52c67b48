using FedScaler.Kube.Client;
using FedScaler.Kube.Config;
using FedScaler.Runtime.Metrics;
using FedScaler.Runtime.Observation;

namespace FedScaler.Controllers.Fleet.Direct;

/// <summary>Reads kubeconfigs as the untrusted input that they are, and connects over HTTP.</summary>
public sealed class KubeconfigClientFactory(
    MemberConfigPolicy policy, TimeProvider time, RuntimeMetrics? metrics = null, ActivityRegistry? activity = null) : IMemberClientFactory
{
    /// <summary>What the jitter of the members' clients is made from, for runs that are to be repeatable; null for another each time.</summary>
    public JitterSeed? Seed { get; init; }

    /// <summary>A longer list is asked for in pages: what one member sends must not take the memory that all of them need.</summary>
    private const int MaxBodyBytes = 64 * 1024 * 1024;

    /// <summary>etcd refuses objects above 1.5 MiB (--max-request-bytes); JSON may be longer than what is stored.</summary>
    private const int MaxWatchLineBytes = 8 * 1024 * 1024;

    /// <inheritdoc/>
    public IKubeClient Create(string member, ReadOnlySpan<byte> kubeconfig)
    {
        var options = new KubeClientOptions { JitterSeed = Seed?.For(member), MaxBodyBytes = MaxBodyBytes, MaxWatchLineBytes = MaxWatchLineBytes };
        var client = KubeClient.Create(MemberKubeconfig.Parse(kubeconfig, policy), time, options);
        return metrics is null ? client : new MeasuredKubeClient(client, member, metrics, activity, time);
    }
}

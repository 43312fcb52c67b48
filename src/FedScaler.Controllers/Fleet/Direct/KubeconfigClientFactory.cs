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

    /// <inheritdoc/>
    public IKubeClient Create(string member, ReadOnlySpan<byte> kubeconfig)
    {
        var client = KubeClient.Create(MemberKubeconfig.Parse(kubeconfig, policy), time, new KubeClientOptions { JitterSeed = Seed?.For(member) });
        return metrics is null ? client : new MeasuredKubeClient(client, member, metrics, activity, time);
    }
}

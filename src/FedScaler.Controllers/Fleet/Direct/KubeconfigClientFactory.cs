using FedScaler.Kube.Client;
using FedScaler.Kube.Config;
using FedScaler.Runtime.Metrics;
using FedScaler.Runtime.Observation;

namespace FedScaler.Controllers.Fleet.Direct;

/// <summary>Reads kubeconfigs as the untrusted input that they are, and connects over HTTP.</summary>
public sealed class KubeconfigClientFactory(
    MemberConfigPolicy policy, TimeProvider time, RuntimeMetrics? metrics = null, ActivityRegistry? activity = null) : IMemberClientFactory
{
    /// <inheritdoc/>
    public IKubeClient Create(string member, ReadOnlySpan<byte> kubeconfig)
    {
        var client = KubeClient.Create(MemberKubeconfig.Parse(kubeconfig, policy), time);
        return metrics is null ? client : new MeasuredKubeClient(client, member, metrics, activity);
    }
}

using FedScaler.Controllers.Fleet.Direct;
using FedScaler.Kube.Client;
using FedScaler.Runtime.Leadership;

namespace FedScaler.Hosting;

/// <summary>Clients of members that write only while this instance leads.</summary>
/// <param name="wire">What a client is wrapped in below the fence; null for nothing.</param>
internal sealed class FencedMemberClientFactory(IMemberClientFactory inner, ILeadership leadership, EpochStamp stamp, Func<IKubeClient, IKubeClient>? wire) : IMemberClientFactory
{
    /// <inheritdoc/>
    public IKubeClient Create(string member, ReadOnlySpan<byte> kubeconfig)
    {
        var client = inner.Create(member, kubeconfig);
        return new FencedKubeClient(wire is null ? client : wire(client), leadership, stamp);
    }
}

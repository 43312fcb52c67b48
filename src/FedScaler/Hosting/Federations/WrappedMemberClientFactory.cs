using FedScaler.Controllers.Fleet.Direct;
using FedScaler.Kube.Client;

namespace FedScaler.Hosting.Federations;

/// <summary>Clients of members, each wrapped in what the host puts between the controllers and the wire: the fence, for a service.</summary>
internal sealed class WrappedMemberClientFactory(IMemberClientFactory inner, Func<IKubeClient, IKubeClient> wrap) : IMemberClientFactory
{
    /// <inheritdoc/>
    public IKubeClient Create(string member, ReadOnlySpan<byte> kubeconfig) => wrap(inner.Create(member, kubeconfig));
}

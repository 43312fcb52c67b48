using FedScaler.Kube.Client;
using FedScaler.Kube.Config;

namespace FedScaler.Controllers.Fleet.Direct;

/// <summary>Makes the client of a member from the kubeconfig in its Secret.</summary>
public interface IMemberClientFactory
{
    /// <summary>A client that has not connected yet; the caller disposes it.</summary>
    /// <exception cref="KubeconfigException">The kubeconfig is malformed, or asks for what a member's may not.</exception>
    IKubeClient Create(string member, ReadOnlySpan<byte> kubeconfig);
}

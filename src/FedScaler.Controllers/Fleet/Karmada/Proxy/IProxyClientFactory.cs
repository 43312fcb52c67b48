using FedScaler.Kube.Client;

namespace FedScaler.Controllers.Fleet.Karmada.Proxy;

/// <summary>Makes clients of members that go through the hub: FedScaler has no credential of a member.</summary>
public interface IProxyClientFactory
{
    /// <summary>A client that has not connected yet; the caller disposes it.</summary>
    /// <param name="cluster">Name of the Cluster.</param>
    IKubeClient Create(string cluster);
}

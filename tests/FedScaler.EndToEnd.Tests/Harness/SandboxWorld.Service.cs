using FedScaler.Kube.Client;

namespace FedScaler.EndToEnd.Tests.Harness;

/// <summary>Who the service is here, and what it tells.</summary>
internal sealed partial class SandboxWorld
{
    /// <summary>The service's token in a cluster.</summary>
    public string TokenOf(string cluster) => _identity.TokenOf(cluster);

    /// <summary>What the service tells at its HTTP endpoints.</summary>
    public Task<string> ReadEndpointsAsync() => _service!.ReadEndpointsAsync();

    /// <summary>Keeps the service's log at every level from here on.</summary>
    public void LogEverything() => _log.Everything = true;

    /// <summary>A client of somebody who stole the token; from here on what is asked is no longer the service's doing alone.</summary>
    public KubeClient ConnectAsThief(string cluster, string token)
    {
        _identity.Records = false;
        return _fleet.Connect(cluster, token: token);
    }

    /// <summary>Takes the service's rights to list and watch a kind in a member away, and ends the watches that began with them.</summary>
    public void Forbid(string member, string resource)
    {
        // What is refused from here on is what the test is about.
        _identity.Records = false;
        ServiceIdentity.Revoke(Servers[member].Store, Side.Member, resource, "list", "watch");
        Faults(member).ExpireWatches();
    }

    /// <summary>Gives them back.</summary>
    public void Permit(string member) => ServiceIdentity.Regrant(Servers[member].Store, Side.Member);

    /// <summary>The service's kubeconfig for a cluster.</summary>
    public string KubeconfigOf(string cluster) => Servers[cluster].KubeconfigOf(TokenOf(cluster));
}

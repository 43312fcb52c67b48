using System.Globalization;
using FedScaler.Hosting;
using FedScaler.Kube.Client;
using FedScaler.Kube.Config;
using FedScaler.Kube.Models;

namespace FedScaler.EndToEnd.Tests.Harness;

/// <summary>Who the service is here, and what it tells.</summary>
internal sealed partial class SandboxWorld
{
    /// <summary>The service's token in a cluster.</summary>
    public string TokenOf(string cluster) => _identity.TokenOf(cluster);

    /// <summary>What the service tells at its HTTP endpoints.</summary>
    public Task<string> ReadEndpointsAsync() => _service!.ReadEndpointsAsync();

    /// <summary>The sum of a counter's or a gauge's series whose labels hold a text, as /metrics tells it.</summary>
    public async Task<double> ReadMetricAsync(string name, string labels) =>
        (from line in (await ReadEndpointsAsync()).Split('\n')
         where line.StartsWith(name + "{", StringComparison.Ordinal) && line.Contains(labels, StringComparison.Ordinal)
         select double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture)).Sum();

    /// <summary>Returns when the service has taken in all that a kind's watches have to send; no clock is moved for that.</summary>
    public async Task UntilTakenInAsync(string cluster, ResourceType kind)
    {
        var revision = Servers[cluster].Store.List(kind).Max(static item => long.Parse((string)item["metadata"]!["resourceVersion"]!, CultureInfo.InvariantCulture));
        var started = TimeProvider.System.GetTimestamp();
        while (!_service!.Activity.Informers.Any(informer => informer.Cluster == cluster && informer.Resource == kind && long.Parse(informer.Status.ResourceVersion ?? "0", CultureInfo.InvariantCulture) >= revision))
        {
            if (TimeProvider.System.GetElapsedTime(started) > TimeSpan.FromSeconds(30)) throw new TimeoutException($"{kind} of {cluster} is not taken in up to {revision}");
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }

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
        Revoke(member, resource, "list", "watch");
        Faults(member).ExpireWatches();
    }

    /// <summary>Takes rights on a kind, or a subresource, in a cluster away from the service.</summary>
    public void Revoke(string cluster, string resource, params string[] verbs)
    {
        // What is refused from here on is what the test is about.
        _identity.Records = false;
        ServiceIdentity.Revoke(Servers[cluster].Store, SideOf(cluster), Federation, resource, verbs);
    }

    /// <summary>Gives them back.</summary>
    public void Permit(string cluster) => ServiceIdentity.Regrant(Servers[cluster].Store, SideOf(cluster), Federation);

    private Side SideOf(string cluster) => Servers[cluster] == Servers.Hub ? Side.Hub : Side.Member;

    /// <summary>How the service is told to run here.</summary>
    private ServiceOptions Options() => new()
    {
        AllowLoopbackMembers = true,
        Seed = 1,
        Fleet = _watch,
        Federation = Federation,
        HubConnection = Kubeconfig.Parse(KubeconfigOf("hub")).Resolve(),
    };

    /// <summary>The service's kubeconfig for a cluster.</summary>
    public string KubeconfigOf(string cluster) => Servers[cluster].KubeconfigOf(TokenOf(cluster));
}

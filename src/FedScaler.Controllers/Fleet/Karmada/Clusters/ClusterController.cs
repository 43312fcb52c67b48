using FedScaler.Controllers.Fleet.Karmada.Proxy;
using FedScaler.Controllers.Fleet.Karmada.Shares;
using FedScaler.Controllers.Fleet.Members;
using FedScaler.Kube.Karmada;
using FedScaler.Runtime.Events;
using FedScaler.Runtime.Queues;
using Microsoft.Extensions.Logging;

namespace FedScaler.Controllers.Fleet.Karmada.Clusters;

/// <summary>
/// Brings one member's connection in line with its Cluster. It never waits for a member, and never writes on a Cluster: that is
/// Karmada's.
/// </summary>
internal sealed class ClusterController(
    FleetRoster<KarmadaEntry> roster, ClusterWatch clusters, IProxyClientFactory proxies, WorkUpkeep works, Uri hub, FleetOptions options, FleetServices services)
{
    private static readonly TimeSpan WhileConnecting = TimeSpan.FromSeconds(1);

    private readonly ILogger _logger = services.Loggers.CreateLogger(FleetLog.Category);

    public async Task<ReconcileResult> ReconcileAsync(string name, CancellationToken cancellationToken)
    {
        if (roster.Find(name) is not { } entry) return ReconcileResult.Finished;
        if (clusters.Informer.Get(entry.Cluster.Key) is not { Placement.IsDeleting: false } cluster) return TryRemove(entry);

        // Unjoined and joined again under the same name: nothing of the old one is the new one's.
        if (cluster.Uid != entry.Uid) entry = roster.Replace(entry, new KarmadaEntry(cluster, services.Time));
        entry.Cluster = cluster;
        if (NeedsConnection(entry, VersionOf(cluster))) Open(entry, cluster);
        roster.PromoteIfReady(entry);
        roster.Refresh();
        TellUser(entry);
        var again = await works.KeepAsync(entry, cancellationToken);
        if (entry.Next is not null || entry.Health.Phase == MemberPhase.Connecting || entry.IsBeingRefused) return new ReconcileResult.After(WhileConnecting);
        return again is { } wait ? new ReconcileResult.After(wait) : ReconcileResult.Finished;
    }

    private ReconcileResult TryRemove(KarmadaEntry entry)
    {
        // A hub that lost most of its Clusters at once may have lost them by mistake: looked at again when it has settled.
        if (clusters.Informer.Status.Suspicious && clusters.Informer.Get(entry.Cluster.Key) is null) return new ReconcileResult.After(options.ContactStatusInterval);
        roster.Remove(entry);
        FleetLog.Gone(_logger, entry.Name);
        return ReconcileResult.Finished;
    }

    /// <summary>Another address is another way there, and perhaps another cluster; a cluster rebuilt at the same one tells so by its uid.</summary>
    private static string VersionOf(ClusterRecord cluster) => cluster.ApiEndpoint ?? "";

    private static bool NeedsConnection(KarmadaEntry entry, string version)
    {
        var newest = entry.Next ?? entry.Current;
        return newest is null || newest.Source.Version != version || newest.Health.Phase is MemberPhase.Hung or MemberPhase.Replaced;
    }

    private void Open(KarmadaEntry entry, ClusterRecord cluster)
    {
        var source = new ConnectionSource(VersionOf(cluster), $"the proxy of Cluster {entry.Name}") { Mends = Mends(entry.Name), Behind = $"the proxy of {hub.Authority}" };
        FleetLog.Connecting(_logger, entry.Name, source.Where);
        roster.Open(entry, proxies.Create(entry.Name), source);
    }

    private void TellUser(KarmadaEntry entry)
    {
        if (entry.WhyBlind == entry.ToldBlind) return;
        entry.ToldBlind = entry.WhyBlind;
        if (entry.WhyBlind is not { } why) return;
        FleetLog.Blind(_logger, entry.Name, why);
        var target = new EventTarget(KarmadaResources.Clusters.ApiVersion, KarmadaResources.Clusters.Kind, null, entry.Name, entry.Uid);
        services.Events.Record(target, EventKind.Warning, "ProxyRefused", "Probe", $"what runs there is known only as far as Karmada sums it up: {why}");
    }

    private ProbeMends Mends(string member) => new(
        $"give the service valid credentials of {hub.Authority}",
        $"bind verb * on clusters/proxy of cluster.karmada.io to the service's very user or service account on the hub, not to a group of it, " +
        $"and distribute FedScaler's member role to {member} for that same name");
}

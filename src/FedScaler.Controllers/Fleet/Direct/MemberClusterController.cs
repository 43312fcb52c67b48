using FedScaler.Api.MemberClusters;
using FedScaler.Controllers.Fleet.Members;
using FedScaler.Kube.Config;
using FedScaler.Runtime.Informers;
using FedScaler.Runtime.Queues;
using Microsoft.Extensions.Logging;

namespace FedScaler.Controllers.Fleet.Direct;

/// <summary>
/// Brings one member's connection and status in line with its MemberCluster and Secret. It never waits for a member: that is
/// the connections' own business.
/// </summary>
internal sealed class MemberClusterController(
    FleetRoster<DirectEntry> roster, MemberSourceReader sources, MemberStatusWriter statuses, IMemberClientFactory clients, Informer<MemberCluster> members, FleetOptions options, FleetServices services)
{
    private static readonly TimeSpan WhileConnecting = TimeSpan.FromSeconds(1);

    private readonly ILogger _logger = services.Loggers.CreateLogger(FleetLog.Category);

    public async Task<ReconcileResult> ReconcileAsync(string name, CancellationToken cancellationToken)
    {
        if (roster.Find(name) is not { } entry) return ReconcileResult.Finished;
        if (members.Get(entry.Key) is not { } resource || resource.Metadata.IsDeleting) return TryRemove(entry);

        // Deleted and made again under the same name: nothing of the old one is the new one's.
        if (resource.Metadata.Uid != entry.Uid) entry = roster.Replace(entry, new DirectEntry(resource));
        entry.Resource = resource;
        Connect(entry);
        Promote(entry);
        roster.Refresh();
        var again = await statuses.WriteAsync(entry, cancellationToken);
        if (entry.Next is not null || entry.Health.Phase == MemberPhase.Connecting) again = WhileConnecting;
        return again is { } delay ? new ReconcileResult.After(delay) : ReconcileResult.Finished;
    }

    private ReconcileResult TryRemove(DirectEntry entry)
    {
        // A hub that lost most of its members at once may have lost them by mistake: looked at again when it has settled.
        if (members.Status.Suspicious && members.Get(entry.Key) is null) return new ReconcileResult.After(options.ContactStatusInterval);
        roster.Remove(entry);
        FleetLog.Gone(_logger, entry.Name);
        return ReconcileResult.Finished;
    }

    private void Connect(DirectEntry entry)
    {
        switch (sources.Read(entry.Resource))
        {
            case MemberSource.Refused(var refusal):
                Refuse(entry, refusal);
                break;
            case MemberSource.Pending(var why) when entry.Current is null:
                entry.Last = entry.Last with { Code = "SecretsNotRead", Reason = why };
                break;
            case MemberSource.Kubeconfig source when NeedsConnection(entry, source):
                Open(entry, source);
                break;
        }
    }

    private static bool NeedsConnection(DirectEntry entry, MemberSource.Kubeconfig source)
    {
        if (entry.Refusal is not null && entry.RefusedVersion == source.Version) return false;
        var newest = entry.Next ?? entry.Current;
        return newest is null || newest.Source.Version != source.Version || newest.Health.Phase is MemberPhase.Hung or MemberPhase.Replaced;
    }

    private void Open(DirectEntry entry, MemberSource.Kubeconfig source)
    {
        try
        {
            var client = clients.Create(entry.Name, source.Content);
            FleetLog.Connecting(_logger, entry.Name, source.Where);
            roster.Open(entry, client, source.ToConnection());
        }
        catch (KubeconfigException error)
        {
            Refuse(entry, new MemberRefusal("KubeconfigRefused", $"{source.Where}: {error.Field}: {error.Problem}; {error.Mend}"));
            entry.RefusedVersion = source.Version;
        }
    }

    private void Refuse(DirectEntry entry, MemberRefusal refusal)
    {
        entry.RefusedVersion = null;
        if (entry.Refusal == refusal) return;
        FleetLog.Refused(_logger, entry.Name, refusal.Message);
        entry.Last = entry.Health with
        {
            Phase = MemberPhase.Silent,
            SilentSince = entry.Health.SilentSince ?? (entry.Health.LastContact is null ? null : services.Time.GetUtcNow()),
        };
        entry.Refusal = refusal;
        roster.CloseAll(entry);
    }

    /// <summary>Puts a new connection in the old one's place once it is as good, so that nothing is unknown in between.</summary>
    private void Promote(DirectEntry entry)
    {
        if (entry.Next is not { } next) return;
        var ready = next.Health.IsLive && next.Caches.AreRead;
        var overdue = services.Time.GetUtcNow() - next.StartedAt >= options.ReplacementPatience;
        if (ready || overdue) roster.Promote(entry);
    }
}

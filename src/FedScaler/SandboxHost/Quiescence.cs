using FedScaler.Runtime.Informers;
using FedScaler.Runtime.Observation;
using FedScaler.Sandbox.ApiServer.Watching;
using FedScaler.Sandbox.Hosting;

namespace FedScaler.SandboxHost;

/// <summary>
/// Tells when servers and service have nothing more to do before the clock moves: every event was sent and taken in, every
/// request answered (but those that a fault holds back), every queue worked off.
/// </summary>
public sealed class Quiescence(SandboxFleet servers, Func<ActivityRegistry?> service)
{
    /// <summary>Between the parts of a chain of work nothing may be visible for a moment: quiet means quiet so many looks in a row.</summary>
    private const int Looks = 3;

    private const int Spins = 40;

    /// <summary>Waited for in real time before it is called a hang. Nothing depends on it while all is well.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    /// <exception cref="TimeoutException">Something stays busy; the message says what.</exception>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        var quiet = 0;
        for (var look = 0; quiet < Looks; look++)
        {
            var busy = Busy();
            quiet = busy is null ? quiet + 1 : 0;
            if (busy is null || look < Spins)
            {
                await Task.Yield();
                continue;
            }

            if (TimeProvider.System.GetElapsedTime(started) > Patience) throw new TimeoutException($"still busy after {Patience.TotalSeconds} s: {busy}");
            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>What is busy; null when nothing is. The cheap looks come first: while work goes on, they nearly always tell.</summary>
    private string? Busy()
    {
        foreach (var cluster in servers.Clusters)
            if (cluster.Server.ActiveRequests > 0) return $"{cluster.Name} answers {cluster.Server.ActiveRequests} requests";
        var activity = service();
        if (activity is not null && (BusyClients(activity) ?? BusyWorkers(activity)) is { } busy) return busy;
        var watches = new Dictionary<string, IReadOnlyList<WatchState>>(StringComparer.Ordinal);
        foreach (var cluster in servers.Clusters)
        {
            watches[cluster.Server.Address.Authority] = cluster.Server.Watches;
            foreach (var watch in watches[cluster.Server.Address.Authority])
                if (!watch.IsSilent && !watch.IsCaughtUp) return $"{cluster.Name} has events of {watch.Resource} to send";
        }

        return activity is null ? null : BusyInformers(activity, watches);
    }

    /// <summary>A call that its server holds back, or that is to be tried again later, waits for the clock.</summary>
    private string? BusyClients(ActivityRegistry activity)
    {
        foreach (var server in activity.Clients.GroupBy(static client => client.Server.Authority))
        {
            var inFlight = server.Sum(static client => client.InFlightCalls);
            if (inFlight > Held(server.Key)) return $"{inFlight} requests to {server.Key} are under way";
        }

        return null;
    }

    private string? BusyInformers(ActivityRegistry activity, Dictionary<string, IReadOnlyList<WatchState>> watches)
    {
        var informers = activity.Informers;
        foreach (var informer in informers)
        {
            switch (informer.Status.Phase)
            {
                case InformerPhase.Stopped:
                    return $"{informer.Cluster}'s informer of {informer.Resource} is starting or ending";
                case InformerPhase.Listing when Waiting(activity, informer.Server.Authority) == 0:
                    return $"{informer.Cluster} is listing {informer.Resource}";
                case InformerPhase.Watching when Held(informer.Server.Authority) == 0 && !Watches(informer, watches).Any():
                    return $"{informer.Cluster} is about to watch {informer.Resource}";
            }
        }

        // While a connection is replaced two informers follow the same; one of them may hang.
        foreach (var group in informers.Where(static informer => informer.Status.Phase == InformerPhase.Watching).GroupBy(KeyOf))
        {
            var seen = group.Max(static informer => long.TryParse(informer.Status.ResourceVersion, out var version) ? version : 0);
            if (Watches(group.First(), watches).Any(watch => !watch.IsSilent && watch.QueuedRevision > seen)) return $"{group.First().Cluster} has yet to see {group.First().Resource}";
        }

        return null;
    }

    private string? BusyWorkers(ActivityRegistry activity)
    {
        var waiting = activity.Clients.Select(static client => client.Server.Authority).Distinct(StringComparer.Ordinal).Sum(server => Waiting(activity, server));
        foreach (var work in activity.BackgroundWork)
            if (work.Pending > waiting) return $"{work.Name} has {work.Pending} to do";
        foreach (var queue in activity.Queues)
        {
            var counts = queue.Counts;
            // What waits for a worker that waits for the clock does so too.
            if (counts.Processing > waiting || counts.Ready > 0 && counts.Processing == 0) return $"queue {queue.Name}: {counts}";
        }

        return null;
    }

    private static IEnumerable<WatchState> Watches(IInformer informer, Dictionary<string, IReadOnlyList<WatchState>> watches) =>
        watches.GetValueOrDefault(informer.Server.Authority, []).Where(watch =>
            watch.Resource == informer.Resource && watch.Namespace == informer.Namespace
            && watch.FieldSelector == (informer.FieldSelector ?? "") && watch.LabelSelector == (informer.LabelSelector ?? ""));

    private static (string, string, string?, string?, string?) KeyOf(IInformer informer) =>
        (informer.Server.Authority, informer.Resource.ToString(), informer.Namespace, informer.FieldSelector, informer.LabelSelector);

    private int Held(string server) => servers.Clusters.Where(cluster => cluster.Server.Address.Authority == server).Sum(static cluster => cluster.Server.HeldRequests);

    private int Waiting(ActivityRegistry activity, string server) =>
        Held(server) + activity.Clients.Where(client => client.Server.Authority == server).Sum(static client => client.WaitingCalls);
}

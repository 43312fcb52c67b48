using FedScaler.Runtime.Informers;
using FedScaler.Runtime.Observation;
using FedScaler.Sandbox.ApiServer;
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
            if (cluster.Server.ActiveRequests > 0) return $"{cluster.Name} answers requests";
        var activity = service();
        if (activity is not null && BusyWorkers(activity) is { } working) return working;
        foreach (var cluster in servers.Clusters)
        {
            foreach (var watch in cluster.Server.Watches)
                if (!watch.IsSilent && !watch.IsCaughtUp) return $"{cluster.Name} has events of {watch.Resource} to send";
        }

        return activity is null ? null : BusyInformers(activity);
    }

    private string? BusyWorkers(ActivityRegistry activity)
    {
        // A worker whose write is held back waits for the clock, and so does what waits for that worker; workers read caches only.
        var heldWrites = servers.Clusters.Sum(static cluster => cluster.Server.HeldWrites);
        foreach (var queue in activity.Queues)
            if (queue.Counts is var counts && (counts.Processing > heldWrites || counts.Ready > 0 && counts.Processing == 0)) return $"queue {queue.Name} is not worked off";
        foreach (var work in activity.BackgroundWork)
            if (work.Pending > Held(work)) return $"{work.Name} is under way";
        return null;
    }

    private string? BusyInformers(ActivityRegistry activity)
    {
        foreach (var informer in activity.Informers)
            if (servers.Clusters.FirstOrDefault(cluster => cluster.Server.Address.Authority == informer.Server.Authority) is { } cluster && Busy(informer, cluster.Server) is { } busy)
                return busy;
        return null;
    }

    /// <summary>Work names the cluster that it waits for; what names none is about the hub.</summary>
    private int Held(IBackgroundWork work) =>
        (servers.Members.FirstOrDefault(member => work.Name.EndsWith($" {member.Name}", StringComparison.Ordinal)) ?? servers.Hub).Server.HeldRequests;

    private static string? Busy(IInformer informer, SandboxApiServer server)
    {
        // What a fault holds back there may be this informer's own request.
        if (server.HeldRequests > 0) return null;
        var status = informer.Status;
        if (status.Phase == InformerPhase.Listing) return $"{informer.Cluster} is listing {informer.Resource}";
        if (status.Phase != InformerPhase.Watching) return null;
        var watches = server.Watches.Where(watch => Follows(informer, watch)).ToList();
        if (watches.Count == 0) return $"{informer.Cluster} is opening its watch of {informer.Resource}";
        if (watches.Exists(static watch => watch.IsSilent)) return null;
        return long.TryParse(status.ResourceVersion, out var seen) && watches.TrueForAll(watch => seen >= watch.QueuedRevision)
            ? null
            : $"{informer.Cluster} has yet to see {informer.Resource}";
    }

    private static bool Follows(IInformer informer, WatchState watch) =>
        watch.Resource == informer.Resource && watch.Namespace == informer.Namespace
        && watch.FieldSelector == (informer.FieldSelector ?? "") && watch.LabelSelector == (informer.LabelSelector ?? "");
}

using FedScaler.Runtime.Informers;
using FedScaler.Runtime.Observation;
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

    /// <summary>What is busy; null when nothing is.</summary>
    private string? Busy()
    {
        var (held, writes) = (0, 0);
        foreach (var cluster in servers.Clusters)
        {
            held += cluster.Server.HeldRequests;
            writes += cluster.Server.HeldWrites;
            if (cluster.Server.ActiveRequests > 0) return $"{cluster.Name} answers {cluster.Server.ActiveRequests} requests";
            foreach (var watch in cluster.Server.Watches)
                if (!watch.IsSilent && !watch.IsCaughtUp) return $"{cluster.Name} has events of {watch.Resource} to send";
        }

        return service() is { } activity ? Busy(activity, held, writes) : null;
    }

    private string? Busy(ActivityRegistry activity, int held, int heldWrites)
    {
        foreach (var informer in activity.Informers)
            if (Busy(informer, held) is { } busy) return busy;
        foreach (var work in activity.BackgroundWork)
            if (work.Pending > held) return $"{work.Name} has {work.Pending} to do";
        foreach (var queue in activity.Queues)
        {
            var counts = queue.Counts;
            // A worker whose write is held back waits for the clock, and so does what waits for that worker; workers read caches only.
            if (counts.Processing > heldWrites || counts.Ready > 0 && counts.Processing == 0) return $"queue {queue.Name}: {counts}";
        }

        return null;
    }

    private string? Busy(IInformer informer, int held)
    {
        var status = informer.Status;
        if (status.Phase == InformerPhase.Listing && held == 0) return $"{informer.Cluster} is listing {informer.Resource}";
        if (status.Phase != InformerPhase.Watching) return null;
        foreach (var cluster in servers.Clusters)
        {
            if (cluster.Server.Address.Authority != informer.Server.Authority) continue;
            foreach (var watch in cluster.Server.Watches)
            {
                if (watch.IsSilent || watch.Resource != informer.Resource || watch.Namespace != informer.Namespace) continue;
                if ((watch.FieldSelector, watch.LabelSelector) != (informer.FieldSelector ?? "", informer.LabelSelector ?? "")) continue;
                if (!long.TryParse(status.ResourceVersion, out var seen) || seen < watch.QueuedRevision) return $"{informer.Cluster} has yet to see {informer.Resource}";
            }
        }

        return null;
    }
}

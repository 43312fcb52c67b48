using FedScaler.Kube.Client;
using FedScaler.Runtime.Informers;
using FedScaler.Runtime.Observation;
using FedScaler.Sandbox.Hosting;
using FedScaler.Sandbox.Karmada.Proxy;

namespace FedScaler.SandboxHost;

/// <summary>
/// Tells when servers and service have nothing more to do before the clock moves: every event was sent and taken in, every
/// request answered (but those that a fault holds back), every queue worked off.
/// </summary>
public sealed class Quiescence(SandboxFleet servers, Func<IReadOnlyList<ActivityRegistry>> services)
{
    /// <summary>Between the parts of a chain of work nothing may be visible for a moment: quiet means quiet so many looks in a row.</summary>
    private const int Looks = 3;

    private const int Spins = 100;

    /// <summary>Waited for in real time before it is called a hang. Nothing depends on it while all is well.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    /// <summary>The servers as clients know them: by address, and many a look long by the very same Uri.</summary>
    private readonly Dictionary<Uri, SandboxCluster?> _clusters = new(ReferenceEqualityComparer.Instance);

    public Quiescence(SandboxFleet servers, Func<ActivityRegistry?> service)
        : this(servers, () => service() is { } one ? [one] : [])
    {
    }

    /// <exception cref="TimeoutException">Something stays busy; the message says what.</exception>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        var quiet = 0;
        for (var look = 0; quiet < Looks; look++)
        {
            quiet = IsBusy() ? 0 : quiet + 1;
            if (quiet > 0 || look < Spins)
            {
                // Behind everything that waits for a thread by now.
                await Task.Yield();
                continue;
            }

            if (TimeProvider.System.GetElapsedTime(started) > Patience) throw new TimeoutException($"still busy after {Patience.TotalSeconds} s: {Busy()}");
            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }
    }

    private bool IsBusy() => Busy() is not null;

    /// <summary>What is busy; null when nothing is. The cheap looks come first: while work goes on, they nearly always tell.</summary>
    private Reason? Busy()
    {
        foreach (var cluster in servers.Clusters)
            if (cluster.Server.ActiveRequests > 0) return new("answers requests", cluster.Name);
        var running = services();
        foreach (var activity in running)
            if ((BusyClients(activity) ?? BusyWorkers(activity)) is { } busy) return busy;
        foreach (var cluster in servers.Clusters)
            if (!cluster.Server.WatchesAreCaughtUp) return new("has events to send", cluster.Name);
        foreach (var activity in running)
            if (BusyInformers(activity) is { } busy) return busy;
        return null;
    }

    /// <summary>A call that its server holds back waits for the clock; one whose time ran out is about to return.</summary>
    private Reason? BusyClients(ActivityRegistry activity)
    {
        var clients = activity.Clients;
        foreach (var client in clients)
            if (client.EndingCalls > 0) return new("has calls that were given up", ClusterAt(client.Server)?.Name ?? client.Server.Authority);
        foreach (var cluster in servers.Clusters)
            if (InFlight(clients, cluster) is var calls && calls > 0 && calls > Held(cluster)) return new("has requests under way to it", cluster.Name);
        return null;
    }

    /// <summary>Whatever is being worked on is busy, unless a call holds it up that waits for the clock.</summary>
    private Reason? BusyWorkers(ActivityRegistry activity)
    {
        var working = 0;
        var last = "";
        foreach (var work in activity.BackgroundWork)
        {
            // Each is one loop: what comes behind a call that is held back waits with it.
            if (work.Pending > 0) (working, last) = (working + 1, work.Name);
            working -= work.Behind;
        }

        foreach (var queue in activity.Queues)
        {
            var counts = queue.Counts;
            // What waits for a worker that waits for the clock does so too.
            if (counts.Ready > 0 && counts.Processing == 0) return new("has keys to be taken", queue.Name);
            if (counts.Processing > 0) (working, last) = (working + counts.Processing, queue.Name);
        }

        foreach (var informer in activity.Informers)
            if (IsOpening(informer)) (working, last) = (working + 1, $"{informer.Resource} of {informer.Cluster}");
        return working > 0 && working > Waiting(activity) ? new("is being worked on", last) : null;
    }

    /// <summary>It lists, or has no watch yet that it could be told by.</summary>
    private bool IsOpening(IInformer informer) => informer.Status.Phase switch
    {
        InformerPhase.Listing => true,
        InformerPhase.Watching => ClusterAt(informer.Server) is { } cluster && Look(cluster, informer).Open == 0,
        _ => false,
    };

    private Reason? BusyInformers(ActivityRegistry activity)
    {
        foreach (var informer in activity.Informers)
        {
            var status = informer.Status;
            if (status.Phase == InformerPhase.Stopped) return new("has an informer that starts or ends", informer.Cluster);
            if (status.Phase != InformerPhase.Watching || ClusterAt(informer.Server) is not { } cluster) continue;
            var queued = Look(cluster, informer).Queued;
            if (queued > VersionOf(status) && queued > Seen(activity, informer)) return new("has events to be taken in", informer.Cluster);
        }

        return null;
    }

    private (int Open, long Queued) Look(SandboxCluster cluster, IInformer informer) => cluster.Server.LookAtWatches(
        informer.Resource, informer.Namespace, informer.LabelSelector ?? "", informer.FieldSelector ?? "", IsProxied(cluster, informer.Server));

    /// <summary>While a connection is replaced two informers follow the same; one of them may hang.</summary>
    private static long Seen(ActivityRegistry activity, IInformer one)
    {
        var seen = 0L;
        foreach (var informer in activity.Informers)
        {
            var isSame = informer.Server == one.Server && informer.Resource == one.Resource && informer.Namespace == one.Namespace
                && informer.LabelSelector == one.LabelSelector && informer.FieldSelector == one.FieldSelector;
            if (isSame && informer.Status is { Phase: InformerPhase.Watching } status) seen = Math.Max(seen, VersionOf(status));
        }

        return seen;
    }

    private static long VersionOf(InformerStatus status) => long.TryParse(status.ResourceVersion, out var version) ? version : 0;

    /// <summary>Calls that a server holds back while their caller still waits, and those that are to be tried again later.</summary>
    private int Waiting(ActivityRegistry activity)
    {
        var clients = activity.Clients;
        var waiting = 0;
        foreach (var client in clients) waiting += client.WaitingCalls;
        foreach (var cluster in servers.Clusters)
        {
            if (Held(cluster) is var held && held > 0) waiting += Math.Min(held, InFlight(clients, cluster));
        }

        return waiting;
    }

    private int InFlight(IReadOnlyList<ICallActivity> clients, SandboxCluster cluster)
    {
        var inFlight = 0;
        foreach (var client in clients)
            if (ClusterAt(client.Server) == cluster) inFlight += client.InFlightCalls;
        return inFlight;
    }

    /// <summary>Of the requests for a cluster, those that its server holds back, or the hub's on their way through its proxy.</summary>
    private int Held(SandboxCluster cluster) =>
        cluster.Server.HeldFor(null) + (cluster == servers.Hub ? 0 : servers.Hub.Server.HeldFor(cluster.Name));

    private bool IsProxied(SandboxCluster cluster, Uri server) => cluster != servers.Hub && server.Authority == servers.Hub.Server.Address.Authority;

    /// <summary>The cluster that a client talks to, be it through the hub's proxy.</summary>
    private SandboxCluster? ClusterAt(Uri server)
    {
        if (_clusters.TryGetValue(server, out var known)) return known;
        var at = servers.Clusters.FirstOrDefault(cluster => cluster.Server.Address.Authority == server.Authority);
        if (at == servers.Hub && ProxyAddress.MemberOf(server) is { } member) at = servers.Members.FirstOrDefault(cluster => cluster.Name == member);
        return _clusters[server] = at;
    }

    private readonly record struct Reason(string What, string Where)
    {
        public override string ToString() => $"{Where} {What}";
    }
}

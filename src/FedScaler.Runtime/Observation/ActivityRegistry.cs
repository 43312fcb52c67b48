using System.Collections.Concurrent;
using FedScaler.Kube.Client;
using FedScaler.Runtime.Informers;
using FedScaler.Runtime.Queues;

namespace FedScaler.Runtime.Observation;

/// <summary>
/// Knows everything in one service that is running, so that its host can ask whether it is quiet: a test before it compares,
/// the demo before it moves its clock. Informers, controllers and background work that were given it are in it while they run.
/// </summary>
public sealed class ActivityRegistry
{
    private readonly ConcurrentDictionary<object, byte> _running = new(ReferenceEqualityComparer.Instance);

    /// <summary>Every informer that runs now.</summary>
    public IReadOnlyList<IInformer> Informers => [.. _running.Keys.OfType<IInformer>()];

    /// <summary>Every controller's queue that is being worked on now.</summary>
    public IReadOnlyList<IQueueActivity> Queues => [.. _running.Keys.OfType<IQueueActivity>()];

    /// <summary>Every client in use.</summary>
    public IReadOnlyList<ICallActivity> Clients => [.. _running.Keys.OfType<ICallActivity>()];

    /// <summary>All other work that runs now.</summary>
    public IReadOnlyList<IBackgroundWork> BackgroundWork => [.. _running.Keys.OfType<IBackgroundWork>()];

    /// <summary>
    /// Whether all that has been observed has been worked off: only the clock or a new event sets anything off. Whether the
    /// informers have observed everything, the host finds out by comparing their ResourceVersion with the servers', before it
    /// asks this.
    /// </summary>
    public bool IsQuiet => Queues.All(q => q.Counts.IsQuiet) && BackgroundWork.All(w => w.Pending == 0);

    /// <summary>Adds an informer until the result is disposed.</summary>
    public IDisposable Add(IInformer informer) => AddAny(informer);

    /// <summary>Adds a queue until the result is disposed.</summary>
    public IDisposable Add(IQueueActivity queue) => AddAny(queue);

    /// <summary>Adds a client until the result is disposed.</summary>
    public IDisposable Add(ICallActivity client) => AddAny(client);

    /// <summary>Adds background work until the result is disposed.</summary>
    public IDisposable Add(IBackgroundWork work) => AddAny(work);

    private Registration AddAny(object running)
    {
        _running.TryAdd(running, 0);
        return new Registration(this, running);
    }

    private sealed class Registration(ActivityRegistry registry, object running) : IDisposable
    {
        public void Dispose() => registry._running.TryRemove(running, out _);
    }
}

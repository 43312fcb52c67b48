using FedScaler.Kube.Models;

namespace FedScaler.Sandbox.Simulation.Objects;

/// <summary>
/// The pods as the workload controllers' informer has them: what the store says now, less the changes that are still under way.
/// Kept as what each of those pods was before, so that a cache without a lag costs nothing.
/// </summary>
internal sealed class PodCache(ClusterIndex live)
{
    private readonly Queue<IndexChange> _underWay = new();
    private readonly Dictionary<ObjectKey, Queue<PodView?>> _before = [];

    /// <summary>How long a change takes to arrive; a shorter one applies to what is under way too.</summary>
    public TimeSpan Lag { get; set; }

    /// <summary>Whether whatever changes is seen at once.</summary>
    public bool IsCurrent => Lag == TimeSpan.Zero && _underWay.Count == 0;

    /// <summary>When the next change arrives.</summary>
    public DateTimeOffset? NextDue => _underWay.TryPeek(out var next) ? next.Event.Time + Lag : null;

    /// <summary>The pods that a controller with this uid manages, by name, as far as they have arrived.</summary>
    public IReadOnlyCollection<PodView> PodsOf(string ownerUid)
    {
        if (_before.Count == 0) return live.PodsOf(ownerUid);
        var pods = new SortedDictionary<ObjectKey, PodView>(ObjectKeyOrder.Instance);
        foreach (var pod in live.PodsOf(ownerUid))
            if (!_before.ContainsKey(pod.Key)) pods[pod.Key] = pod;
        foreach (var former in _before.Values)
            if (former.Peek() is { } pod && pod.OwnerUid == ownerUid) pods[pod.Key] = pod;
        return pods.Values;
    }

    public void Send(IndexChange change)
    {
        _underWay.Enqueue(change);
        if (!_before.TryGetValue(change.Event.Key, out var former)) _before[change.Event.Key] = former = new();
        former.Enqueue(change.PodBefore);
    }

    /// <summary>The next change that has arrived by <paramref name="now"/>: from here on it is seen.</summary>
    public bool TryReceive(DateTimeOffset now, out IndexChange change)
    {
        change = default;
        if (!_underWay.TryPeek(out var next) || (Lag > TimeSpan.Zero && next.Event.Time + Lag > now)) return false;
        change = _underWay.Dequeue();
        var former = _before[change.Event.Key];
        former.Dequeue();
        if (former.Count == 0) _before.Remove(change.Event.Key);
        return true;
    }

    /// <summary>A new list: nothing is under way any more.</summary>
    public void Relist()
    {
        _underWay.Clear();
        _before.Clear();
    }
}

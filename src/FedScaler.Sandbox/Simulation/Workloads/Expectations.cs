using FedScaler.Kube.Watch;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Simulation.Workloads;

/// <summary>
/// What a controller has created and deleted itself and not yet seen: until then it counts on nothing that its cache says
/// (UIDTrackingControllerExpectations of kubernetes pkg/controller/controller_utils.go). By uid of the workload.
/// </summary>
internal sealed class Expectations
{
    /// <summary>ExpectationsTimeout: what has not been seen by then is not waited for any longer.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, Pending> _pending = [];

    public void Created(string workload, string pod, DateTimeOffset now) => Of(workload, now).Creations.Add(pod);

    public void Deleted(string workload, string pod, DateTimeOffset now) => Of(workload, now).Deletions.Add(pod);

    public void Observe(string workload, IndexChange change)
    {
        if (change.Pod is not { } pod || !_pending.TryGetValue(workload, out var pending)) return;
        pending.Creations.Remove(pod.Uid);
        // A pod that has begun to go counts as gone (ReplicaSetController.updatePod).
        if (pod.IsTerminating || change.Event.Type == WatchEventType.Deleted) pending.Deletions.Remove(pod.Uid);
        if (pending.Creations.Count + pending.Deletions.Count == 0) _pending.Remove(workload);
    }

    public bool AreMet(string workload, DateTimeOffset now) => !_pending.TryGetValue(workload, out var pending) || now - pending.Since >= Timeout;

    public void Forget(string workload) => _pending.Remove(workload);

    public void Clear() => _pending.Clear();

    private Pending Of(string workload, DateTimeOffset now)
    {
        if (!_pending.TryGetValue(workload, out var pending)) _pending[workload] = pending = new(now);
        return pending;
    }

    private sealed class Pending(DateTimeOffset since)
    {
        public DateTimeOffset Since => since;

        public HashSet<string> Creations { get; } = [];

        public HashSet<string> Deletions { get; } = [];
    }
}

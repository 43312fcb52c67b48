using FedScaler.Controllers.Fleet.Projections;

namespace FedScaler.Controllers.Fleet.Capacity;

/// <summary>The pods of one workload in one member, as counts that are kept up to date pod by pod.</summary>
internal sealed class TargetPods
{
    private PodSelector _selector = PodSelector.None;

    /// <summary><see cref="WorkloadRecord.SpecVersion"/> that the counts are for; null before the first.</summary>
    public string? SpecVersion { get; private set; }

    /// <summary>Pods that are bound to a node and have not ended.</summary>
    public int Running { get; private set; }

    /// <summary>Pods that the scheduler could not place.</summary>
    public int Unschedulable { get; private set; }

    /// <summary>Version of the ledger that <see cref="Free"/> was computed from; negative when it never was.</summary>
    public long FreeVersion { get; private set; } = -1;

    public int Free { get; private set; }

    public void Select(WorkloadRecord workload, IEnumerable<PodRecord> pods)
    {
        (SpecVersion, _selector, FreeVersion) = (workload.SpecVersion, workload.Selector, -1);
        (Running, Unschedulable) = (0, 0);
        foreach (var pod in pods) Count(pod, 1);
    }

    public void Count(PodRecord pod, int sign)
    {
        if (pod.Ended || !_selector.Matches(pod.Shape.Labels)) return;
        if (pod.TakesRoom) Running += sign;
        else if (pod.Unschedulable) Unschedulable += sign;
    }

    public void SetFree(int free, long version) => (Free, FreeVersion) = (free, version);
}

using FedScaler.Controllers.Fleet.Projections;
using FedScaler.Kube.Projections;

namespace FedScaler.Controllers.Fleet.Capacity;

/// <summary>The pods of one workload in one member, as counts that are kept up to date pod by pod.</summary>
internal sealed class TargetPods
{
    private PodSelector _selector = PodSelector.None;

    /// <summary><see cref="WorkloadRecord.SpecVersion"/> that the counts are for; null before the first.</summary>
    public string? SpecVersion { get; private set; }

    public PodCounts Counts { get; private set; }

    /// <summary>Version of the ledger that <see cref="Free"/> was computed from; negative when it never was.</summary>
    public long FreeVersion { get; private set; } = -1;

    public int Free { get; private set; }

    public void Select(WorkloadRecord workload, IEnumerable<KeyValuePair<StringMap, PodCounts>> pods)
    {
        (SpecVersion, _selector, FreeVersion) = (workload.SpecVersion, workload.Selector, -1);
        Counts = default;
        foreach (var (labels, counts) in pods) Add(labels, counts);
    }

    public void Add(StringMap labels, PodCounts counts)
    {
        if (_selector.Matches(labels)) Counts += counts;
    }

    public void SetFree(int free, long version) => (Free, FreeVersion) = (free, version);
}

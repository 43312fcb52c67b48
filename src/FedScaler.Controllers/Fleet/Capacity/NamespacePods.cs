using System.Runtime.InteropServices;
using FedScaler.Controllers.Fleet.Projections;
using FedScaler.Kube.Projections;

namespace FedScaler.Controllers.Fleet.Capacity;

/// <summary>
/// The pods of one namespace, counted, and the workloads there that are followed. Pods of the same labels are one count:
/// the pods themselves are in the informer, and a second list of them would cost as much again.
/// </summary>
internal sealed class NamespacePods
{
    private readonly Dictionary<StringMap, PodCounts> _byLabels = [];
    private readonly Dictionary<TargetRef, TargetPods> _targets = [];

    public bool IsEmpty => _byLabels.Count == 0 && _targets.Count == 0;

    /// <summary>Counts a pod's new state (null: gone) in the place of its old one.</summary>
    public void Change(PodProjection? old, PodProjection? pod)
    {
        if (old is not null) Add(old.Labels, -PodCounts.Of(old));
        if (pod is not null) Add(pod.Labels, PodCounts.Of(pod));
    }

    public TargetPods Follow(TargetRef target, WorkloadRecord workload)
    {
        if (!_targets.TryGetValue(target, out var pods)) _targets[target] = pods = new TargetPods();
        if (pods.SpecVersion != workload.SpecVersion) pods.Select(workload, _byLabels);
        return pods;
    }

    public void Forget(TargetRef target) => _targets.Remove(target);

    private void Add(StringMap labels, PodCounts counts)
    {
        if (counts == default) return;
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(_byLabels, labels, out _);
        sum += counts;
        if (sum == default) _byLabels.Remove(labels);
        foreach (var target in _targets.Values) target.Add(labels, counts);
    }
}

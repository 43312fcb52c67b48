using FedScaler.Controllers.Fleet.Projections;

namespace FedScaler.Controllers.Fleet.Capacity;

/// <summary>The pods of one namespace, and the workloads there that are followed.</summary>
internal sealed class NamespacePods
{
    private readonly Dictionary<string, PodRecord> _pods = [];
    private readonly Dictionary<TargetRef, TargetPods> _targets = [];

    public bool IsEmpty => _pods.Count == 0 && _targets.Count == 0;

    /// <summary>Puts the pod's new state (null: gone) in the place of its old one, and returns that.</summary>
    public PodRecord? Set(string name, PodRecord? pod)
    {
        _pods.Remove(name, out var old);
        if (pod is not null) _pods[name] = pod;
        foreach (var target in _targets.Values)
        {
            if (old is not null) target.Count(old, -1);
            if (pod is not null) target.Count(pod, 1);
        }

        return old;
    }

    public TargetPods Follow(TargetRef target, WorkloadRecord workload)
    {
        if (!_targets.TryGetValue(target, out var pods)) _targets[target] = pods = new TargetPods();
        if (pods.SpecVersion != workload.SpecVersion) pods.Select(workload, _pods.Values);
        return pods;
    }

    public void Forget(TargetRef target) => _targets.Remove(target);
}

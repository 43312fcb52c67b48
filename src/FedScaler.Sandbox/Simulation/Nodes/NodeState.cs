using FedScaler.Kube.Models;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Simulation.Nodes;

/// <summary>A node and what is bound to it, kept up to date pod by pod so that nobody has to add it up.</summary>
internal sealed class NodeState
{
    private readonly Dictionary<string, long> _requested = [];
    private readonly SortedDictionary<ObjectKey, PodView> _pods = new(ObjectKeyOrder.Instance);
    private int _slots;

    /// <summary>Null while pods name a node that does not exist.</summary>
    public NodeView? Node { get; set; }

    public IReadOnlyCollection<PodView> Pods => _pods.Values;

    public int FreeSlots => (int)(Node!.Allocatable["pods"] / 1000) - _slots;

    public long Requested(string resource) => _requested.GetValueOrDefault(resource);

    public long Free(string resource) => Node!.Allocatable[resource] - Requested(resource);

    public void Add(PodView pod)
    {
        _pods[pod.Key] = pod;
        Count(pod, 1);
    }

    public void Remove(PodView pod)
    {
        _pods.Remove(pod.Key);
        Count(pod, -1);
    }

    private void Count(PodView pod, int sign)
    {
        // A finished pod keeps its name on the node but none of the room.
        if (pod.IsFinished) return;
        _slots += sign;
        foreach (var (name, amount) in pod.Requests.All) _requested[name] = Requested(name) + (sign * amount);
    }
}

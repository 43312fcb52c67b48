using FedScaler.Controllers.Fleet.Projections;
using FedScaler.Core.Capacity;
using FedScaler.Runtime.Informers;

namespace FedScaler.Controllers.Fleet.Capacity;

/// <summary>
/// One member's capacity, kept change by change: an event of a pod touches its node and its namespace, no more. Nodes and
/// pods may be seen in any order. Safe for use from many threads.
/// </summary>
internal sealed class MemberCapacity
{
    private readonly Lock _gate = new();
    private readonly ClusterCapacity _ledger = new();
    private readonly Dictionary<string, NamespacePods> _namespaces = [];

    /// <summary>Raised after something changed that a fit may rest on, or the count of a workload's pods.</summary>
    public event Action? Changed;

    public void Apply(InformerChange<NodeRecord> change)
    {
        if (change is { Old: { } old, New: { } same } && same.OffersTheSameAs(old)) return;
        lock (_gate)
        {
            if (change.New is { } node) _ledger.SetNode(node.Capacity);
            else _ledger.RemoveNode(change.Object.Capacity.Name);
        }

        Changed?.Invoke();
    }

    public void Apply(InformerChange<PodRecord> change)
    {
        var pod = change.Object;
        lock (_gate)
        {
            var pods = Namespace(pod.Namespace);
            var old = pods.Set(pod.Name, change.New);
            Book(old, change.New);
            DropIfEmpty(pod.Namespace, pods);
        }

        Changed?.Invoke();
    }

    /// <summary>Fit, free and unschedulable of a workload; it is followed from then on, until <see cref="Forget"/>.</summary>
    public FitReading Read(TargetRef target, WorkloadRecord workload)
    {
        lock (_gate)
        {
            var pods = Namespace(target.Namespace).Follow(target, workload);
            if (workload.Template is not { } template) return new FitReading(null, null, pods.Unschedulable);
            if (pods.FreeVersion != _ledger.Version) pods.SetFree(FitCalculator.Free(template, _ledger), _ledger.Version);
            var fit = Math.Min((long)pods.Running + pods.Free, int.MaxValue);
            return new FitReading((int)fit, pods.Free, pods.Unschedulable);
        }
    }

    public void Forget(TargetRef target)
    {
        lock (_gate)
        {
            if (!_namespaces.TryGetValue(target.Namespace, out var pods)) return;
            pods.Forget(target);
            DropIfEmpty(target.Namespace, pods);
        }
    }

    public CapacityTotals Totals()
    {
        lock (_gate) return _ledger.Totals();
    }

    // A change that moves nothing on a node must not make every fit be computed anew.
    private void Book(PodRecord? old, PodRecord? pod)
    {
        var (had, has) = (old is { TakesRoom: true }, pod is { TakesRoom: true });
        if (had && has && old!.Node == pod!.Node && old.Shape.Requests == pod.Shape.Requests) return;
        if (had) _ledger.RemovePod(old!.Node!, old.Shape.Requests);
        if (has) _ledger.AddPod(pod!.Node!, pod.Shape.Requests);
    }

    private NamespacePods Namespace(string name)
    {
        if (!_namespaces.TryGetValue(name, out var pods)) _namespaces[name] = pods = new NamespacePods();
        return pods;
    }

    private void DropIfEmpty(string name, NamespacePods pods)
    {
        if (pods.IsEmpty) _namespaces.Remove(name);
    }
}

using FedScaler.Controllers.Fleet.Projections;
using FedScaler.Core.Capacity;
using FedScaler.Kube.Projections;
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

    public void Apply(InformerChange<NodeProjection> change)
    {
        if (change is { Old: { } old, New: { } same } && CapacityReading.OffersTheSame(same, old)) return;
        lock (_gate)
        {
            if (change.New is { } node) _ledger.SetNode(CapacityReading.Read(node));
            else _ledger.RemoveNode(change.Object.Name);
        }

        Changed?.Invoke();
    }

    public void Apply(InformerChange<PodProjection> change)
    {
        var ns = change.Object.Namespace;
        lock (_gate)
        {
            var pods = Namespace(ns);
            pods.Change(change.Old, change.New);
            DropIfEmpty(ns, pods);
            Book(change.Old, change.New);
        }

        Changed?.Invoke();
    }

    /// <summary>Fit, free and unschedulable of a workload; it is followed from then on, until <see cref="Forget"/>.</summary>
    public FitReading Read(TargetRef target, WorkloadRecord workload)
    {
        lock (_gate)
        {
            var pods = Namespace(target.Namespace).Follow(target, workload);
            if (workload.Template is not { } template) return new FitReading(null, null, pods.Counts.Unschedulable);
            if (pods.FreeVersion != _ledger.Version) pods.SetFree(FitCalculator.Free(template, _ledger), _ledger.Version);
            var fit = Math.Min((long)pods.Counts.Running + pods.Free, int.MaxValue);
            return new FitReading((int)fit, pods.Free, pods.Counts.Unschedulable);
        }
    }

    /// <summary>Replicas of a pod template that the free capacity takes.</summary>
    public int FreeFor(PodTemplateRequirements template)
    {
        lock (_gate) return FitCalculator.Free(template, _ledger);
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
    private void Book(PodProjection? old, PodProjection? pod)
    {
        var (from, to) = (NodeOf(old), NodeOf(pod));
        if (from is not null && from == to && old!.Requests.Equals(pod!.Requests)) return;
        if (from is not null) _ledger.RemovePod(from, CapacityReading.Read(old!.Requests));
        if (to is not null) _ledger.AddPod(to, CapacityReading.Read(pod!.Requests));
    }

    /// <summary>Where the pod takes a slot and its requests; null when it takes none.</summary>
    private static string? NodeOf(PodProjection? pod) => pod is { HoldsResources: true } ? pod.NodeName : null;

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

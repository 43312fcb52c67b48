namespace FedScaler.Core.Capacity;

/// <summary>How many replicas of a pod template a cluster can run. Pure, exact, never negative, held to int32.</summary>
public static class FitCalculator
{
    /// <summary>What runs now and what the free capacity still takes.</summary>
    /// <param name="template">The pod.</param>
    /// <param name="cluster">Nodes and what is set aside on them, the pods of this workload among it.</param>
    /// <param name="running">Pods of this workload that are bound to a node there.</param>
    public static int Fit(PodTemplateRequirements template, ClusterCapacity cluster, int running)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(running);
        return Saturate((long)running + Free(template, cluster));
    }

    /// <summary>What the free capacity takes beyond what runs now: node by node, so that fragments are not added up.</summary>
    public static int Free(PodTemplateRequirements template, ClusterCapacity cluster)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(cluster);
        var free = 0L;
        foreach (var ledger in cluster.Nodes)
            free += FreeOnNode(template, ledger);
        return Saturate(free);
    }

    /// <summary>
    /// The same on one node: the least over the resources that the pod requests of (allocatable − requested) ÷ request,
    /// and the free pod slots; 0 where the node is overcommitted, or is not for this pod.
    /// </summary>
    public static int FreeOnNode(PodTemplateRequirements template, NodeLedger ledger)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(ledger);
        if (ledger.Node is not { } node || !template.Admits(node))
            return 0;

        var offer = node.Allocatable;
        var taken = ledger.Requested;
        var request = template.Requests;
        var least = (Int128)node.PodSlots - ledger.Pods;
        least = Int128.Min(least, Times(request.MilliCpu, offer.MilliCpu - taken.MilliCpu));
        least = Int128.Min(least, Times(request.Memory, offer.Memory - taken.Memory));
        least = Int128.Min(least, Times(request.EphemeralStorage, offer.EphemeralStorage - taken.EphemeralStorage));
        foreach (var (name, amount) in request.Extended)
            least = Int128.Min(least, Times(amount, offer[name] - taken[name]));
        return Saturate(least);
    }

    // What is not asked for never limits (scheduler plugin noderesources/fit.go).
    private static Int128 Times(long request, Int128 free) => request == 0 ? int.MaxValue : free / request;

    private static int Saturate(Int128 count) => (int)Int128.Clamp(count, 0, int.MaxValue);
}

using FedScaler.Core.Capacity;

namespace FedScaler.Controllers.Fleet.Karmada.Clusters;

/// <summary>
/// How many replicas fit by what a Cluster's resourceSummary adds up. An upper bound: what is left over on many nodes is counted
/// as if it were on one, and no node is left out for its labels or taints.
/// </summary>
internal static class SummaryFit
{
    /// <summary>Null where Karmada has not read the capacity, or cannot at present.</summary>
    /// <remarks>
    /// Karmada reads it every 10 s (--cluster-status-update-frequency) and writes only what changed, so a status has no age of its
    /// own. While the Cluster is Ready it is new; Ready turns False within 76 s of the last read (recorded), inside the 2 minutes
    /// for which capacity is believed.
    /// </remarks>
    public static int? Free(ClusterRecord cluster, PodTemplateRequirements pods)
    {
        if (cluster.Ready is not { IsReady: true } || cluster.Allocatable is not { } offer) return null;
        var (taken, request) = (cluster.Taken, pods.Requests);
        var least = (Int128)offer[ResourceNames.Pods] - taken[ResourceNames.Pods];
        least = Int128.Min(least, Times(request.MilliCpu, offer.MilliCpu - taken.MilliCpu));
        least = Int128.Min(least, Times(request.Memory, offer.Memory - taken.Memory));
        least = Int128.Min(least, Times(request.EphemeralStorage, offer.EphemeralStorage - taken.EphemeralStorage));
        foreach (var (name, amount) in request.Extended) least = Int128.Min(least, Times(amount, offer[name] - taken[name]));
        return (int)Int128.Clamp(least, 0, int.MaxValue);
    }

    private static Int128 Times(long request, Int128 free) => request == 0 ? int.MaxValue : free / request;
}

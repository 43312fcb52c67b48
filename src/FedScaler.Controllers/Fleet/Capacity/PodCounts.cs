using FedScaler.Kube.Projections;

namespace FedScaler.Controllers.Fleet.Capacity;

/// <summary>How many pods of some kind there are.</summary>
/// <param name="Running">Bound to a node and not at their end.</param>
/// <param name="Unschedulable">Those that the scheduler could not place.</param>
internal readonly record struct PodCounts(int Running, int Unschedulable)
{
    public static PodCounts Of(PodProjection pod) => pod switch
    {
        { HoldsResources: false } => default,
        { NodeName: not null } => new PodCounts(1, 0),
        { IsUnschedulable: true } => new PodCounts(0, 1),
        _ => default,
    };

    public static PodCounts operator +(PodCounts left, PodCounts right) => new(left.Running + right.Running, left.Unschedulable + right.Unschedulable);

    public static PodCounts operator -(PodCounts counts) => new(-counts.Running, -counts.Unschedulable);
}

namespace FedScaler.Core.Capacity;

/// <summary>A cluster's capacity in sum. Both sums are over its Ready nodes, cordoned ones too, so that they compare.</summary>
/// <param name="Nodes">All nodes.</param>
/// <param name="ReadyNodes">Those that are Ready.</param>
/// <param name="Allocatable">What their nodes offer.</param>
/// <param name="Requested">What the pods on them ask for.</param>
public readonly record struct CapacityTotals(int Nodes, int ReadyNodes, ResourceTotals Allocatable, ResourceTotals Requested);

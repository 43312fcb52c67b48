using System.Collections.Immutable;
using FedScaler.Api.Placement;

namespace FedScaler.Controllers.Fleet.Karmada.Bindings.Placements;

/// <summary>What a policy's placement comes to over the clusters that there are.</summary>
/// <param name="Refusal">What in it cannot be honoured; null where all can.</param>
/// <param name="Excluded">Clusters that take no part, and why.</param>
internal sealed record PlacementReading(
    FleetConflict? Refusal, ImmutableSortedDictionary<string, string> Excluded, PlacementSpec Placement, SplitSpec Split)
{
    public bool IsAs(PlacementReading other) =>
        Refusal == other.Refusal && Split == other.Split && Excluded.SequenceEqual(other.Excluded) && Placement.Clusters.SequenceEqual(other.Placement.Clusters);
}

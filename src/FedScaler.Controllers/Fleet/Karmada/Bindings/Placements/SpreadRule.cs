using System.Collections.Immutable;
using FedScaler.Controllers.Fleet.Karmada.Bindings.Objects;

namespace FedScaler.Controllers.Fleet.Karmada.Bindings.Placements;

/// <summary>One of a placement's spread constraints: into how many groups of clusters a workload may, and must, go.</summary>
internal sealed class SpreadRule(SpreadFields constraint, int index)
{
    private string By => constraint switch
    {
        { SpreadByLabel: { Length: > 0 } label } => $"label {label}",
        { SpreadByField: { Length: > 0 } property } => property,
        _ => "cluster",
    };

    /// <summary>Groups that a cluster belongs to; none where it lacks the property, and cannot take part.</summary>
    public ImmutableArray<string> GroupsOf(PlacementCluster cluster) => constraint switch
    {
        { SpreadByLabel: { Length: > 0 } label } => Some(cluster.Labels.GetValueOrDefault(label)),
        { SpreadByField: "region" } => Some(cluster.Region),
        { SpreadByField: "provider" } => Some(cluster.Provider),
        { SpreadByField: "zone" } => cluster.Zones,
        _ => [cluster.Name],
    };

    private static ImmutableArray<string> Some(string? group) => string.IsNullOrEmpty(group) ? [] : [group];

    public string? Rejects(PlacementCluster cluster) =>
        GroupsOf(cluster).IsEmpty ? $"it has no {By}, by which spec.placement.spreadConstraints[{index}] spreads" : null;

    /// <summary>Every cluster that is admitted takes part here: where that is too many, the user has to say which.</summary>
    /// <returns>What cannot be honoured, and the mend; null where all is well.</returns>
    public string? Refuses(IEnumerable<PlacementCluster> admitted, string policy)
    {
        var groups = admitted.SelectMany(cluster => GroupsOf(cluster)).Distinct(StringComparer.Ordinal).Count();
        if (constraint.MinGroups is { } min && min > groups)
            return $"spec.placement.spreadConstraints[{index}].minGroups of {policy} asks for {min} groups by {By}, and the clusters that its placement admits make {groups}: admit more clusters, or lower minGroups";
        return constraint.MaxGroups is > 0 and var max && max < groups
            ? $"spec.placement.spreadConstraints[{index}].maxGroups of {policy} allows {max} groups by {By}, and the clusters that its placement admits make {groups}: FedScaler uses every cluster that is admitted; narrow clusterAffinity, or raise maxGroups"
            : null;
    }
}

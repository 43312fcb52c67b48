using FedScaler.Controllers.Fleet.Karmada.Bindings.Objects;
using FedScaler.Controllers.Fleet.Projections;

namespace FedScaler.Controllers.Fleet.Karmada.Bindings.Placements;

/// <summary>Which clusters an affinity selects (karmada's pkg/util/selector.go, ClusterMatches): everything that it says must hold.</summary>
internal static class ClusterFilter
{
    /// <returns>The field by which the cluster is left out; null where it is selected.</returns>
    public static string? Rejects(ClusterAffinityFields affinity, PlacementCluster cluster)
    {
        if (affinity.Exclude?.Contains(cluster.Name) == true) return "exclude";
        if (affinity.LabelSelector is { } labels && !Matches(labels, cluster)) return "labelSelector";
        if (affinity.FieldSelector?.MatchExpressions is { } fields && !fields.TrueForAll(field => Matches(field, cluster))) return "fieldSelector";
        return affinity.ClusterNames is { Count: > 0 } names && !names.Contains(cluster.Name) ? "clusterNames" : null;
    }

    private static bool Matches(RequirementFields field, PlacementCluster cluster)
    {
        var wanted = field.Values ?? [];
        if (field.Key == "zone") return MatchesZones(field.Operator, wanted, cluster);
        return Matches(field.Operator, wanted, field.Key switch { "provider" => cluster.Provider, "region" => cluster.Region, _ => null });
    }

    private static bool Matches(LabelSelectorFields selector, PlacementCluster cluster) =>
        (selector.MatchLabels ?? []).All(wanted => cluster.Labels.GetValueOrDefault(wanted.Key) == wanted.Value)
        && (selector.MatchExpressions ?? []).TrueForAll(label => Matches(label.Operator, label.Values ?? [], cluster.Labels.GetValueOrDefault(label.Key)));

    private static bool Matches(string? how, List<string> wanted, string? value) => how switch
    {
        "In" => value is not null && wanted.Contains(value),
        "NotIn" => value is null || !wanted.Contains(value),
        "Exists" => value is not null,
        "DoesNotExist" => value is null,
        _ => false,
    };

    /// <summary>In: every zone of the cluster is named; NotIn: none is (matchZones, ibid.).</summary>
    private static bool MatchesZones(string? how, List<string> wanted, PlacementCluster cluster) => how switch
    {
        "In" => !cluster.Zones.IsEmpty && cluster.Zones.All(wanted.Contains),
        "NotIn" => !cluster.Zones.Any(wanted.Contains),
        "Exists" => !cluster.Zones.IsEmpty,
        "DoesNotExist" => cluster.Zones.IsEmpty,
        _ => false,
    };
}

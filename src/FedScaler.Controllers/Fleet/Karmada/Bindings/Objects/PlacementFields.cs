using FedScaler.Controllers.Fleet.Projections;

namespace FedScaler.Controllers.Fleet.Karmada.Bindings.Objects;

/// <summary>A policy's placement, as the detector copies it into the binding (karmada's pkg/apis/policy/v1alpha1/propagation_types.go).</summary>
internal sealed class PlacementFields
{
    public ClusterAffinityFields? ClusterAffinity { get; set; }

    public List<ClusterAffinityFields>? ClusterAffinities { get; set; }

    public List<TolerationFields>? ClusterTolerations { get; set; }

    public List<SpreadFields>? SpreadConstraints { get; set; }

    public ReplicaSchedulingFields? ReplicaScheduling { get; set; }
}

internal sealed class ClusterAffinityFields
{
    /// <summary>Of a group in clusterAffinities.</summary>
    public string? AffinityName { get; set; }

    public LabelSelectorFields? LabelSelector { get; set; }

    public FieldSelectorFields? FieldSelector { get; set; }

    public List<string>? ClusterNames { get; set; }

    public List<string>? Exclude { get; set; }
}

/// <summary>Operators as text: one that is not known selects nothing, and must not keep a binding from being read.</summary>
internal sealed class LabelSelectorFields
{
    public Dictionary<string, string>? MatchLabels { get; set; }

    public List<RequirementFields>? MatchExpressions { get; set; }
}

internal sealed class FieldSelectorFields
{
    public List<RequirementFields>? MatchExpressions { get; set; }
}

internal sealed class SpreadFields
{
    public string? SpreadByField { get; set; }

    public string? SpreadByLabel { get; set; }

    public int? MaxGroups { get; set; }

    public int? MinGroups { get; set; }
}

internal sealed class ReplicaSchedulingFields
{
    public string? ReplicaSchedulingType { get; set; }

    public string? ReplicaDivisionPreference { get; set; }

    public WeightFields? WeightPreference { get; set; }
}

internal sealed class WeightFields
{
    public List<StaticWeightFields>? StaticWeightList { get; set; }

    public string? DynamicWeight { get; set; }
}

internal sealed class StaticWeightFields
{
    public ClusterAffinityFields? TargetCluster { get; set; }

    public long Weight { get; set; }
}

using FedScaler.Core.Quantities;

namespace FedScaler.Controllers.Fleet.Projections;

/// <summary>What is read of the spec in a workload's pod template.</summary>
internal sealed class PodSpecFields
{
    public Dictionary<string, string>? NodeSelector { get; set; }

    public AffinityFields? Affinity { get; set; }

    public List<TolerationFields>? Tolerations { get; set; }

    public List<ContainerFields>? Containers { get; set; }

    public List<ContainerFields>? InitContainers { get; set; }

    public Dictionary<string, Quantity>? Overhead { get; set; }

    /// <summary>Pod level requests and limits (KEP-2837).</summary>
    public ResourcesFields? Resources { get; set; }
}

internal sealed class ContainerFields
{
    public string? RestartPolicy { get; set; }

    public ResourcesFields? Resources { get; set; }
}

internal sealed class ResourcesFields
{
    public Dictionary<string, Quantity>? Requests { get; set; }

    public Dictionary<string, Quantity>? Limits { get; set; }
}

internal sealed class TolerationFields
{
    public string? Key { get; set; }

    public string? Operator { get; set; }

    public string? Value { get; set; }

    public string? Effect { get; set; }
}

internal sealed class AffinityFields
{
    public NodeAffinityFields? NodeAffinity { get; set; }
}

internal sealed class NodeAffinityFields
{
    public NodeSelectorFields? RequiredDuringSchedulingIgnoredDuringExecution { get; set; }
}

internal sealed class NodeSelectorFields
{
    public List<NodeSelectorTermFields>? NodeSelectorTerms { get; set; }
}

internal sealed class NodeSelectorTermFields
{
    public List<RequirementFields>? MatchExpressions { get; set; }

    public List<RequirementFields>? MatchFields { get; set; }
}

/// <summary>A requirement of a node selector or of a label selector.</summary>
internal sealed class RequirementFields
{
    public string Key { get; set; } = "";

    public string? Operator { get; set; }

    public List<string>? Values { get; set; }
}

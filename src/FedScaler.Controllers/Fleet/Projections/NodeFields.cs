using FedScaler.Core.Quantities;

namespace FedScaler.Controllers.Fleet.Projections;

/// <summary>What is read of a Node.</summary>
internal sealed class NodeFields
{
    public MetaFields? Metadata { get; set; }

    public NodeSpecFields? Spec { get; set; }

    public NodeStatusFields? Status { get; set; }
}

internal sealed class NodeSpecFields
{
    public bool Unschedulable { get; set; }

    public List<TaintFields>? Taints { get; set; }
}

internal sealed class NodeStatusFields
{
    public Dictionary<string, Quantity>? Allocatable { get; set; }

    public List<ConditionFields>? Conditions { get; set; }
}

internal sealed class TaintFields
{
    public string Key { get; set; } = "";

    public string? Value { get; set; }

    public string? Effect { get; set; }
}

internal sealed class ConditionFields
{
    public string? Type { get; set; }

    public string? Status { get; set; }

    public string? Reason { get; set; }
}

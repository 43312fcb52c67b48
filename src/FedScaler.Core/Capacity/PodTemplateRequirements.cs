using System.Collections.Frozen;
using System.Collections.Immutable;

namespace FedScaler.Core.Capacity;

/// <summary>
/// What a pod template asks of a node. Host ports, volumes, pod (anti-)affinity and topology spread are not looked at: a
/// fit is what the nodes' resources take, and the scheduler may take less.
/// </summary>
public sealed record PodTemplateRequirements
{
    /// <summary>What one pod sets aside (<see cref="PodResources.EffectiveRequests"/>).</summary>
    public ResourceVector Requests { get; init; }

    /// <summary>spec.nodeSelector: every label must be there with this value.</summary>
    public IReadOnlyDictionary<string, string> NodeSelector { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Required node affinity: one of the terms must match. Null when there is none; an empty list matches no node.</summary>
    public ImmutableArray<NodeSelectorTerm>? NodeAffinity { get; init; }

    public ImmutableArray<Toleration> Tolerations { get; init; } = [];

    /// <summary>Whether the scheduler may put the pod on this node, apart from how full it is.</summary>
    public bool Admits(NodeCapacity node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return node.TakesPods && IsSelected(node) && HasAffinity(node) && ToleratesAll(node.Taints);
    }

    private bool IsSelected(NodeCapacity node)
    {
        foreach (var (key, value) in NodeSelector)
        {
            if (!string.Equals(node.Labels.GetValueOrDefault(key), value, StringComparison.Ordinal))
                return false;
        }

        return true;
    }

    private bool HasAffinity(NodeCapacity node)
    {
        if (NodeAffinity is not { } terms)
            return true;
        foreach (var term in terms)
        {
            if (term.Matches(node))
                return true;
        }

        return false;
    }

    private bool ToleratesAll(ImmutableArray<Taint> taints)
    {
        foreach (var taint in taints)
        {
            if (taint.KeepsPodsAway && !Tolerates(taint))
                return false;
        }

        return true;
    }

    private bool Tolerates(Taint taint)
    {
        foreach (var toleration in Tolerations)
        {
            if (toleration.Tolerates(taint))
                return true;
        }

        return false;
    }
}

using System.Collections.Immutable;

namespace FedScaler.Core.Capacity;

/// <summary>One of requiredDuringSchedulingIgnoredDuringExecution's nodeSelectorTerms: all of it must match.</summary>
public sealed record NodeSelectorTerm
{
    // The only field that the API lets a term name.
    private const string NameField = "metadata.name";

    public ImmutableArray<NodeSelectorRequirement> MatchExpressions { get; init; } = [];

    public ImmutableArray<NodeSelectorRequirement> MatchFields { get; init; } = [];

    /// <summary>A term without requirements matches no node (the API's own rule).</summary>
    public bool Matches(NodeCapacity node)
    {
        ArgumentNullException.ThrowIfNull(node);
        if (MatchExpressions.IsEmpty && MatchFields.IsEmpty)
            return false;
        foreach (var requirement in MatchExpressions)
        {
            if (!requirement.Matches(node.Labels.GetValueOrDefault(requirement.Key)))
                return false;
        }

        foreach (var requirement in MatchFields)
        {
            if (requirement.Key != NameField || !requirement.Matches(node.Name))
                return false;
        }

        return true;
    }
}

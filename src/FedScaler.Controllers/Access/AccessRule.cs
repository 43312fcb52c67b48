using System.Collections.Immutable;

namespace FedScaler.Controllers.Access;

/// <summary>One rule of a Role or ClusterRole (rbac.authorization.k8s.io/v1 PolicyRule), and what it is for.</summary>
/// <param name="Purpose">One line: why the right is needed. It stands above the rule in every file that grants it.</param>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Resources">Plurals, subresources as <c>pods/eviction</c>.</param>
/// <param name="Verbs">As RBAC names them. A server-side apply is patch, and create as well where it may create.</param>
public sealed record AccessRule(string Purpose, string Group, ImmutableArray<string> Resources, ImmutableArray<string> Verbs)
{
    /// <summary>The only objects that the rule is about; empty: all. A list or watch then has to select by metadata.name.</summary>
    public ImmutableArray<string> ResourceNames { get; init; } = [];

    /// <summary>All the parts that have to be wanted for the rule to be of use.</summary>
    public AccessFeatures Needs { get; init; }

    /// <summary>Whether the rule is of use where these parts are wanted.</summary>
    public bool IsFor(AccessFeatures wanted) => (Needs & ~wanted) == AccessFeatures.None;
}

using FedScaler.Api.Placement;
using FedScaler.Core.Splitting;

namespace FedScaler.Api.Mapping;

/// <summary>
/// A placement, made ready for looking up: which members take part, and on what terms. The selector alone decides which;
/// <c>placement.clusters</c> gives bounds and preferences to those it names, and nobody is left out for not being named.
/// </summary>
public sealed class MemberPreferences
{
    private readonly PlacementSpec _placement;
    private readonly Dictionary<string, ClusterPreference> _byName = [];

    public MemberPreferences(PlacementSpec placement)
    {
        _placement = placement;
        // A name given twice is refused by validation; the first would stand.
        foreach (var preference in placement.Clusters) _byName.TryAdd(preference.Name, preference);
    }

    /// <summary>Names in <c>placement.clusters</c>: those of members that do not exist are worth a word to the user.</summary>
    public IReadOnlyCollection<string> Named => _byName.Keys;

    /// <summary>Whether a MemberCluster with these labels takes part.</summary>
    public bool Selects(IReadOnlyDictionary<string, string>? labels) => _placement.ClusterSelector?.Matches(labels) ?? true;

    /// <summary>The member with its floor, ceiling, weight and priority.</summary>
    public MemberSnapshot Apply(MemberSnapshot member) => _byName.TryGetValue(member.Name, out var preference)
        ? member with
        {
            Floor = preference.MinReplicas ?? 0,
            Ceiling = preference.MaxReplicas ?? int.MaxValue,
            Weight = preference.Weight,
            Priority = preference.Priority,
        }
        : member;
}

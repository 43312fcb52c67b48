using System.Collections.Immutable;

namespace FedScaler.Controllers.Fleet.Members;

/// <summary>What changed between two views of the fleet. A later contact alone is no change.</summary>
internal static class FleetChanges
{
    public static List<FleetChange> Between(ImmutableArray<FleetMember> before, ImmutableArray<FleetMember> after)
    {
        var old = before.ToDictionary(m => m.Name);
        var changes = after.Where(m => old.TryGetValue(m.Name, out var was) && !IsSame(was, m)).Select(m => new FleetChange(m.Name, null)).ToList();
        if (before.Length != after.Length || after.Any(m => !old.ContainsKey(m.Name))) changes.Add(new FleetChange(null, null));
        return changes;
    }

    private static bool IsSame(FleetMember one, FleetMember other) =>
        one with { LastContact = null, Labels = other.Labels } == other with { LastContact = null }
        && one.Labels.Count == other.Labels.Count
        && one.Labels.All(l => other.Labels.TryGetValue(l.Key, out var value) && value == l.Value);
}

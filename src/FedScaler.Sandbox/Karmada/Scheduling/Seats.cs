namespace FedScaler.Sandbox.Karmada.Scheduling;

/// <summary>Seats by weights after Webster (Sainte-Laguë), which Karmada divides replicas by (pkg/util/helper/webstermethod.go).</summary>
internal static class Seats
{
    /// <summary>
    /// Gives each seat to the party with the largest weight ÷ (2 seats + 1); a tie to the one with fewer seats, then by name. (Karmada
    /// turns the names round for every other uid.)
    /// </summary>
    public static Dictionary<string, long> Allot(long seats, IReadOnlyDictionary<string, long> weights)
    {
        var allotted = weights.Keys.ToDictionary(static name => name, static _ => 0L, StringComparer.Ordinal);
        if (weights.Values.All(static weight => weight <= 0)) return allotted;
        for (var seat = 0L; seat < seats; seat++)
        {
            var next = weights
                .Where(static each => each.Value > 0)
                .OrderByDescending(each => (decimal)each.Value / ((2 * allotted[each.Key]) + 1))
                .ThenBy(each => allotted[each.Key])
                .ThenBy(static each => each.Key, StringComparer.Ordinal)
                .First().Key;
            allotted[next]++;
        }

        return allotted;
    }
}

using System.Globalization;
using System.Text.Json.Nodes;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Simulation.Workloads;

/// <summary>
/// OpenKruise's spec.reserveOrdinals: ordinals that no pod gets, numbers or ranges ("3-5"). They do not count: there are as many
/// pods as spec.replicas says beside them. An apps/v1 StatefulSet has none.
/// </summary>
internal static class ReservedOrdinals
{
    /// <summary>The ordinals that are to have a pod.</summary>
    public static SortedSet<int> Wanted(JsonObject set)
    {
        var reserved = set.At("spec", "reserveOrdinals").Items().SelectMany(Read).ToHashSet();
        var count = set.At("spec", "replicas").Int(1);
        var wanted = new SortedSet<int>();
        for (var ordinal = set.At("spec", "ordinals", "start").Int(); wanted.Count < count; ordinal++)
            if (!reserved.Contains(ordinal)) wanted.Add(ordinal);
        return wanted;
    }

    private static IEnumerable<int> Read(JsonNode entry)
    {
        if (entry.Number() is { } number) return [(int)number];
        var ends = (entry.Text() ?? "").Split('-');
        if (!TryParse(ends[0], out var first) || !TryParse(ends[^1], out var last) || last < first) return [];
        return Enumerable.Range(first, last - first + 1);
    }

    private static bool TryParse(string text, out int ordinal) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ordinal);
}

using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FedScaler.Controllers.Fleet.Removals;

/// <summary>spec.reserveOrdinals of a Kruise StatefulSet: numbers, and since v1beta1 also ranges: <c>[1, "3-5"]</c> means 1, 3, 4 and 5.</summary>
internal static class ReservedOrdinals
{
    /// <summary>More than any StatefulSet has, and little enough to be written out.</summary>
    private const int Most = 10_000;

    /// <summary>Each number by itself, as they are written back.</summary>
    /// <exception cref="JsonException">It is malformed: nothing may be written back in its place.</exception>
    public static ImmutableArray<int> Read(JsonNode? reserved) => [.. reserved.Items().SelectMany(ReadOne).Distinct().Order()];

    private static IEnumerable<int> ReadOne(JsonNode item)
    {
        if (item.Integer() is { } number) return [number];
        var ends = item.Text()?.Split('-') ?? [];
        return ends.Length is 1 or 2 && int.TryParse(ends[0], out var from) && int.TryParse(ends[^1], out var to) && to >= from && to - from < Most
            ? Enumerable.Range(from, to - from + 1)
            : throw new JsonException("spec.reserveOrdinals has neither numbers nor ranges of them");
    }
}

using System.Collections.Immutable;
using System.Text.Json.Nodes;
using FedScaler.Core.Quantities;
using FedScaler.Core.Splitting;

namespace FedScaler.Controllers.Fleet.Projections;

/// <summary>Puts an HPA's current metrics beside their targets, each pair in one unit.</summary>
internal static class HpaMetrics
{
    /// <summary>The pairs that can be read, and whether some metric of the spec has none.</summary>
    public static (ImmutableArray<MetricReading> Readings, bool Incomplete) Read(JsonArray? specs, JsonArray? currents)
    {
        var readings = ImmutableArray.CreateBuilder<MetricReading>();
        var incomplete = false;
        foreach (var spec in (specs ?? []).OfType<JsonObject>())
        {
            var current = currents?.OfType<JsonObject>().FirstOrDefault(c => IsSame(spec, c));
            if (current is not null && Pair(spec, current) is { } reading) readings.Add(reading);
            else incomplete = true;
        }

        return (readings.ToImmutable(), incomplete);
    }

    private static MetricReading? Pair(JsonObject spec, JsonObject current)
    {
        var target = Source(spec)?["target"] as JsonObject;
        var value = Source(current)?["current"] as JsonObject;
        if (target is null || value is null) return null;
        return Text(target["type"]) switch
        {
            "Utilization" => Pair(WholeNumber(value["averageUtilization"]), WholeNumber(target["averageUtilization"])),
            "AverageValue" => Pair(Amount(value["averageValue"]), Amount(target["averageValue"])),
            "Value" => Pair(Amount(value["value"]), Amount(target["value"])),
            _ => null,
        };
    }

    private static MetricReading? Pair(Int128? value, Int128? target) =>
        value is { } v && target is { } t && t > 0 ? new MetricReading(v, t) : null;

    // A status names its metric by all that tells it from another of the same type.
    private static bool IsSame(JsonObject spec, JsonObject current)
    {
        if (Text(spec["type"]) != Text(current["type"])) return false;
        var (left, right) = (Source(spec), Source(current));
        return left is not null && right is not null
            && Text(left["name"]) == Text(right["name"])
            && Text(left["container"]) == Text(right["container"])
            && JsonNode.DeepEquals(left["metric"], right["metric"])
            && JsonNode.DeepEquals(left["describedObject"], right["describedObject"]);
    }

    /// <summary>The part that is named for the type: <c>resource</c> for Resource, <c>containerResource</c> for ContainerResource.</summary>
    private static JsonObject? Source(JsonObject metric) =>
        Text(metric["type"]) is { Length: > 0 } type ? metric[char.ToLowerInvariant(type[0]) + type[1..]] as JsonObject : null;

    private static Int128? WholeNumber(JsonNode? node) => node is JsonValue value && value.TryGetValue(out long number) ? number : null;

    private static Int128? Amount(JsonNode? node) => Quantity.TryParse(node?.ToString(), out var quantity) ? quantity.Nanos : null;

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}

using System.Text.Json.Nodes;
using FedScaler.Sandbox.Json;

namespace FedScaler.Sandbox.ApiServer.Tables;

/// <summary>The columns of HorizontalPodAutoscalers, of objects in autoscaling/v2 (v1 has the CPU target only).</summary>
internal static class AutoscalerColumns
{
    public static readonly TableColumn[] All =
    [
        new("Name", "string", (value, _) => value.Name()),
        new("Reference", "string", (value, _) => $"{value.At("spec", "scaleTargetRef", "kind")}/{value.At("spec", "scaleTargetRef", "name")}"),
        new("Targets", "string", (value, _) => Targets(value)),
        new("MinPods", "string", (value, _) => value.At("spec", "minReplicas")?.ToString() ?? "<unset>"),
        new("MaxPods", "integer", (value, _) => value.At("spec", "maxReplicas").AsInteger() ?? 0),
        new("Replicas", "integer", (value, _) => value.At("status", "currentReplicas").AsInteger() ?? 0),
        new("Age", "string", (value, now) => BuiltInColumns.Since(value.MetadataText("creationTimestamp"), now)),
    ];

    private static string Targets(JsonObject value)
    {
        var metrics = (value.At("spec", "metrics") as JsonArray ?? []).OfType<JsonObject>().ToList();
        if (metrics.Count == 0) return "<none>";
        var current = (value.At("status", "currentMetrics") as JsonArray ?? []).OfType<JsonObject>().ToList();
        return string.Join(", ", metrics.Select((metric, i) => Target(metric, current.ElementAtOrDefault(i))));
    }

    private static string Target(JsonObject metric, JsonObject? current)
    {
        var type = metric.Text("type") ?? "";
        var field = type.Length > 0 ? char.ToLowerInvariant(type[0]) + type[1..] : "";
        var source = metric[field] as JsonObject;
        var name = source.Text("name");
        var prefix = type is "Resource" or "ContainerResource" ? $"{name}: " : "";
        foreach (var (kind, suffix) in (ReadOnlySpan<(string, string)>)[("averageUtilization", "%"), ("averageValue", ""), ("value", "")])
        {
            if (source.At("target", kind) is not { } wanted) continue;
            var now = current.At(field, "current", kind)?.ToString();
            return $"{prefix}{(now is null ? "<unknown>" : now + suffix)}/{wanted}{suffix}{(kind == "averageValue" && prefix.Length == 0 ? " (avg)" : "")}";
        }

        return "<auto>";
    }
}

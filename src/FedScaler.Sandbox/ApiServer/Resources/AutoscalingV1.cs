using System.Text.Json.Nodes;
using FedScaler.Sandbox.Json;

namespace FedScaler.Sandbox.ApiServer.Resources;

/// <summary>
/// autoscaling/v1 knows one metric, CPU utilization; what else a v2 object says travels in annotations there
/// (pkg/apis/autoscaling/v1/conversion.go), so that an update through v1 loses nothing.
/// </summary>
internal static class AutoscalingV1
{
    private const string Metrics = "autoscaling.alpha.kubernetes.io/metrics";
    private const string Behavior = "autoscaling.alpha.kubernetes.io/behavior";
    private const string CpuTarget = "targetCPUUtilizationPercentage";

    public static void FromV2(JsonObject value)
    {
        if (value["spec"] is JsonObject spec)
        {
            var metrics = (spec["metrics"] as JsonArray ?? []).ToList();
            spec.Remove("metrics");
            if (metrics.FirstOrDefault(IsCpuUtilization) is { } cpu)
            {
                metrics.Remove(cpu);
                spec[CpuTarget] = cpu.At("resource", "target", "averageUtilization")?.DeepClone();
            }

            if (metrics.Count > 0) Annotate(value, Metrics, new JsonArray([.. metrics.Select(metric => metric?.DeepClone())]).ToJsonString());
            if (spec["behavior"] is { } behavior) Annotate(value, Behavior, behavior.ToJsonString());
            spec.Remove("behavior");
        }

        value["status"] = StatusFromV2(value["status"] as JsonObject ?? []);
    }

    public static void ToV2(JsonObject value)
    {
        if (value["spec"] is not JsonObject spec) return;
        var metrics = TakeAnnotation(value, Metrics) is { } others ? (JsonArray)JsonNode.Parse(others)! : [];
        if (spec.Integer(CpuTarget) is { } target)
        {
            metrics.Insert(0, new JsonObject
            {
                ["type"] = "Resource",
                ["resource"] = new JsonObject
                {
                    ["name"] = "cpu",
                    ["target"] = new JsonObject { ["type"] = "Utilization", ["averageUtilization"] = target },
                },
            });
        }

        spec.Remove(CpuTarget);
        if (metrics.Count > 0) spec["metrics"] = metrics;
        if (TakeAnnotation(value, Behavior) is { } behavior) spec["behavior"] = JsonNode.Parse(behavior);
    }

    private static JsonObject StatusFromV2(JsonObject status)
    {
        var shown = new JsonObject();
        foreach (var name in (ReadOnlySpan<string>)["observedGeneration", "lastScaleTime"])
        {
            if (status[name] is { } value) shown[name] = value.DeepClone();
        }

        shown["currentReplicas"] = status.Integer("currentReplicas") ?? 0;
        shown["desiredReplicas"] = status.Integer("desiredReplicas") ?? 0;
        var cpu = (status["currentMetrics"] as JsonArray ?? []).FirstOrDefault(IsCpuMetric);
        if (cpu.At("resource", "current", "averageUtilization") is { } percent) shown["currentCPUUtilizationPercentage"] = percent.DeepClone();
        return shown;
    }

    private static bool IsCpuMetric(JsonNode? metric) =>
        (metric as JsonObject).Text("type") == "Resource" && (metric.At("resource") as JsonObject).Text("name") == "cpu";

    private static bool IsCpuUtilization(JsonNode? metric) => IsCpuMetric(metric) && metric.At("resource", "target", "averageUtilization") is not null;

    private static void Annotate(JsonObject value, string name, string text)
    {
        if (value.Metadata()["annotations"] is not JsonObject annotations) value.Metadata()["annotations"] = annotations = [];
        annotations[name] = text;
    }

    private static string? TakeAnnotation(JsonObject value, string name)
    {
        if (value.At("metadata", "annotations") is not JsonObject annotations || annotations.Text(name) is not { } text) return null;
        annotations.Remove(name);
        return text;
    }
}

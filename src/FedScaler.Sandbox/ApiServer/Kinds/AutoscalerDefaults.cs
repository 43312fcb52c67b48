using System.Text.Json.Nodes;

namespace FedScaler.Sandbox.ApiServer.Kinds;

/// <summary>Defaults of autoscaling/v2 (pkg/apis/autoscaling/v2/defaults.go).</summary>
internal static class AutoscalerDefaults
{
    public static void Apply(JsonObject value)
    {
        var spec = value.Child("spec");
        spec.Default("minReplicas", 1);
        if (spec["metrics"] is not JsonArray { Count: > 0 }) spec["metrics"] = new JsonArray(CpuAt80Percent());
        if (spec["behavior"] is JsonObject behavior) Behavior(behavior);
        var status = value.Child("status");
        status.Default("desiredReplicas", 0);
        if (!status.ContainsKey("currentMetrics")) status["currentMetrics"] = null;
    }

    private static JsonObject CpuAt80Percent() => new()
    {
        ["type"] = "Resource",
        ["resource"] = new JsonObject
        {
            ["name"] = "cpu",
            ["target"] = new JsonObject { ["type"] = "Utilization", ["averageUtilization"] = 80 },
        },
    };

    /// <summary>A behavior that says something gets both directions whole; scaleDown's window stays the controller's own default.</summary>
    private static void Behavior(JsonObject behavior)
    {
        var up = behavior.Child("scaleUp");
        up.Default("stabilizationWindowSeconds", 0);
        up.Default("selectPolicy", "Max");
        up.Default("policies", () => new JsonArray(Policy("Pods", 4), Policy("Percent", 100)));
        var down = behavior.Child("scaleDown");
        down.Default("selectPolicy", "Max");
        down.Default("policies", () => new JsonArray(Policy("Percent", 100)));
    }

    private static JsonObject Policy(string type, int value) => new() { ["type"] = type, ["value"] = value, ["periodSeconds"] = 15 };
}

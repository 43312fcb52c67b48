using System.Globalization;
using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Json;

namespace FedScaler.Sandbox.ApiServer.Kinds;

/// <summary>Validation of autoscaling/v2 (pkg/apis/autoscaling/validation, with the gate HPAScaleToZero on).</summary>
internal static class AutoscalerValidation
{
    private const int MaxWindowSeconds = 3600;
    private const int MaxPeriodSeconds = 1800;

    public static void Check(JsonObject value, List<StatusCause> causes)
    {
        var spec = value["spec"] as JsonObject;
        var target = spec?["scaleTargetRef"] as JsonObject;
        if (string.IsNullOrEmpty(target.Text("kind"))) causes.Add(Causes.Required("spec.scaleTargetRef.kind"));
        if (string.IsNullOrEmpty(target.Text("name"))) causes.Add(Causes.Required("spec.scaleTargetRef.name"));
        Bounds(spec, causes);
        Metrics(spec?["metrics"] as JsonArray ?? [], causes);
        Rules(spec.At("behavior", "scaleUp") as JsonObject, "spec.behavior.scaleUp", causes);
        Rules(spec.At("behavior", "scaleDown") as JsonObject, "spec.behavior.scaleDown", causes);
    }

    private static void Bounds(JsonObject? spec, List<StatusCause> causes)
    {
        var min = spec.Integer("minReplicas") ?? 1;
        var max = spec.Integer("maxReplicas") ?? 0;
        var toZero = min == 0 && (spec?["metrics"] as JsonArray ?? []).Any(metric => (metric as JsonObject).Text("type") is "Object" or "External");
        if (min < (toZero ? 0 : 1)) causes.Add(Causes.Invalid("spec.minReplicas", Number(min), "must be greater than or equal to 1"));
        if (max < 1) causes.Add(Causes.Invalid("spec.maxReplicas", Number(max), "must be greater than 0"));
        if (max < min) causes.Add(Causes.Invalid("spec.maxReplicas", Number(max), "must be greater than or equal to `minReplicas`"));
        if (min == 0 && !toZero)
            causes.Add(Causes.Forbidden("spec.metrics", "must specify at least one Object or External metric to support scaling to zero replicas"));
    }

    private static void Metrics(JsonArray metrics, List<StatusCause> causes)
    {
        for (var i = 0; i < metrics.Count; i++)
        {
            var metric = metrics[i] as JsonObject;
            var type = metric.Text("type");
            var at = $"spec.metrics[{i}]";
            var source = type switch
            {
                "Resource" => "resource",
                "Pods" => "pods",
                "Object" => "object",
                "External" => "external",
                "ContainerResource" => "containerResource",
                _ => null,
            };
            if (string.IsNullOrEmpty(type)) causes.Add(Causes.Required($"{at}.type", "must specify a metric source type"));
            else if (source is null) causes.Add(new("FieldValueNotSupported", $"{at}.type", $"Unsupported value: \"{type}\""));
            else if (metric![source] is not JsonObject described)
                causes.Add(Causes.Required($"{at}.{source}", $"must populate information for the given metric source"));
            else Target(described["target"] as JsonObject, $"{at}.{source}.target", causes);
        }
    }

    private static void Target(JsonObject? target, string at, List<StatusCause> causes)
    {
        if (string.IsNullOrEmpty(target.Text("type"))) causes.Add(Causes.Required($"{at}.type", "must specify a metric target type"));
        if (target.Integer("averageUtilization") is { } utilization and < 1)
            causes.Add(Causes.Invalid($"{at}.averageUtilization", Number(utilization), "must be greater than 0"));
    }

    private static void Rules(JsonObject? rules, string at, List<StatusCause> causes)
    {
        if (rules is null) return;
        if (rules.Integer("stabilizationWindowSeconds") is { } window)
        {
            if (window < 0) causes.Add(Causes.Invalid($"{at}.stabilizationWindowSeconds", Number(window), "must be greater than or equal to zero"));
            if (window > MaxWindowSeconds)
                causes.Add(Causes.Invalid($"{at}.stabilizationWindowSeconds", Number(window), $"must be less than or equal to {MaxWindowSeconds}"));
        }

        if (rules.Text("selectPolicy") is { } policy and not ("Max" or "Min" or "Disabled"))
            causes.Add(new("FieldValueNotSupported", $"{at}.selectPolicy", $"Unsupported value: \"{policy}\": supported values: \"Disabled\", \"Max\", \"Min\""));
        var policies = rules["policies"] as JsonArray ?? [];
        if (policies.Count == 0) causes.Add(Causes.Required($"{at}.policies", "must specify at least one Policy"));
        for (var i = 0; i < policies.Count; i++) Policy(policies[i] as JsonObject, $"{at}.policies[{i}]", causes);
    }

    private static void Policy(JsonObject? policy, string at, List<StatusCause> causes)
    {
        if (policy.Text("type") is not ("Pods" or "Percent"))
            causes.Add(new("FieldValueNotSupported", $"{at}.type", $"Unsupported value: \"{policy.Text("type")}\": supported values: \"Percent\", \"Pods\""));
        if (policy.Integer("value") is not > 0) causes.Add(Causes.Invalid($"{at}.value", Number(policy.Integer("value") ?? 0), "must be greater than zero"));
        var period = policy.Integer("periodSeconds") ?? 0;
        if (period <= 0) causes.Add(Causes.Invalid($"{at}.periodSeconds", Number(period), "must be greater than zero"));
        if (period > MaxPeriodSeconds)
            causes.Add(Causes.Invalid($"{at}.periodSeconds", Number(period), $"must be less than or equal to {MaxPeriodSeconds}"));
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}

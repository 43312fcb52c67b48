using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Api.Autoscaling;
using FedScaler.Api.Json;

namespace FedScaler.Api.Validation;

/// <summary>Rules between the fields of a metric.</summary>
internal static class MetricRules
{
    public static IEnumerable<FieldError> Check(JsonArray? metrics, string path)
    {
        for (var i = 0; i < metrics?.Count; i++)
        {
            // What the schema has spoken of may not even be readable.
            if (SchemaValidator.Validate(metrics[i], ApiSchemas.Of(typeof(MetricSpec))).Count > 0) continue;
            foreach (var error in Check(metrics[i].Deserialize(ApiJson.Default.MetricSpec)!, $"{path}[{i}]")) yield return error;
        }
    }

    private static IEnumerable<FieldError> Check(MetricSpec metric, string path)
    {
        object?[] sources = [metric.Resource, metric.ContainerResource, metric.Pods, metric.Object, metric.External];
        if (!HasItsSource(metric)) yield return new FieldError($"{path}.type", RuleMessages.MetricSource);
        if (sources.Count(static source => source is not null) > 1) yield return new FieldError($"{path}.type", RuleMessages.MetricSources);

        if (!HasOne(metric.Resource?.Target, static target => (target.AverageUtilization is not null, target.AverageValue is not null)))
            yield return new FieldError($"{path}.resource.target", RuleMessages.ResourceTarget);
        if (!HasOne(metric.ContainerResource?.Target, static target => (target.AverageUtilization is not null, target.AverageValue is not null)))
            yield return new FieldError($"{path}.containerResource.target", RuleMessages.ResourceTarget);
        if (metric.Pods is { Target.AverageValue: null }) yield return new FieldError($"{path}.pods.target", RuleMessages.PodsTarget);
        if (metric.Object is { Target: not ({ Type: MetricTargetType.Value, Value: not null } or { Type: MetricTargetType.AverageValue, AverageValue: not null }) })
            yield return new FieldError($"{path}.object.target", RuleMessages.ObjectTarget);
        if (!HasOne(metric.External?.Target, static target => (target.Value is not null, target.AverageValue is not null)))
            yield return new FieldError($"{path}.external.target", RuleMessages.ExternalTarget);
    }

    private static bool HasItsSource(MetricSpec metric) => metric.Type switch
    {
        MetricSourceType.Resource => metric.Resource is not null,
        MetricSourceType.ContainerResource => metric.ContainerResource is not null,
        MetricSourceType.Pods => metric.Pods is not null,
        MetricSourceType.Object => metric.Object is not null,
        _ => metric.External is not null,
    };

    private static bool HasOne(MetricTarget? target, Func<MetricTarget, (bool First, bool Second)> fields) =>
        target is null || (fields(target) is var (first, second) && first != second);
}

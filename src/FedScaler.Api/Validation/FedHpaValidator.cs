using System.Text.Json.Nodes;
using FedScaler.Api.FedHpas;
using FedScaler.Api.Json;

namespace FedScaler.Api.Validation;

/// <summary>What one FedHPA can say wrong.</summary>
public static class FedHpaValidator
{
    /// <summary>All that is wrong; empty when the spec can be acted on.</summary>
    public static IReadOnlyList<FieldError> Validate(FedHpaSpec spec) => SpecValidation.Validate(spec, ApiJson.Default.FedHpaSpec, Rules(spec));

    private static IEnumerable<FieldError> Rules(FedHpaSpec spec)
    {
        // A maximum below 1 is wrong in itself; saying that the minimum is above it would only confuse.
        if (spec.MaxReplicas >= 1 && spec.MinReplicas > spec.MaxReplicas)
            yield return new FieldError("spec.minReplicas", RuleMessages.MinAboveMax);

        // As autoscaling/v2 has it: from 0 replicas no pod can be measured, so something else must be.
        if (spec.MinReplicas == 0 && !(spec.Metrics ?? []).Any(MeasuresWithoutPods))
            yield return new FieldError("spec.minReplicas", RuleMessages.ZeroMinNeedsMetric);

        foreach (var error in WorkloadRules.Check(spec.ScaleTargetRef)) yield return error;
        foreach (var error in MetricRules.Check(spec.Metrics, "spec.metrics")) yield return error;
        foreach (var error in PlacementRules.Check(spec.Placement, "spec.placement")) yield return error;
    }

    private static bool MeasuresWithoutPods(JsonNode? metric) =>
        metric is JsonObject fields && fields["type"] is JsonValue type && type.TryGetValue(out string? name) && name is "Object" or "External";
}

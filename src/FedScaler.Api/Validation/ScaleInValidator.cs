using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Api.Common;
using FedScaler.Api.Json;
using FedScaler.Api.ScaleIns;

namespace FedScaler.Api.Validation;

/// <summary>What one ScaleIn can say wrong.</summary>
public static class ScaleInValidator
{
    /// <summary>All that is wrong; empty when the spec can be acted on.</summary>
    /// <param name="old">The spec as it was before the change; null for a new object.</param>
    public static IReadOnlyList<FieldError> Validate(ScaleInSpec spec, ScaleInSpec? old = null) =>
        SpecValidation.Validate(spec, ApiJson.Default.ScaleInSpec, Rules(spec, old));

    private static IEnumerable<FieldError> Rules(ScaleInSpec spec, ScaleInSpec? old)
    {
        if (old is not null && !JsonNode.DeepEquals(Json(spec), Json(old)))
            yield return new FieldError("spec", RuleMessages.ScaleInImmutable, FieldReasons.Forbidden);
        if (!CanBeScaledIn(spec.ScaleTargetRef)) yield return new FieldError("spec.scaleTargetRef", RuleMessages.ScaleInTarget);
    }

    private static bool CanBeScaledIn(ScaleTargetRef target) =>
        target is { ApiVersion: "apps/v1", Kind: "Deployment" or "StatefulSet" } or { Group: "apps.kruise.io", Kind: "CloneSet" or "StatefulSet" };

    /// <summary>The pods in one order: to CEL lists that are maps by their keys are equal in any.</summary>
    private static JsonNode? Json(ScaleInSpec spec) => JsonSerializer.SerializeToNode(
        spec with { Pods = [.. spec.Pods.OrderBy(static pod => pod.Cluster, StringComparer.Ordinal).ThenBy(static pod => pod.Name, StringComparer.Ordinal)] },
        ApiJson.Default.ScaleInSpec);
}

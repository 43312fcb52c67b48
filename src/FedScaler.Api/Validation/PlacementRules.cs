using FedScaler.Api.Common;
using FedScaler.Api.Placement;

namespace FedScaler.Api.Validation;

/// <summary>Rules between the fields of a placement.</summary>
internal static class PlacementRules
{
    public static IEnumerable<FieldError> Check(PlacementSpec placement, string path)
    {
        foreach (var error in Check(placement.ClusterSelector, $"{path}.clusterSelector")) yield return error;

        for (var i = 0; i < placement.Clusters.Count; i++)
        {
            if (placement.Clusters[i] is { MinReplicas: { } floor, MaxReplicas: { } ceiling } && floor > ceiling)
                yield return new FieldError($"{path}.clusters[{i}].minReplicas", RuleMessages.MinAboveMax);
        }
    }

    private static IEnumerable<FieldError> Check(LabelSelector? selector, string path)
    {
        if (selector is null) yield break;
        if (!selector.MatchLabels.Keys.All(static key => TextPattern.Matches(Patterns.LabelKey, key)))
            yield return new FieldError($"{path}.matchLabels", RuleMessages.LabelKeys);

        for (var i = 0; i < selector.MatchExpressions.Count; i++)
        {
            var requirement = selector.MatchExpressions[i];
            // The schema has refused the operator already; what it would need is anybody's guess.
            if (!Enum.IsDefined(requirement.Operator)) continue;
            var needsValues = requirement.Operator is LabelSelectorOperator.In or LabelSelectorOperator.NotIn;
            if (needsValues != requirement.Values.Count > 0)
                yield return new FieldError($"{path}.matchExpressions[{i}].values", RuleMessages.SelectorValues);
        }
    }
}

using System.Text.Json.Nodes;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Karmada.Propagation;

/// <summary>How closely a policy's resource selectors fit an object (pkg/util/selector.go): the closest wins among policies of one priority.</summary>
internal enum PolicyMatch
{
    None,
    Kind,
    Labels,
    Name,
}

/// <summary>Finds the policy of an object.</summary>
internal static class PolicyMatching
{
    /// <summary>The policy with the highest priority, then the closest match, then the first name; null when none selects the object.</summary>
    public static JsonObject? Best(IEnumerable<JsonObject> policies, JsonObject template) =>
        policies
            .Where(static policy => !policy.IsTerminating())
            .Select(policy => (Policy: policy, Match: Of(policy, template)))
            .Where(static each => each.Match != PolicyMatch.None)
            .OrderByDescending(static each => each.Policy.At("spec", "priority").Int())
            .ThenByDescending(static each => each.Match)
            .ThenBy(static each => each.Policy.Key().Name, StringComparer.Ordinal)
            .FirstOrDefault().Policy;

    public static PolicyMatch Of(JsonObject policy, JsonObject template) =>
        policy.At("spec", "resourceSelectors").Items().Select(selector => Fit(selector, template)).DefaultIfEmpty().Max();

    private static PolicyMatch Fit(JsonNode selector, JsonObject template)
    {
        if (selector.Text("apiVersion") != template.Text("apiVersion") || selector.Text("kind") != template.Text("kind")) return PolicyMatch.None;
        if (selector.Text("namespace") is { Length: > 0 } ns && ns != template.Key().Namespace) return PolicyMatch.None;
        if (selector.Text("name") is { Length: > 0 } name) return name == template.Key().Name ? PolicyMatch.Name : PolicyMatch.None;
        if (selector.At("labelSelector") is not { } labels) return PolicyMatch.Kind;
        return LabelSelector.Matches(labels, template.At("metadata", "labels")) ? PolicyMatch.Labels : PolicyMatch.None;
    }
}

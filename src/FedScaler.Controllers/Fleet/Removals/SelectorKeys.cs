using System.Text.Json.Nodes;

namespace FedScaler.Controllers.Fleet.Removals;

/// <summary>Which labels an object selects pods by; whichever value it asks for.</summary>
internal static class SelectorKeys
{
    /// <summary>spec.selector as a plain map (Service, ReplicationController).</summary>
    public static IEnumerable<string> OfMap(JsonObject item) => item.At("spec", "selector").Keys();

    /// <summary>spec.selector as a LabelSelector (PodDisruptionBudget).</summary>
    public static IEnumerable<string> OfSelector(JsonObject item) => OfLabelSelector(item.At("spec", "selector"));

    /// <summary>The selector, and what the pods of the template want to be near to, far from or spread among.</summary>
    public static IEnumerable<string> OfWorkload(JsonObject item) => [.. OfSelector(item), .. OfTemplate(item.At("spec", "template", "spec"))];

    /// <summary>spec.podSelector, and the peers; a peer in a policy of another namespace names our pods only where it has a namespaceSelector.</summary>
    /// <param name="isOwn">The policy is in the pods' own namespace.</param>
    public static IEnumerable<string> OfNetworkPolicy(JsonObject policy, bool isOwn)
    {
        var spec = policy["spec"];
        var peers = spec.At("ingress").Items().SelectMany(static rule => rule.At("from").Items())
            .Concat(spec.At("egress").Items().SelectMany(static rule => rule.At("to").Items()))
            .Where(peer => isOwn || peer.At("namespaceSelector") is not null)
            .SelectMany(static peer => OfLabelSelector(peer.At("podSelector")));
        return isOwn ? OfLabelSelector(spec.At("podSelector")).Concat(peers) : peers;
    }

    private static IEnumerable<string> OfTemplate(JsonNode? spec) =>
    [
        .. spec.At("topologySpreadConstraints").Items().SelectMany(OfTerm),
        .. OfAffinity(spec.At("affinity", "podAffinity")),
        .. OfAffinity(spec.At("affinity", "podAntiAffinity")),
    ];

    private static IEnumerable<string> OfAffinity(JsonNode? affinity) =>
        affinity.At("requiredDuringSchedulingIgnoredDuringExecution").Items()
            .Concat(affinity.At("preferredDuringSchedulingIgnoredDuringExecution").Items().Select(static weighted => weighted.At("podAffinityTerm")).OfType<JsonNode>())
            .SelectMany(OfTerm);

    private static IEnumerable<string> OfTerm(JsonNode term) =>
    [
        .. OfLabelSelector(term.At("labelSelector")),
        .. term.At("matchLabelKeys").Items().Concat(term.At("mismatchLabelKeys").Items()).Select(static key => key.Text()).OfType<string>(),
    ];

    private static IEnumerable<string> OfLabelSelector(JsonNode? selector) =>
        selector.At("matchLabels").Keys().Concat(selector.At("matchExpressions").Items().Select(static expression => expression.At("key").Text()).OfType<string>());
}

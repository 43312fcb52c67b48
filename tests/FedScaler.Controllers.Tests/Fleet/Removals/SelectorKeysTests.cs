using FedScaler.Controllers.Fleet.Removals;
using FedScaler.Controllers.Tests.Fleet.Removals.Support;

namespace FedScaler.Controllers.Tests.Fleet.Removals;

public sealed class SelectorKeysTests
{
    [Fact]
    public void A_Service_asks_for_the_keys_of_its_map() =>
        SelectorKeys.OfMap(Manifests.Parse("""{"spec": {"selector": {"app": "web", "tier": "front"}}}""")).ShouldBe(["app", "tier"]);

    [Fact]
    public void A_Service_without_a_selector_asks_for_nothing() => SelectorKeys.OfMap(Manifests.Parse("""{"spec": {"type": "ExternalName"}}""")).ShouldBeEmpty();

    [Fact]
    public void A_label_selector_asks_for_labels_and_expressions() =>
        SelectorKeys.OfSelector(Manifests.Parse("""{"spec": {"selector": {"matchLabels": {"a": "1"}, "matchExpressions": [{"key": "b", "operator": "Exists"}]}}}"""))
            .ShouldBe(["a", "b"]);

    [Fact]
    public void A_workload_asks_also_for_what_its_pods_are_spread_by_or_kept_near_to() =>
        SelectorKeys.OfWorkload(Manifests.Parse(
            """
            {"spec": {"selector": {"matchLabels": {"a": "1"}}, "template": {"spec": {
              "topologySpreadConstraints": [{"labelSelector": {"matchLabels": {"b": "1"}}, "matchLabelKeys": ["c"]}],
              "affinity": {
                "podAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": [{"labelSelector": {"matchLabels": {"d": "1"}}, "mismatchLabelKeys": ["e"]}]},
                "podAntiAffinity": {"preferredDuringSchedulingIgnoredDuringExecution": [{"weight": 1, "podAffinityTerm": {"labelSelector": {"matchLabels": {"f": "1"}}}}]}}}}}}
            """)).ShouldBe(["a", "b", "c", "d", "e", "f"]);

    [Theory]
    [InlineData(true, new[] { "own", "near", "far", "out" })]
    [InlineData(false, new[] { "far" })]
    public void A_NetworkPolicy_of_another_namespace_asks_only_by_peers_with_a_namespaceSelector(bool isOwn, string[] keys) =>
        SelectorKeys.OfNetworkPolicy(
            Manifests.Parse(
                """
                {"spec": {"podSelector": {"matchLabels": {"own": "1"}},
                  "ingress": [{"from": [{"podSelector": {"matchLabels": {"near": "1"}}},
                                        {"podSelector": {"matchLabels": {"far": "1"}}, "namespaceSelector": {}}]}],
                  "egress": [{"to": [{"podSelector": {"matchExpressions": [{"key": "out", "operator": "Exists"}]}}]}]}}
                """),
            isOwn).ShouldBe(keys);
}

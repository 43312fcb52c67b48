using FedScaler.Controllers.Access;

namespace FedScaler.Controllers.Tests.Access;

public sealed class LeastPrivilegeTests
{
    private static readonly string[] Verbs = ["get", "list", "watch", "create", "update", "patch", "delete"];

    public static TheoryData<string, AccessRule> Rules => new(
        HubAccess.ClusterRules.Select(static rule => ("hub", rule))
            .Concat(HubAccess.NamespaceRules("fedscaler", "fedscaler-brake").Select(static rule => ("hub namespace", rule)))
            .Concat(MemberAccess.ClusterRules.Select(static rule => ("member", rule)))
            .Concat(MemberAccess.NamespaceRules("fedscaler").Select(static rule => ("member namespace", rule)))
            .Concat(KarmadaHubAccess.ClusterRules.Where(static rule => rule != Way).Select(static rule => ("Karmada", rule)))
            .Concat(KarmadaHubAccess.NamespaceRules("fedscaler", "fedscaler-brake").Select(static rule => ("Karmada namespace", rule)))
            .Concat(KarmadaMemberAccess.ClusterRules.Select(static rule => ("member of Karmada", rule))));

    /// <summary>The one rule whose verbs are those of all that passes through; what that may be, the rules in the members say.</summary>
    private static AccessRule Way => KarmadaHubAccess.ClusterRules.Single(static rule => rule.Verbs.Contains("*"));

    [Theory, MemberData(nameof(Rules))]
    public void A_rule_names_what_it_grants_and_grants_no_power_to_grant(string place, AccessRule rule)
    {
        // No *, and none of escalate, bind and impersonate: the verbs are among the plain ones.
        rule.Verbs.Except(Verbs).ShouldBeEmpty(place);
        rule.Verbs.ShouldNotBeEmpty();
        rule.Resources.ShouldNotBeEmpty();
        rule.Resources.Append(rule.Group).ShouldAllBe(static name => !name.Contains('*'));
        rule.Group.ShouldNotBeOneOf("rbac.authorization.k8s.io", "certificates.k8s.io", "admissionregistration.k8s.io", "authentication.k8s.io");
        rule.Purpose.ShouldEndWith(".");
    }

    [Fact]
    public void Secrets_are_read_in_the_services_own_namespace_only()
    {
        HubAccess.ClusterRules.Concat(MemberAccess.ClusterRules).Concat(MemberAccess.NamespaceRules("fedscaler"))
            .SelectMany(static rule => rule.Resources).ShouldNotContain("secrets");
        HubAccess.NamespaceRules("a", "b").Where(static rule => rule.Resources.Contains("secrets")).SelectMany(static rule => rule.Verbs)
            .ShouldNotContain("create");
    }

    [Fact]
    public void In_a_member_nothing_can_be_run_and_no_account_but_its_own_taken_on()
    {
        var rules = MemberAccess.ClusterRules;

        rules.Where(static rule => rule.Verbs.Contains("create")).SelectMany(static rule => rule.Resources)
            .ShouldBe(["horizontalpodautoscalers", "pods/eviction"], ignoreOrder: true);
        rules.SelectMany(static rule => rule.Resources).ShouldNotContain(static name => name.StartsWith("pods/", StringComparison.Ordinal) && name != "pods/eviction");
        MemberAccess.NamespaceRules("fedscaler").ShouldHaveSingleItem().ResourceNames.ShouldBe(["fedscaler"]);
    }

    [Fact]
    public void Without_removals_no_pod_and_no_workload_can_be_altered()
    {
        var granted = MemberAccess.ClusterRules.Where(static rule => rule.IsFor(AccessFeatures.Kruise | AccessFeatures.TokenRenewal));

        granted.Where(static rule => rule.Verbs.Any(static verb => verb is not ("get" or "list" or "watch"))).SelectMany(static rule => rule.Resources)
            .ShouldBe(
                ["deployments/scale", "statefulsets/scale", "horizontalpodautoscalers", "horizontalpodautoscalers", "clonesets/scale", "statefulsets/scale"],
                ignoreOrder: true);
    }

    [Fact]
    public void Every_verb_is_granted_on_the_way_to_Karmadas_members_alone()
    {
        Way.Resources.ShouldBe(["clusters/proxy"]);
        KarmadaHubAccess.ClusterRules.Concat(KarmadaHubAccess.NamespaceRules("a", "b")).SelectMany(static rule => rule.Resources).ShouldNotContain("secrets");
    }

    [Fact]
    public void In_a_member_of_Karmada_it_may_do_nothing_that_it_may_not_in_any_other_and_neither_creates_nor_deletes_HPAs()
    {
        var all = MemberAccess.ClusterRules.SelectMany(Rights).ToHashSet();
        var rights = KarmadaMemberAccess.ClusterRules.SelectMany(Rights).ToList();

        rights.ShouldAllBe(right => all.Contains(right));
        rights.Where(static right => right.Resource == "horizontalpodautoscalers").Select(static right => right.Verb).ShouldBe(["get", "list", "watch", "patch"]);

        static IEnumerable<(string Group, string Resource, string Verb, string Names)> Rights(AccessRule rule) =>
            from resource in rule.Resources from verb in rule.Verbs select (rule.Group, resource, verb, string.Join(',', rule.ResourceNames));
    }

    [Fact]
    public void A_right_is_granted_once()
    {
        foreach (var rules in (IEnumerable<AccessRule>[])
            [HubAccess.ClusterRules, HubAccess.NamespaceRules("a", "b"), MemberAccess.ClusterRules, KarmadaHubAccess.ClusterRules, KarmadaHubAccess.NamespaceRules("a", "b"), KarmadaMemberAccess.ClusterRules])
        {
            var rights = from rule in rules
                         from resource in rule.Resources
                         from verb in rule.Verbs
                         select $"{verb} {resource}.{rule.Group} {string.Join(',', rule.ResourceNames)}";
            rights.GroupBy(static right => right).Where(static group => group.Count() > 1).Select(static group => group.Key).ShouldBeEmpty();
        }
    }
}

using System.Text.Json.Nodes;
using FedScaler.Packaging.Tests.Support;

namespace FedScaler.Packaging.Tests.Chart;

/// <summary>What holds of every object that an installation makes, whatever its values.</summary>
public sealed class RenderedObjectTests
{
    private static readonly string[] ClusterScoped =
        ["Namespace", "ClusterRole", "ClusterRoleBinding", "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"];

    public static TheoryData<string> Sets => ValueSets.Names;

    [Theory, MemberData(nameof(Sets))]
    public async Task It_has_the_fields_that_Kubernetes_knows(string set) =>
        (await ValueSets.ObjectsOfAsync(set)).SelectMany(KubernetesTypes.Problems).ShouldBeEmpty();

    [Theory, MemberData(nameof(Sets))]
    public async Task Its_name_is_its_own_and_no_longer_than_63(string set)
    {
        var objects = await ValueSets.ObjectsOfAsync(set);

        // A label of a domain name each, so that Services, label values and pods' names can be made of it.
        objects.SelectMany(static one => ((string)one["metadata"]!["name"]!).Split('.')).ShouldAllBe(static name => name.Length <= 63 && !name.EndsWith('-'));
        objects.Select(static one => $"{one["kind"]}/{one["metadata"]!["name"]}").ShouldBeUnique();
    }

    [Theory, MemberData(nameof(Sets))]
    public async Task It_is_in_the_namespace_of_the_release_unless_it_is_in_none(string set)
    {
        foreach (var one in await ValueSets.ObjectsOfAsync(set))
            ((string?)one["metadata"]!["namespace"]).ShouldBe(ClusterScoped.Contains((string)one["kind"]!) ? null : RenderedChart.Namespace, one["kind"]!.ToString());
    }

    [Theory, MemberData(nameof(Sets))]
    public async Task Its_rules_name_what_they_grant(string set) =>
        (await ValueSets.ObjectsOfAsync(set)).Where(static one => one["rules"] != null)
            .ShouldAllBe(static role => !role["rules"]!.ToJsonString(null).Contains('*'));

    [Theory, MemberData(nameof(Sets))]
    public async Task It_selects_the_pods_of_the_Deployment(string set)
    {
        var objects = await ValueSets.ObjectsOfAsync(set);
        var labels = objects.Single(static one => (string?)one["kind"] == "Deployment")["spec"]!["template"]!["metadata"]!["labels"]!.AsObject();
        var selectors = objects.Select(SelectorOf).OfType<JsonObject>().ToList();

        selectors.ShouldNotBeEmpty();
        foreach (var (name, value) in selectors.SelectMany(static selector => selector))
            ((string?)labels[name]).ShouldBe((string?)value, name);
    }

    [Theory, MemberData(nameof(Sets))]
    public async Task No_binding_names_another_account_than_the_pods(string set)
    {
        var objects = await ValueSets.ObjectsOfAsync(set);
        var account = (string?)objects.Single(static one => (string?)one["kind"] == "Deployment")["spec"]!["template"]!["spec"]!["serviceAccountName"];

        account.ShouldNotBe("default");
        objects.SelectMany(static one => one["subjects"]?.AsArray() ?? []).ShouldAllBe(subject =>
            (string?)subject!["kind"] == "ServiceAccount" && (string?)subject["name"] == account && (string?)subject["namespace"] == RenderedChart.Namespace);
    }

    private static JsonObject? SelectorOf(JsonNode one) => (string?)one["kind"] switch
    {
        "Deployment" or "PodDisruptionBudget" => one["spec"]!["selector"]!["matchLabels"]!.AsObject(),
        "NetworkPolicy" => one["spec"]!["podSelector"]!["matchLabels"]!.AsObject(),
        "Service" => one["spec"]!["selector"]!.AsObject(),
        _ => null,
    };
}

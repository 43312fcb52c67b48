using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Migrate.FederatedHpas;
using Shouldly;
using Xunit;

namespace FedScaler.Cli.Tests.Migrate;

public sealed class InwardChecksTests
{
    private static readonly MigrationSight Good = new(KarmadaApplication.Key)
    {
        FederatedHpa = KarmadaObjects.FederatedHpa(),
        TargetType = KnownResources.Deployments,
        Template = KarmadaObjects.Deployment,
        Binding = KarmadaObjects.Parse("""{"metadata": {"name": "web-deployment"}, "spec": {"replicas": 6, "clusters": [{"name": "idc-a", "replicas": 6}]}}"""),
        Policy = KarmadaObjects.Policy(),
    };

    [Fact]
    public void An_application_as_Karmada_has_it_may_move_in() => InwardChecks.Of(Good).ShouldBeEmpty();

    [Theory]
    [InlineData("""{"replicaSchedulingType": "Duplicated"}""", "", "spec.placement.replicaScheduling.replicaSchedulingType is not Divided")]
    [InlineData("{}", "", "spec.placement.replicaScheduling.replicaSchedulingType is not Divided")]
    [InlineData(null, "\"failover\": {},", "spec.failover")]
    [InlineData(null, "\"suspension\": {\"dispatching\": true},", "spec.suspension")]
    [InlineData(null, "\"activationPreference\": \"Lazy\",", "spec.activationPreference is Lazy")]
    [InlineData(null, "\"schedulerName\": \"volcano\",", "spec.schedulerName is volcano")]
    public void A_policy_that_would_divide_or_withhold_on_its_own_is_named_with_its_field(string? scheduling, string more, string words)
    {
        var policy = scheduling is null ? KarmadaObjects.Policy(more: more) : KarmadaObjects.Policy(scheduling, more);

        InwardChecks.Of(Good with { Policy = policy }).ShouldHaveSingleItem().ShouldContain($"PropagationPolicy shop/web {words}", Case.Sensitive, words);
    }

    [Theory]
    [InlineData("""[{"apiVersion": "apps/v1", "kind": "Deployment"}]""")]
    [InlineData("""[{"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}, {"apiVersion": "apps/v1", "kind": "Deployment", "name": "api"}]""")]
    public void A_policy_of_more_than_the_workload_is_not_changed(string selectors)
    {
        var policy = KarmadaObjects.Policy();
        policy["spec"]!["resourceSelectors"] = JsonNode.Parse(selectors);

        InwardChecks.Of(Good with { Policy = policy }).ShouldHaveSingleItem().ShouldContain("policy of its own");
    }

    [Theory]
    [InlineData("HorizontalPodAutoscaler", "Deployment", "web", true)]
    [InlineData("FederatedHPA", "Deployment", "web", true)]
    [InlineData("CronFederatedHPA", "Deployment", "web", true)]
    [InlineData("CronFederatedHPA", "FederatedHPA", "web", true)]
    [InlineData("FedHPA", "Deployment", "web", true)]
    [InlineData("HorizontalPodAutoscaler", "Deployment", "api", false)]
    [InlineData("HorizontalPodAutoscaler", "StatefulSet", "web", false)]
    public void Whoever_else_scales_the_workload_is_named(string kind, string targetKind, string targetName, bool isRefused)
    {
        var other = KarmadaObjects.Parse(
            $$$"""{"kind": "{{{kind}}}", "metadata": {"name": "other", "namespace": "shop"}, "spec": {"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "{{{targetKind}}}", "name": "{{{targetName}}}"} } }""");

        var refusals = InwardChecks.Of(Good with { Others = [other] });

        if (isRefused) refusals.ShouldHaveSingleItem().ShouldContain($"{kind} shop/other");
        else refusals.ShouldBeEmpty();
    }

    [Fact]
    public void A_kind_whose_count_Karmada_would_put_back_needs_an_interpreter()
    {
        var federatedHpa = KarmadaObjects.FederatedHpa();
        federatedHpa["spec"]!["scaleTargetRef"]!["kind"] = "StatefulSet";
        var policy = KarmadaObjects.Policy();
        policy["spec"]!["resourceSelectors"]![0]!["kind"] = "StatefulSet";
        var sight = Good with { FederatedHpa = federatedHpa, Policy = policy, TargetType = KnownResources.StatefulSets };

        InwardChecks.Of(sight).ShouldHaveSingleItem().ShouldContain("ResourceInterpreterCustomization says retention for apps/v1/StatefulSet");
        InwardChecks.Of(sight with { Retained = new HashSet<string> { "apps/v1/StatefulSet" } }).ShouldBeEmpty();
    }

    [Fact]
    public void What_is_not_there_is_named()
    {
        InwardChecks.Of(new MigrationSight(KarmadaApplication.Key)).ShouldHaveSingleItem().ShouldContain("there is no FederatedHPA shop/web");
        InwardChecks.Of(Good with { Template = null }).ShouldHaveSingleItem().ShouldContain("there is no Deployment shop/web");
        InwardChecks.Of(Good with { Binding = null, Policy = null }).ShouldHaveSingleItem().ShouldContain("has no ResourceBinding");
        InwardChecks.Of(Good with { Policy = null }).ShouldHaveSingleItem().ShouldContain("give Deployment shop/web a PropagationPolicy");
        InwardChecks.Of(Good with { TargetType = null, Template = null }).ShouldHaveSingleItem().ShouldContain("does not serve apps/v1/Deployment");
    }

    [Fact]
    public void A_FedHPA_that_somebody_else_made_is_not_taken_for_ours()
    {
        var fedHpa = KarmadaObjects.Parse("""{"kind": "FedHPA", "metadata": {"name": "web", "namespace": "shop"}, "spec": {}}""");

        InwardChecks.Of(Good with { FedHpa = fedHpa }).ShouldHaveSingleItem().ShouldContain("FedHPA shop/web is there already");
        InwardChecks.Of(Good with { FedHpa = fedHpa, FederatedHpa = null }).ShouldHaveSingleItem().ShouldContain("did not come from one");
    }

    [Theory]
    [InlineData("""{"maxReplicas": 80}""", "spec.maxReplicas")]
    [InlineData("""{"behavior": {"scaleDown": {"stabilizationWindowSeconds": 60}}}""", "spec.behavior")]
    [InlineData("""{"split": {"strategy": "Priority"}, "paused": false}""", null)]
    public void A_FedHPA_that_no_longer_says_what_the_FederatedHPA_does_is_named_with_the_field(string change, string? words)
    {
        var fedHpa = FedHpaDraft.Of(KarmadaObjects.FederatedHpa("\"behavior\": {\"scaleDown\": {\"stabilizationWindowSeconds\": 300}},"), KarmadaObjects.Policy()).Manifest;
        foreach (var (field, value) in KarmadaObjects.Parse(change)) fedHpa["spec"]![field] = value?.DeepClone();
        var sight = Good with { FederatedHpa = KarmadaObjects.FederatedHpa("\"behavior\": {\"scaleDown\": {\"stabilizationWindowSeconds\": 300}},"), FedHpa = fedHpa };

        var refusals = InwardChecks.Of(sight);
        if (words is null) refusals.ShouldBeEmpty();
        else refusals.ShouldHaveSingleItem().ShouldContain($"FedHPA shop/web {words} is not what FederatedHPA shop/web comes to");
    }

    [Fact]
    public void What_a_FedHPA_may_not_say_is_refused_by_the_field_of_the_FederatedHPA()
    {
        var federatedHpa = KarmadaObjects.FederatedHpa();
        federatedHpa["spec"]!["minReplicas"] = 61;

        InwardChecks.Of(Good with { FederatedHpa = federatedHpa }).ShouldHaveSingleItem().ShouldContain("FederatedHPA shop/web spec.minReplicas");
    }
}

using System.Text.Json.Nodes;
using FedScaler.Api.Json;
using FedScaler.Api.Validation;
using FedScaler.Migrate.FederatedHpas;
using Shouldly;
using Xunit;

namespace FedScaler.Cli.Tests.Migrate;

public sealed class TranslationTests
{
    [Fact]
    public void A_FederatedHPA_becomes_a_paused_FedHPA_of_the_same_name_that_is_valid()
    {
        var draft = FedHpaDraft.Of(KarmadaObjects.FederatedHpa(), KarmadaObjects.Policy());

        var fedHpa = StrictReader.Read(draft.Manifest, ApiJson.Default.FedHpa).Value.ShouldNotBeNull();
        FedHpaValidator.Validate(fedHpa.Spec).ShouldBeEmpty();
        (fedHpa.Metadata.Namespace, fedHpa.Metadata.Name, fedHpa.Spec.Paused, fedHpa.Spec.MinReplicas, fedHpa.Spec.MaxReplicas).ShouldBe(("shop", "web", true, 6, 60));
        fedHpa.Spec.Metrics!.Count.ShouldBe(1);
        draft.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void The_way_back_makes_the_same_FederatedHPA_again_labels_and_all()
    {
        var before = KarmadaObjects.FederatedHpa("\"behavior\": {\"scaleDown\": {\"stabilizationWindowSeconds\": 60}},");
        before["metadata"]!["annotations"] = new JsonObject { ["kubectl.kubernetes.io/last-applied-configuration"] = "{}", ["note"] = "kept" };
        var fedHpa = FedHpaDraft.Of(before, KarmadaObjects.Policy(more: "\"schedulerName\": \"default-scheduler\",")).Manifest;

        var record = MoveRecord.Of(fedHpa).ShouldNotBeNull();
        var after = FederatedHpaDraft.Of(fedHpa, record);

        record.Scheduler.ShouldBe("default-scheduler");
        before["metadata"]!["annotations"]!.AsObject().Remove("kubectl.kubernetes.io/last-applied-configuration");
        JsonNode.DeepEquals(after.Manifest, before).ShouldBeTrue(after.Manifest.ToJsonString());
        after.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void Static_weights_become_weights_and_those_by_label_are_named()
    {
        var draft = FedHpaDraft.Of(KarmadaObjects.FederatedHpa(), KarmadaObjects.Policy(
            """
            {"replicaSchedulingType": "Divided", "replicaDivisionPreference": "Weighted", "weightPreference": {"staticWeightList": [
             {"targetCluster": {"clusterNames": ["idc-a", "idc-b"]}, "weight": 3}, {"targetCluster": {"labelSelector": {"matchLabels": {"region": "cloud"}}}, "weight": 1}]}}
            """));

        draft.Manifest["spec"]!["split"]!.ToJsonString().ShouldBe("""{"strategy":"Weighted"}""");
        draft.Manifest["spec"]!["placement"]!.ToJsonString().ShouldBe("""{"clusters":[{"name":"idc-a","weight":3},{"name":"idc-b","weight":3}]}""");
        draft.Notes.ShouldHaveSingleItem().ShouldContain("region");
    }

    /// <summary>Karmada gives it nothing, and so a FedHPA may not bring the workload there either.</summary>
    [Fact]
    public void A_cluster_without_a_weight_is_given_no_replicas()
    {
        var policy = KarmadaObjects.Policy("""
            {"replicaSchedulingType": "Divided", "replicaDivisionPreference": "Weighted", "weightPreference": {"staticWeightList": [{"targetCluster": {"clusterNames": ["idc-a"]}, "weight": 1}]}}
            """);

        FedHpaDraft.Of(KarmadaObjects.FederatedHpa(), policy, "cloud-c", "idc-a").Manifest["spec"]!["placement"]!.ToJsonString()
            .ShouldBe("""{"clusters":[{"name":"idc-a","weight":1},{"name":"cloud-c","maxReplicas":0}]}""");
    }

    [Fact]
    public void Aggregated_becomes_WhenNeeded()
    {
        var draft = FedHpaDraft.Of(KarmadaObjects.FederatedHpa(), KarmadaObjects.Policy("""{"replicaSchedulingType": "Divided", "replicaDivisionPreference": "Aggregated"}"""));

        draft.Manifest["spec"]!["split"]!.ToJsonString().ShouldBe("""{"spread":"WhenNeeded"}""");
        draft.Notes.ShouldHaveSingleItem().ShouldContain("Aggregated");
    }

    [Theory]
    [InlineData("\"behavior\": {\"scaleUp\": {\"policies\": [{\"type\": \"Pods\", \"value\": 4, \"periodSeconds\": 60}]}},", "spec.behavior.scaleUp")]
    [InlineData("\"tolerance\": 1,", "FederatedHPA spec.tolerance")]
    public void What_means_something_else_in_each_member_is_named(string more, string words) =>
        FedHpaDraft.Of(KarmadaObjects.FederatedHpa(more), KarmadaObjects.Policy()).Notes.ShouldHaveSingleItem().ShouldContain(words);

    [Fact]
    public void What_a_FederatedHPA_cannot_say_is_named_on_the_way_back()
    {
        var fedHpa = FedHpaDraft.Of(KarmadaObjects.FederatedHpa(), KarmadaObjects.Policy()).Manifest;
        fedHpa["spec"]!["failover"] = new JsonObject { ["mode"] = "Hold" };

        FederatedHpaDraft.Of(fedHpa, null).Notes.ShouldHaveSingleItem().ShouldContain("spec.failover");
    }
}

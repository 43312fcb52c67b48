using System.Text.Json.Nodes;
using FedScaler.Api.Tests.Json;
using FedScaler.Api.Validation;
using FedScaler.Kube.Models;
using Shouldly;
using Xunit;

namespace FedScaler.Api.Tests.Validation;

public sealed class ApiAdmissionTests
{
    private const string Web = """{"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}""";
    private const string FedHpaTarget = """{"apiVersion": "fedscaler.io/v1alpha1", "kind": "FedHPA", "name": "web"}""";

    [Fact]
    public void The_spec_of_a_ScaleIn_cannot_be_changed_but_its_metadata_can()
    {
        var old = Object("ScaleIn", $$"""{"scaleTargetRef": {{Web}}, "pods": [{"cluster": "a", "name": "b"}]}""");
        var same = old.DeepClone().AsObject();
        same["metadata"]!["labels"] = new JsonObject { ["x"] = "y" };
        same["spec"]!["mode"] = "Shrink";
        var other = old.DeepClone().AsObject();
        other["spec"]!["dryRun"] = true;

        ApiAdmission.Validate(ApiResources.ScaleIns, same, old).ShouldBeEmpty();
        ApiAdmission.Validate(ApiResources.ScaleIns, other, old).ShouldBe([new FieldError("spec", RuleMessages.ScaleInImmutable, FieldReasons.Forbidden)]);
    }

    [Fact]
    public void A_CronHPA_is_not_looked_at_again_when_only_its_status_is_written()
    {
        var old = Object("CronHPA", $$"""{"scaleTargetRef": {{FedHpaTarget}}, "rules": [{"name": "a", "schedule": "0 0 31 2 *", "minReplicas": 1}]}""");
        var told = old.DeepClone().AsObject();
        told["status"] = new JsonObject { ["observedGeneration"] = 1 };
        var changed = told.DeepClone().AsObject();
        changed["spec"]!["suspend"] = true;

        ApiAdmission.Validate(ApiResources.CronHpas, told, old).ShouldBeEmpty();
        ApiAdmission.Validate(ApiResources.CronHpas, changed, old).ShouldHaveSingleItem().Field.ShouldBe("spec.rules[0].schedule");
    }

    [Theory]
    [InlineData("MemberCluster", """{}""", "spec.kubeconfigSecretRef", FieldReasons.Required)]
    [InlineData("MemberCluster", """{"kubeconfigSecretRef": {"name": "Not A Name"}}""", "spec.kubeconfigSecretRef.name", FieldReasons.Invalid)]
    [InlineData("MemberCluster", """{"kubeconfigSecretRef": {"name": "a", "key": "../x"}}""", "spec.kubeconfigSecretRef.key", FieldReasons.Invalid)]
    [InlineData("ReplicaBinding", """{"scaleTargetRef": {"apiVersion": "v1", "kind": "X", "name": "x"}, "replicas": 2147483648}""", "spec.replicas", FieldReasons.Invalid)]
    [InlineData("ReplicaBinding", """{"scaleTargetRef": {"apiVersion": "v1", "kind": "X", "name": "x"}, "replicas": 1.5}""", "spec.replicas", FieldReasons.TypeInvalid)]
    [InlineData("ReplicaBinding", """{"scaleTargetRef": {"apiVersion": "v1", "kind": "X", "name": "x"}, "replicas": 1, "clusters": [{"name": "a", "replicas": -1}]}""", "spec.clusters[0].replicas", FieldReasons.Invalid)]
    [InlineData("ReplicaBinding", """{"scaleTargetRef": {"apiVersion": "v1", "kind": "X", "name": "x"}}""", "spec.replicas", FieldReasons.Required)]
    [InlineData("CronHPA", """{"scaleTargetRef": {"apiVersion": "fedscaler.io/v1alpha1", "kind": "FedHPA", "name": "x"}, "rules": []}""", "spec.rules", FieldReasons.Invalid)]
    [InlineData("CronHPA", """{"scaleTargetRef": {"apiVersion": "fedscaler.io/v1alpha1", "kind": "FedHPA", "name": "x"}, "rules": [{"name": "a", "schedule": "@daily", "minReplicas": 1, "leadTime": "soon"}]}""", "spec.rules[0].leadTime", FieldReasons.Invalid)]
    [InlineData("CronHPA", """{"scaleTargetRef": {"apiVersion": "fedscaler.io/v1alpha1", "kind": "FedHPA", "name": "x"}, "rules": [{"name": "a", "schedule": "@daily", "minReplicas": 1}], "exclude": ["2026-02-30"]}""", "spec.exclude[0]", FieldReasons.Invalid)]
    [InlineData("CronHPA", """{"scaleTargetRef": {"apiVersion": "fedscaler.io/v1alpha1", "kind": "FedHPA", "name": "x"}, "rules": [{"name": "a", "schedule": "@daily", "minReplicas": 1}], "exclude": ["2026-03-02/2026-03-01"]}""", "spec.exclude[0]", FieldReasons.Invalid)]
    [InlineData("CronHPA", """{"scaleTargetRef": {"apiVersion": "fedscaler.io/v1alpha1", "kind": "FedHPA", "name": "x"}, "rules": [{"name": "a", "schedule": "@daily", "minReplicas": 1, "duration": "0s"}]}""", "spec.rules[0].duration", FieldReasons.Invalid)]
    [InlineData("ScaleIn", """{"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "x"}, "pods": [{"cluster": "a", "name": "b"}, {"cluster": "a", "name": "b"}]}""", "spec.pods[1]", FieldReasons.Duplicate)]
    [InlineData("ScaleIn", """{"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "x"}, "pods": [{"cluster": "a", "name": "b"}], "deadlineSeconds": 0}""", "spec.deadlineSeconds", FieldReasons.Invalid)]
    [InlineData("FedHPA", """{"scaleTargetRef": "web", "maxReplicas": 3}""", "spec.scaleTargetRef", FieldReasons.TypeInvalid)]
    [InlineData("FedHPA", """{"scaleTargetRef": {"apiVersion": "v1", "kind": "X", "name": "x"}, "maxReplicas": null}""", "spec.maxReplicas", FieldReasons.Required)]
    [InlineData("FedHPA", """{"scaleTargetRef": {"apiVersion": "v1", "kind": "X", "name": "x"}, "maxReplicas": 3, "paused": "yes"}""", "spec.paused", FieldReasons.TypeInvalid)]
    public void What_the_schema_refuses_is_refused(string kind, string spec, string field, string reason)
    {
        var error = Validate(kind, spec).ShouldHaveSingleItem();

        (error.Field, error.Reason).ShouldBe((field, reason));
    }

    [Fact]
    public void A_CronHPA_is_warned_of_when_its_spec_is_new_or_changes()
    {
        var value = Object("CronHPA", $$"""{"scaleTargetRef": {{FedHpaTarget}}, "rules": [{"name": "a", "schedule": "0 9 1 * MON", "minReplicas": 1}]}""");
        var told = value.DeepClone().AsObject();
        told["status"] = new JsonObject { ["observedGeneration"] = 1 };
        var changed = value.DeepClone().AsObject();
        changed["spec"]!["suspend"] = true;

        ApiAdmission.Warnings(ApiResources.CronHpas, value, null).ShouldHaveSingleItem().ShouldStartWith("spec.rules[0].schedule: day of month '1' and weekday 'MON' are both set");
        ApiAdmission.Warnings(ApiResources.CronHpas, changed, value).Count.ShouldBe(1);
        ApiAdmission.Warnings(ApiResources.CronHpas, told, value).ShouldBeEmpty();
        ApiAdmission.Warnings(KnownResources.Pods, value, null).ShouldBeEmpty();
    }

    [Fact]
    public void The_objects_of_the_design_pass()
    {
        foreach (var (resource, json) in new[]
        {
            (ApiResources.MemberClusters, Contract.MemberCluster), (ApiResources.FedHpas, Contract.FedHpa),
            (ApiResources.ReplicaBindings, Contract.ReplicaBinding), (ApiResources.CronHpas, Contract.CronHpa), (ApiResources.ScaleIns, Contract.ScaleIn),
        })
            ApiAdmission.Validate(resource, JsonNode.Parse(json)!.AsObject(), null).ShouldBeEmpty(resource.Kind);
    }

    [Theory]
    [InlineData("metadata", """{"name": "x", "labels": 5}""")]
    [InlineData("status", """{"lastRebalanceTime": "2026-03-01"}""")]
    public void What_the_server_checks_itself_does_not_trip_the_rules(string field, string json)
    {
        var value = JsonNode.Parse(Contract.FedHpa)!.AsObject();
        value[field] = JsonNode.Parse(json);

        Should.NotThrow(() => ApiAdmission.Validate(ApiResources.FedHpas, value, null));
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("1e3")]
    [InlineData("12345678901234567890")]
    public void Numbers_that_are_not_plain_integers_are_refused(string number) =>
        Validate("FedHPA", $$$"""{"scaleTargetRef": {{{Web}}}, "maxReplicas": {{{number}}} }""").ShouldHaveSingleItem().Reason.ShouldBe(FieldReasons.TypeInvalid);

    [Fact]
    public void An_object_without_spec_is_refused() =>
        ApiAdmission.Validate(ApiResources.FedHpas, new JsonObject { ["metadata"] = new JsonObject() }, null).ShouldHaveSingleItem().Field.ShouldBe("spec");

    [Fact]
    public void Objects_of_other_groups_pass() => ApiAdmission.Validate(KnownResources.Pods, [], null).ShouldBeEmpty();

    private static IReadOnlyList<FieldError> Validate(string kind, string spec) =>
        ApiAdmission.Validate(ApiResources.All.Single(resource => resource.Kind == kind), Object(kind, spec), null);

    private static JsonObject Object(string kind, string spec) => JsonNode.Parse(
        $$"""{"apiVersion": "fedscaler.io/v1alpha1", "kind": "{{kind}}", "metadata": {"name": "x"}, "spec": {{spec}}}""")!.AsObject();
}

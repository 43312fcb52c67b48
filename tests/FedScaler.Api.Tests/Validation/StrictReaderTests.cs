using System.Text.Json.Nodes;
using FedScaler.Api.Json;
using FedScaler.Api.Validation;
using Shouldly;
using Xunit;

namespace FedScaler.Api.Tests.Validation;

public sealed class StrictReaderTests
{
    private const string Good = """
        apiVersion: fedscaler.io/v1alpha1
        kind: FedHPA
        metadata: {name: web, namespace: shop, labels: {a: b}}
        spec:
          scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
          maxReplicas: 60
          metrics:
          - {type: Resource, resource: {name: cpu, keep: null, target: {type: Utilization, averageUtilization: 60}}}

        """;

    [Fact]
    public void A_good_document_is_read_and_what_is_free_goes_through()
    {
        var result = StrictReader.ReadYaml(Good, ApiJson.Default.FedHpa);

        result.Errors.ShouldBeEmpty();
        result.Value!.Metadata.Namespace.ShouldBe("shop");
        result.Value.Spec.MaxReplicas.ShouldBe(60);
        result.Value.Spec.Metrics!.ToJsonString().ShouldBe("""[{"type":"Resource","resource":{"name":"cpu","keep":null,"target":{"type":"Utilization","averageUtilization":60}}}]""");
    }

    [Theory]
    [InlineData("  splitt: {}", "spec.splitt: unknown field; did you mean spec.split?")]
    [InlineData("  maxreplicas: 3", "spec.maxreplicas: unknown field; did you mean spec.maxReplicas?")]
    [InlineData("  placement: {clusters: [{name: a, wieght: 3}]}", "spec.placement.clusters[0].wieght: unknown field; did you mean spec.placement.clusters[0].weight?")]
    [InlineData("  bananas: 3", "spec.bananas: unknown field")]
    [InlineData("  split: {strategy: weighted}", "spec.split.strategy: \"weighted\" is not one of FreeCapacity, Weighted, Priority; did you mean Weighted?")]
    [InlineData("  paused: \"true\"", "spec.paused: must be a boolean, and is the string \"true\": write true or false without quotes")]
    [InlineData("  minReplicas: [1]", "spec.minReplicas: must be an integer, and is an array: write a whole number without quotes")]
    public void A_slip_is_told_with_its_path_and_what_was_probably_meant(string line, string message) =>
        StrictReader.ReadYaml(Good + line, ApiJson.Default.FedHpa).Errors.ShouldHaveSingleItem().ToString().ShouldBe(message);

    [Fact]
    public void Null_means_absent()
    {
        var result = StrictReader.ReadYaml(Good + "  minReplicas: null\n  split: null\n", ApiJson.Default.FedHpa);

        result.Errors.ShouldBeEmpty();
        result.Value!.Spec.MinReplicas.ShouldBe(1);
    }

    [Fact]
    public void Another_kind_is_told() =>
        StrictReader.ReadYaml(Good.Replace("kind: FedHPA", "kind: FedHpa", StringComparison.Ordinal), ApiJson.Default.FedHpa)
            .Errors.ShouldHaveSingleItem().ToString().ShouldBe("kind: must be FedHPA");

    [Fact]
    public void A_key_given_twice_in_YAML_is_told() =>
        StrictReader.ReadYaml(Good + "  maxReplicas: 61\n", ApiJson.Default.FedHpa).Errors.ShouldHaveSingleItem().Message.ShouldContain("twice");

    [Theory]
    [InlineData("""{"spec": {"a": 1, "b": [{"x": 1}, {"y": 1, "y": 2}]}}""", "spec.b[1].y")]
    [InlineData("""{"a": 1, "a": 1}""", "a")]
    [InlineData("""[[], [1, {"k": {}, "k": {}}]]""", "[1][1].k")]
    public void A_key_given_twice_in_JSON_is_told_with_its_path(string json, string path)
    {
        var error = StrictReader.ParseJson(json).Errors.ShouldHaveSingleItem();

        (error.Field, error.Reason).ShouldBe((path, FieldReasons.Duplicate));
    }

    [Theory]
    [InlineData("""{"a": 1""")]
    [InlineData("")]
    [InlineData("null")]
    public void Malformed_JSON_is_told(string json) => StrictReader.ParseJson(json).Errors.ShouldHaveSingleItem().Field.ShouldBe("");

    [Fact]
    public void Good_JSON_is_parsed() =>
        StrictReader.ParseJson("""{"a": {"k": 1}, "b": {"k": 2}, "c": [1, 1]}""").Value!["b"]!["k"]!.GetValue<int>().ShouldBe(2);

    [Fact]
    public void A_part_is_read_with_its_place_before_the_fields()
    {
        var result = StrictReader.Read(JsonNode.Parse("""{"maxReplica": 3}"""), ApiJson.Default.FedHpaSpec, "spec");

        result.Value.ShouldBeNull();
        result.Errors.Select(error => error.ToString()).ShouldContain("spec.maxReplica: unknown field; did you mean spec.maxReplicas?");
    }

    [Fact]
    public void Metadata_of_the_wrong_type_is_told_with_its_path() =>
        StrictReader.ReadYaml(Good.Replace("name: web, namespace", "name: [web], namespace", StringComparison.Ordinal), ApiJson.Default.FedHpa)
            .Errors.ShouldHaveSingleItem().Field.ShouldBe("metadata.name");
}

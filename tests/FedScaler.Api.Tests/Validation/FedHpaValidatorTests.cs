using FedScaler.Api.FedHpas;
using FedScaler.Api.Json;
using FedScaler.Api.Tests.Json;
using FedScaler.Api.Validation;
using Shouldly;
using Xunit;

namespace FedScaler.Api.Tests.Validation;

public sealed class FedHpaValidatorTests
{
    private const string Target = "\"scaleTargetRef\": {\"apiVersion\": \"apps/v1\", \"kind\": \"Deployment\", \"name\": \"web\"}";

    [Theory]
    [InlineData("\"minReplicas\": 6, \"maxReplicas\": 60")]
    [InlineData("\"maxReplicas\": 1")]
    [InlineData("\"minReplicas\": 2147483647, \"maxReplicas\": 2147483647")]
    [InlineData("\"minReplicas\": 0, \"maxReplicas\": 5, \"metrics\": [{\"type\": \"External\", \"external\": {\"metric\": {\"name\": \"q\"}, \"target\": {\"type\": \"Value\", \"value\": 1}}}]")]
    [InlineData("\"maxReplicas\": 5, \"placement\": {\"clusters\": [{\"name\": \"a\", \"weight\": 0}, {\"name\": \"b\", \"weight\": 0}]}")]
    [InlineData("\"maxReplicas\": 5, \"placement\": {\"clusters\": [{\"name\": \"a\", \"minReplicas\": 3, \"maxReplicas\": 3, \"priority\": -5}]}")]
    [InlineData("\"maxReplicas\": 5, \"placement\": {\"clusterSelector\": {}}")]
    [InlineData("\"maxReplicas\": 5, \"placement\": {\"clusterSelector\": {\"matchLabels\": {\"example.com/region\": \"\"}}}")]
    [InlineData("\"maxReplicas\": 5, \"rebalance\": {\"tolerancePercent\": 0, \"cooldownSeconds\": 0, \"maxMovePercent\": 100}")]
    [InlineData("\"maxReplicas\": 5, \"failover\": {\"mode\": \"Hold\", \"graceSeconds\": 0}")]
    public void Good_specs_pass(string fields) => Errors($"{Target}, {fields}").ShouldBeEmpty();

    [Theory]
    [InlineData("\"minReplicas\": 7, \"maxReplicas\": 6", "spec.minReplicas", "above maxReplicas")]
    [InlineData("\"minReplicas\": -1, \"maxReplicas\": 6", "spec.minReplicas", "at least 0")]
    [InlineData("\"minReplicas\": 0, \"maxReplicas\": 6", "spec.minReplicas", "Object or External")]
    [InlineData("\"minReplicas\": 0, \"maxReplicas\": 6, \"metrics\": [{\"type\": \"Resource\", \"resource\": {\"name\": \"cpu\", \"target\": {\"type\": \"Utilization\", \"averageUtilization\": 60}}}]", "spec.minReplicas", "Object or External")]
    [InlineData("\"maxReplicas\": 0", "spec.maxReplicas", "at least 1")]
    [InlineData("\"minReplicas\": 5", "spec.maxReplicas", "at least 1")]
    [InlineData("\"maxReplicas\": 5, \"placement\": {\"clusters\": [{\"name\": \"a\", \"weight\": -1}]}", "spec.placement.clusters[0].weight", "at least 0")]
    [InlineData("\"maxReplicas\": 5, \"placement\": {\"clusters\": [{\"name\": \"a\"}, {\"name\": \"b\"}, {\"name\": \"a\"}]}", "spec.placement.clusters[2]", "spec.placement.clusters[0]")]
    [InlineData("\"maxReplicas\": 5, \"placement\": {\"clusters\": [{\"name\": \"a\", \"minReplicas\": 4, \"maxReplicas\": 3}]}", "spec.placement.clusters[0].minReplicas", "above maxReplicas")]
    [InlineData("\"maxReplicas\": 5, \"placement\": {\"clusters\": [{\"name\": \"A_b\"}]}", "spec.placement.clusters[0].name", "must be a DNS name")]
    [InlineData("\"maxReplicas\": 5, \"placement\": {\"clusters\": [{}]}", "spec.placement.clusters[0].name", "empty")]
    [InlineData("\"maxReplicas\": 5, \"placement\": {\"clusterSelector\": {\"matchLabels\": {\"no good\": \"x\"}}}", "spec.placement.clusterSelector.matchLabels", "label key")]
    [InlineData("\"maxReplicas\": 5, \"placement\": {\"clusterSelector\": {\"matchLabels\": {\"a\": \"no good\"}}}", "spec.placement.clusterSelector.matchLabels[a]", "must be a label value")]
    [InlineData("\"maxReplicas\": 5, \"placement\": {\"clusterSelector\": {\"matchExpressions\": [{\"key\": \"a\", \"operator\": \"In\"}]}}", "spec.placement.clusterSelector.matchExpressions[0].values", "need values")]
    [InlineData("\"maxReplicas\": 5, \"placement\": {\"clusterSelector\": {\"matchExpressions\": [{\"key\": \"a\", \"operator\": \"Exists\", \"values\": [\"x\"]}]}}", "spec.placement.clusterSelector.matchExpressions[0].values", "must have none")]
    [InlineData("\"maxReplicas\": 5, \"placement\": {\"clusterSelector\": {\"matchExpressions\": [{\"key\": \"a\", \"operator\": \"Near\", \"values\": [\"x\"]}]}}", "spec.placement.clusterSelector.matchExpressions[0].operator", "In, NotIn, Exists, DoesNotExist")]
    [InlineData("\"maxReplicas\": 5, \"split\": {\"strategy\": \"Astrology\"}", "spec.split.strategy", "FreeCapacity, Weighted, Priority")]
    [InlineData("\"maxReplicas\": 5, \"rebalance\": {\"tolerancePercent\": 101}", "spec.rebalance.tolerancePercent", "at most 100")]
    [InlineData("\"maxReplicas\": 5, \"rebalance\": {\"tolerancePercent\": -1}", "spec.rebalance.tolerancePercent", "at least 0")]
    [InlineData("\"maxReplicas\": 5, \"rebalance\": {\"cooldownSeconds\": -1}", "spec.rebalance.cooldownSeconds", "at least 0")]
    [InlineData("\"maxReplicas\": 5, \"rebalance\": {\"maxMovePercent\": 0}", "spec.rebalance.maxMovePercent", "at least 1")]
    [InlineData("\"maxReplicas\": 5, \"rebalance\": {\"maxMovePercent\": 101}", "spec.rebalance.maxMovePercent", "at most 100")]
    [InlineData("\"maxReplicas\": 5, \"failover\": {\"graceSeconds\": -1}", "spec.failover.graceSeconds", "at least 0")]
    [InlineData("\"maxReplicas\": 5, \"metrics\": [{}]", "spec.metrics[0].type", "must be given")]
    [InlineData("\"maxReplicas\": 5, \"metrics\": [\"cpu\"]", "spec.metrics[0]", "must be an object")]
    public void Bad_specs_are_refused_with_the_field_and_the_mend(string fields, string field, string message)
    {
        var error = Errors($"{Target}, {fields}").ShouldHaveSingleItem();

        error.Field.ShouldBe(field);
        error.Message.ShouldContain(message);
    }

    [Theory]
    [InlineData("{}", "spec.scaleTargetRef.apiVersion,spec.scaleTargetRef.kind,spec.scaleTargetRef.name")]
    [InlineData("{\"apiVersion\": \"apps\", \"kind\": \"Deployment\", \"name\": \"web\"}", "spec.scaleTargetRef.apiVersion")]
    [InlineData("{\"apiVersion\": \"apps/v1/x\", \"kind\": \"Deployment\", \"name\": \"web\"}", "spec.scaleTargetRef.apiVersion")]
    [InlineData("{\"apiVersion\": \"v1\", \"kind\": \"Deploy ment\", \"name\": \"web\"}", "spec.scaleTargetRef.kind")]
    [InlineData("{\"apiVersion\": \"v1\", \"kind\": \"Deployment\", \"name\": \"Web\"}", "spec.scaleTargetRef.name")]
    [InlineData("{\"apiVersion\": \"v1\", \"kind\": \"Deployment\", \"name\": \"web\\n\"}", "spec.scaleTargetRef.name")]
    [InlineData("{\"apiVersion\": \"apps.kruise.io/v1alpha1\", \"kind\": \"CloneSet\", \"name\": \"web.v2\"}", "")]
    public void A_target_must_be_named_whole(string target, string fields) =>
        string.Join(',', Errors($"\"scaleTargetRef\": {target}, \"maxReplicas\": 5").Select(error => error.Field)).ShouldBe(fields);

    [Fact]
    public void Several_mistakes_are_told_at_once() =>
        Errors($"{Target}, \"minReplicas\": 9, \"maxReplicas\": 5, \"failover\": {{\"graceSeconds\": -1}}").Select(error => error.Field)
            .ShouldBe(["spec.failover.graceSeconds", "spec.minReplicas"]);

    [Fact]
    public void An_error_reads_as_a_sentence_with_its_field() =>
        Errors($"{Target}, \"minReplicas\": 9, \"maxReplicas\": 5")[0].ToString()
            .ShouldBe("spec.minReplicas: minReplicas must not be above maxReplicas: lower the one or raise the other");

    private static IReadOnlyList<FieldError> Errors(string fields) =>
        FedHpaValidator.Validate(Contract.Parse<FedHpaSpec>($"{{{fields}}}", ApiJson.Default.FedHpaSpec));
}

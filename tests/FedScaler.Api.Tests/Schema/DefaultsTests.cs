using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Api.CronHpas;
using FedScaler.Api.FedHpas;
using FedScaler.Api.Json;
using FedScaler.Api.Schema;
using FedScaler.Api.Validation;
using Shouldly;
using Xunit;

namespace FedScaler.Api.Tests.Schema;

/// <summary>What the API server fills in and what C# starts from must be the same, or a spec means two things.</summary>
public sealed class DefaultsTests
{
    [Theory]
    [InlineData("MemberCluster", """{"kubeconfigSecretRef": {"name": "a"}}""")]
    [InlineData("FedHPA", """{"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}, "maxReplicas": 3}""")]
    [InlineData("FedHPA", """{"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}, "maxReplicas": 3, "split": {}, "placement": {"clusters": [{"name": "a"}]}}""")]
    [InlineData("ReplicaBinding", """{"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}, "replicas": 3}""")]
    [InlineData("CronHPA", """{"scaleTargetRef": {"apiVersion": "fedscaler.io/v1alpha1", "kind": "FedHPA", "name": "web"}, "rules": [{"name": "a", "schedule": "@daily", "minReplicas": 1}]}""")]
    [InlineData("ScaleIn", """{"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}, "pods": [{"cluster": "a", "name": "b"}]}""")]
    public void The_server_and_the_types_fill_in_the_same(string kind, string spec)
    {
        var crd = CrdDescriptions.All.Single(one => one.Resource.Kind == kind);
        var type = ApiJson.Default.GetTypeInfo(crd.Type)!;
        var given = JsonNode.Parse($$"""{"apiVersion": "fedscaler.io/v1alpha1", "kind": "{{kind}}", "metadata": {"name": "x"}, "spec": {{spec}}}""")!.AsObject();
        var byServer = given.DeepClone().AsObject();
        FillIn(byServer, CrdGenerator.Schema(crd.Resource));

        var byTypes = JsonSerializer.SerializeToNode(given.Deserialize(type), type);

        Scalars(byServer["spec"]).ShouldBe(Scalars(byTypes!["spec"]));
        ApiAdmission.Validate(crd.Resource, byServer, null).ShouldBeEmpty();
    }

    [Fact]
    public void Defaults_are_those_of_the_design()
    {
        var spec = new FedHpaSpec();

        (spec.MinReplicas, spec.Rebalance.TolerancePercent, spec.Rebalance.CooldownSeconds, spec.Rebalance.MaxMovePercent, spec.Failover.GraceSeconds)
            .ShouldBe((1, 10, 60, 25, 300));
        (new CronHpaSpec().TimeZone, new CronHpaSpec().HistoryLimit).ShouldBe(("UTC", 10));
    }

    /// <summary>As apiextensions-apiserver pkg/apiserver/schema/defaulting does: outside in.</summary>
    private static void FillIn(JsonNode? value, JsonObject schema)
    {
        switch (value)
        {
            case JsonObject fields:
                foreach (var (name, property) in schema["properties"] as JsonObject ?? [])
                {
                    if (fields[name] is null && property!["default"] is { } start) fields[name] = start.DeepClone();
                    FillIn(fields[name], property!.AsObject());
                }

                break;
            case JsonArray items:
                foreach (var item in items) FillIn(item, schema["items"]!.AsObject());
                break;
        }
    }

    /// <summary>Every scalar with its path, in order: an empty list and an absent one are the same here.</summary>
    private static IEnumerable<string> Scalars(JsonNode? node) => Walk(node).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Walk(JsonNode? node) => node switch
    {
        JsonObject fields => fields.SelectMany(field => Walk(field.Value)),
        JsonArray items => items.SelectMany(Walk),
        null => [],
        _ => [$"{node.GetPath()} = {node.ToJsonString()}"],
    };
}

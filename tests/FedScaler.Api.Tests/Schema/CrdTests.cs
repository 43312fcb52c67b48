using System.Text.Json.Nodes;
using FedScaler.Api.Schema;
using FedScaler.Kube.Models;
using Shouldly;
using Xunit;

namespace FedScaler.Api.Tests.Schema;

public sealed class CrdTests
{
    public static TheoryData<string> Kinds => [.. ApiResources.All.Select(resource => resource.Kind)];

    [Theory, MemberData(nameof(Kinds))]
    public void Its_schema_is_structural(string kind) =>
        StructuralSchemaChecker.Check(CrdGenerator.Schema(Resource(kind))).ShouldBeEmpty();

    [Theory, MemberData(nameof(Kinds))]
    public void Every_field_is_described(string kind) => Undescribed(CrdGenerator.Schema(Resource(kind)), "").ShouldBeEmpty();

    [Theory, MemberData(nameof(Kinds))]
    public void Its_names_are_those_that_clients_use(string kind)
    {
        var resource = Resource(kind);
        var crd = CrdGenerator.Generate(CrdDescriptions.Of(resource));

        crd["metadata"]!["name"]!.GetValue<string>().ShouldBe($"{resource.Plural}.fedscaler.io");
        crd["spec"]!["names"]!["kind"]!.GetValue<string>().ShouldBe(kind);
        crd["spec"]!["scope"]!.GetValue<string>().ShouldBe(resource.Namespaced ? "Namespaced" : "Cluster");
        crd["spec"]!["names"]!["categories"]!.ToJsonString().ShouldBe("""["fedscaler"]""");
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Its_columns_point_at_fields_that_are_there(string kind)
    {
        var schema = CrdGenerator.Schema(Resource(kind));
        foreach (var column in CrdDescriptions.Of(Resource(kind)).Columns)
        {
            if (column.JsonPath.StartsWith(".metadata.", StringComparison.Ordinal)) continue;
            Resolve(schema, column.JsonPath).ShouldNotBeNull($"column {column.Name}: {column.JsonPath}");
        }
    }

    [Fact]
    public void Status_is_a_subresource_everywhere_and_scale_is_one_of_ReplicaBinding()
    {
        var subresources = CrdGenerator.All().ToDictionary(
            crd => crd["spec"]!["names"]!["kind"]!.GetValue<string>(), crd => crd["spec"]!["versions"]![0]!["subresources"]!);

        subresources.Values.ShouldAllBe(one => one["status"] != null);
        subresources.Where(one => one.Value["scale"] is not null).Select(one => one.Key).ShouldBe(["ReplicaBinding"]);
        subresources["ReplicaBinding"]["scale"]!.ToJsonString().ShouldBe(
            """{"specReplicasPath":".spec.replicas","statusReplicasPath":".status.replicas","labelSelectorPath":".status.selector"}""");
    }

    [Fact]
    public void Short_names_are_those_of_the_design() =>
        CrdDescriptions.All.Select(crd => crd.ShortName).ShouldBe(["mc", "fhpa", "rb", "chpa", "si"]);

    [Fact]
    public void Metrics_and_behavior_keep_what_the_schema_does_not_know()
    {
        var spec = CrdGenerator.Schema(ApiResources.FedHpas)["properties"]!["spec"]!["properties"]!;

        spec["metrics"]!["items"]!["x-kubernetes-preserve-unknown-fields"]!.GetValue<bool>().ShouldBeTrue();
        spec["metrics"]!["items"]!["required"]!.ToJsonString().ShouldBe("""["type"]""");
        spec["behavior"]!["x-kubernetes-preserve-unknown-fields"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public void The_spec_of_a_FedHPA_reads_as_designed()
    {
        var spec = CrdGenerator.Schema(ApiResources.FedHpas)["properties"]!["spec"]!.AsObject();

        spec["required"]!.ToJsonString().ShouldBe("""["scaleTargetRef","maxReplicas"]""");
        spec["properties"]!["maxReplicas"]!["minimum"]!.GetValue<long>().ShouldBe(1);
        spec["properties"]!["maxReplicas"]!["maximum"]!.GetValue<long>().ShouldBe(int.MaxValue);
        spec["properties"]!["placement"]!["properties"]!["clusters"]!["x-kubernetes-list-map-keys"]!.ToJsonString().ShouldBe("""["name"]""");
        spec["properties"]!["split"]!["properties"]!["strategy"]!["enum"]!.ToJsonString().ShouldBe("""["FreeCapacity","Weighted","Priority"]""");
        spec["x-kubernetes-validations"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public void The_checker_sees_what_is_not_structural()
    {
        var schema = JsonNode.Parse("""
            {"type": "object", "properties": {"a": {"$ref": "#/b"}, "l": {"type": "array", "maxItems": 3, "x-kubernetes-list-type": "map",
             "x-kubernetes-list-map-keys": ["k"], "items": {"type": "object", "properties": {"k": {"type": "string", "maxLength": 3}}}}}}
            """)!.AsObject();

        StructuralSchemaChecker.Check(schema).ShouldBe([
            ".a: $ref has no place in a structural schema of ours", ".a: no type", ".l: key k must be required or defaulted"]);
    }

    private static ResourceType Resource(string kind) => ApiResources.All.Single(resource => resource.Kind == kind);

    private static IEnumerable<string> Undescribed(JsonObject schema, string path)
    {
        foreach (var (name, node) in schema["properties"] as JsonObject ?? [])
        {
            var property = node!.AsObject();
            var here = $"{path}.{name}";
            if (here != ".metadata" && string.IsNullOrEmpty((string?)property["description"])) yield return here;
            foreach (var inner in Undescribed(property["items"] as JsonObject ?? property, here)) yield return inner;
        }
    }

    /// <summary>Follows a column's path; what stands in brackets means the items.</summary>
    private static JsonObject? Resolve(JsonObject schema, string path)
    {
        var current = schema;
        foreach (var part in System.Text.RegularExpressions.Regex.Replace(path, @"\[[^\]]*\]", "[]").Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = part.Replace("[]", "", StringComparison.Ordinal);
            current = current["properties"]?[name] as JsonObject ?? current["additionalProperties"] as JsonObject;
            if (current is null) return null;
            if (part.EndsWith("[]", StringComparison.Ordinal)) current = current["items"]!.AsObject();
        }

        return current;
    }
}

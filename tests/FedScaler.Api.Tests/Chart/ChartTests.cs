using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FedScaler.Kube.Json;
using Shouldly;
using Xunit;

namespace FedScaler.Api.Tests.Chart;

/// <summary>The chart's roles, read without Helm: every switch on and every value a word. The rest of it is held in FedScaler.Packaging.Tests.</summary>
public sealed class ChartTests
{
    private static readonly string Folder = RepositoryFiles.Path("charts", "fedscaler");

    [Fact]
    public void The_controller_may_no_more_than_it_needs()
    {
        var roles = Documents("rbac.yaml").Where(document => (string?)document["kind"] is "ClusterRole" or "Role").ToList();
        var rules = roles.SelectMany(role => role["rules"]!.AsArray().Select(rule => (Kind: (string)role["kind"]!, Rule: rule!))).ToList();

        rules.ShouldAllBe(one => !one.Rule.ToJsonString().Contains('*'));
        rules.Where(one => Names(one.Rule["resources"]).Contains("secrets")).ShouldHaveSingleItem().Kind.ShouldBe("Role");
        var ours = rules.Where(one => Names(one.Rule["apiGroups"]).Contains(ApiResources.Group)).SelectMany(one => Names(one.Rule["resources"])).ToHashSet();
        ours.ShouldBe(ApiResources.All.SelectMany(resource => new[] { resource.Plural, $"{resource.Plural}/status", $"{resource.Plural}/finalizers" }), ignoreOrder: true);
    }

    private static IReadOnlyList<JsonNode> Documents(string file)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, "templates", file)).Where(line => !Regex.IsMatch(line, @"^\s*\{\{.*\}\}\s*$"));
        return YamlJson.ParseAll(string.Join('\n', lines.Select(line => Regex.Replace(line, @"\{\{.*?\}\}", "x"))));
    }

    private static string[] Names(JsonNode? array) => [.. array!.AsArray().Select(name => (string)name!)];
}

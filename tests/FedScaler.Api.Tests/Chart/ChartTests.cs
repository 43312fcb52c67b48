using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FedScaler.Kube.Json;
using Shouldly;
using Xunit;

namespace FedScaler.Api.Tests.Chart;

/// <summary>What can be held of the chart without Helm: its templates with every switch on and every value a word.</summary>
public sealed class ChartTests
{
    private static readonly string Folder = RepositoryFiles.Path("charts", "fedscaler");

    public static TheoryData<string> Templates =>
        [.. Directory.GetFiles(Path.Combine(Folder, "templates"), "*.yaml").Select(file => Path.GetFileName(file)!)];

    [Theory, MemberData(nameof(Templates))]
    public void A_template_is_YAML_between_its_braces(string file) => Documents(file).ShouldAllBe(document => document["kind"] != null);

    [Theory, MemberData(nameof(Templates))]
    public void Its_braces_are_closed_and_its_blocks_ended(string file)
    {
        var text = File.ReadAllText(Path.Combine(Folder, "templates", file));

        Regex.Count(text, @"\{\{").ShouldBe(Regex.Count(text, @"\}\}"));
        Regex.Count(text, @"\{\{-? (if|with|range) ").ShouldBe(Regex.Count(text, @"\{\{-? end "));
    }

    [Theory, MemberData(nameof(Templates))]
    public void It_uses_only_values_that_there_are(string file)
    {
        var values = YamlJson.Parse(File.ReadAllText(Path.Combine(Folder, "values.yaml")))!;
        foreach (Match use in Regex.Matches(File.ReadAllText(Path.Combine(Folder, "templates", file)), @"\.Values\.([A-Za-z.]+)"))
        {
            var path = use.Groups[1].Value.Split('.');
            path[..^1].Aggregate(values, (node, name) => node[name]!).AsObject().ContainsKey(path[^1]).ShouldBeTrue(use.Value);
        }
    }

    [Fact]
    public void The_pod_meets_the_restricted_standard()
    {
        var pod = Documents("deployment.yaml").Single()["spec"]!["template"]!["spec"]!;
        var container = pod["containers"]![0]!["securityContext"]!;

        pod["securityContext"]!["runAsNonRoot"]!.GetValue<bool>().ShouldBeTrue();
        ((string?)pod["securityContext"]!["seccompProfile"]!["type"]).ShouldBe("RuntimeDefault");
        container["allowPrivilegeEscalation"]!.GetValue<bool>().ShouldBeFalse();
        container["readOnlyRootFilesystem"]!.GetValue<bool>().ShouldBeTrue();
        container["capabilities"]!["drop"]!.ToJsonString().ShouldBe("""["ALL"]""");
        Names(pod["containers"]![0]!["args"])[..3].ShouldBe(["run", "--namespace", "$(POD_NAMESPACE)"]);
    }

    private static IReadOnlyList<JsonNode> Documents(string file)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, "templates", file)).Where(line => !Regex.IsMatch(line, @"^\s*\{\{.*\}\}\s*$"));
        return YamlJson.ParseAll(string.Join('\n', lines.Select(line => Regex.Replace(line, @"\{\{.*?\}\}", "x"))));
    }

    private static string[] Names(JsonNode? array) => [.. array!.AsArray().Select(name => (string)name!)];
}

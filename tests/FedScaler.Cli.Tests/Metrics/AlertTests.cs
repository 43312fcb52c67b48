using System.Text.RegularExpressions;
using FedScaler.Cli.Tests.Support;
using FedScaler.Kube.Json;
using Shouldly;
using Xunit;

namespace FedScaler.Cli.Tests.Metrics;

public sealed partial class AlertTests
{
    private static readonly string Tests = RepositoryFiles.PathOf("tests", "FedScaler.Cli.Tests", "Metrics", "Alerts");

    public static TheoryData<string> Files => [.. Alert.Files.Select(static file => Path.GetFileName(file))];

    [Theory, MemberData(nameof(Files))]
    public async Task Promtool_takes_every_rule_as_valid(string file)
    {
        var said = await Tool.PromtoolAsync("", "check", "rules", RepositoryFiles.PathOf("charts", "fedscaler", "alerts", file));
        said.ExitCode.ShouldBe(0, said.Output);
    }

    [Theory, MemberData(nameof(Files))]
    public async Task Alerts_fire_when_they_should_and_only_then(string file)
    {
        var said = await Tool.PromtoolAsync("", "test", "rules", Path.Combine(Tests, file));
        said.ExitCode.ShouldBe(0, said.Output);
    }

    [Fact]
    public void Of_every_alert_it_is_tested_that_it_fires_and_that_it_does_not()
    {
        var cases = Directory.GetFiles(Tests, "*.yaml").SelectMany(static file => YamlJson.ParseAll(File.ReadAllText(file))).SelectMany(static document => document["tests"]!.AsArray())
            .Select(static test => (Alert: ((string)test!["name"]!).Split(':')[0], Fires: test["promql_expr_test"]![0]!["exp_samples"]!.AsArray().Count > 0)).ToList();

        Alert.All.Count.ShouldBeGreaterThan(30);
        foreach (var alert in Alert.All)
        {
            cases.ShouldContain((alert.Name, true));
            cases.ShouldContain((alert.Name, false));
        }
    }

    [Fact]
    public void Every_alert_says_how_bad_it_is_what_it_is_about_and_where_its_mend_is_written()
    {
        var headings = Heading().Matches(File.ReadAllText(RepositoryFiles.PathOf("docs", "runbooks.md"))).Select(static heading => heading.Groups["name"].Value).ToList();

        Alert.All.Select(static alert => alert.Name).ShouldBeUnique();
        foreach (var alert in Alert.All)
        {
            alert.Name.ShouldStartWith("FedScaler");
            alert.Severity.ShouldBeOneOf("critical", "warning", "info");
            alert.Summary.ShouldEndWith(".");
            alert.Description.Length.ShouldBeInRange(80, 400, alert.Name);
            // GitHub's anchor of a heading is the heading in lower case.
            alert.Runbook.ShouldBe($"docs/runbooks.md#{alert.Name.ToLowerInvariant()}");
            headings.ShouldContain(alert.Name);
        }

        headings.Where(static heading => heading.StartsWith("FedScaler", StringComparison.Ordinal)).ShouldBeSubsetOf(Alert.All.Select(static alert => alert.Name));
    }

    [Fact]
    public void Texts_name_every_object_that_the_alert_is_about_and_nothing_that_it_does_not_have()
    {
        foreach (var alert in Alert.All)
        {
            var labels = PromQl.GroupedBy(alert.Expression).Where(static label => label != "le").ToHashSet();
            var named = Named().Matches(alert.Summary + alert.Description).Select(static match => match.Groups["label"].Value).ToHashSet();
            named.ShouldBe(labels, ignoreOrder: true, alert.Name);
        }
    }

    [Fact]
    public void Every_series_and_label_that_an_alert_asks_for_is_documented()
    {
        var known = MetricTable.Read();
        Alert.All.SelectMany(alert => PromQl.Complaints(alert.Expression, known)).ShouldBeEmpty();
    }

    [GeneratedRegex(@"^### (?<name>\w+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\$labels\.(?<label>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named();
}

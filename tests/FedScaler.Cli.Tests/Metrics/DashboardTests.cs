using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Cli.Tests.Support;
using Shouldly;
using Xunit;

namespace FedScaler.Cli.Tests.Metrics;

public sealed class DashboardTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly JsonObject _dashboard = Dashboard.Read();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_can_be_put_into_any_Grafana()
    {
        // 38 is Grafana 10's; an id would be that of one database, and a uid of a data source that of one Grafana.
        _dashboard["schemaVersion"]!.GetValue<int>().ShouldBeGreaterThanOrEqualTo(38);
        _dashboard.ContainsKey("id").ShouldBeFalse();
        var variables = _dashboard["templating"]!["list"]!.AsArray();
        variables.Select(static variable => (string)variable!["name"]!).ShouldBe(["datasource", "namespace", "fedhpa"]);
        variables[0]!["type"]!.GetValue<string>().ShouldBe("datasource");
        foreach (var source in Dashboard.Panels(_dashboard).SelectMany(static panel => panel["targets"]?.AsArray() ?? []).Select(static target => target!["datasource"]!["uid"]!.GetValue<string>()))
            source.ShouldBe("${datasource}");
    }

    [Fact]
    public void Panels_have_ids_of_their_own_and_lie_beside_one_another()
    {
        var panels = Dashboard.Panels(_dashboard);
        panels.Select(static panel => panel["id"]!.GetValue<int>()).ShouldBeUnique();
        var places = new HashSet<(int X, int Y)>();
        foreach (var panel in panels)
        {
            var at = panel["gridPos"].Deserialize<Dictionary<string, int>>(JsonSerializerOptions.Default)!;
            (at["x"] + at["w"]).ShouldBeLessThanOrEqualTo(24);
            for (var x = at["x"]; x < at["x"] + at["w"]; x++)
                for (var y = at["y"]; y < at["y"] + at["h"]; y++) places.Add((x, y)).ShouldBeTrue($"{panel["title"]} lies on another panel");
        }
    }

    [Fact]
    public void It_has_a_row_for_each_thing_that_a_platform_team_looks_at()
    {
        var rows = Dashboard.Panels(_dashboard).Where(static panel => (string?)panel["type"] == "row").Select(static panel => (string)panel["title"]!);
        rows.ShouldBe(["The fleet", "One FedHPA: $namespace/$fedhpa", "All FedHPAs", "Schedules", "Scale-ins", "The service"]);
    }

    [Fact]
    public async Task Promtool_can_parse_every_query()
    {
        // promtool parses expressions as recording rules.
        var rules = new JsonObject
        {
            ["groups"] = new JsonArray(new JsonObject
            {
                ["name"] = "dashboard",
                ["rules"] = new JsonArray([.. Dashboard.Expressions(_dashboard, "shop", "web").Distinct().Select(static (expression, i) => new JsonObject { ["record"] = $"panel:{i}", ["expr"] = expression })]),
            }),
        };
        var path = _folder.PathOf("dashboard.yaml");
        await File.WriteAllTextAsync(path, rules.ToJsonString(), TestContext.Current.CancellationToken);

        var said = await Tool.PromtoolAsync("", "check", "rules", path);
        said.ExitCode.ShouldBe(0, said.Output);
    }

    [Fact]
    public void Every_series_and_label_that_a_query_asks_for_is_documented()
    {
        var known = MetricTable.Read();
        Dashboard.Expressions(_dashboard, "shop", "web").SelectMany(expression => PromQl.Complaints(expression, known)).ShouldBeEmpty();
    }
}

using System.Text.Json.Nodes;
using FedScaler.Packaging.Tests.Support;

namespace FedScaler.Packaging.Tests.Chart;

/// <summary>What the chart makes for Prometheus' operator and for Grafana.</summary>
public sealed class MonitoringTests
{
    private const string On =
        """
        metrics:
          serviceMonitor: {enabled: true, metricRelabelings: [{action: drop, sourceLabels: [__name__], regex: fedscaler_fedhpa_member_.*}]}
          prometheusRule: {enabled: true, runbooks: "https://docs.example/runbooks", labels: {release: prometheus}}
          dashboard: {enabled: true, annotations: {grafana_folder: Platform}}
        """;

    [Fact]
    public async Task Nothing_of_it_is_made_unless_it_is_asked_for()
    {
        var kinds = (await RenderedChart.OfAsync()).Select(static document => (string?)document["kind"]).ToList();
        foreach (var kind in (string[])["ServiceMonitor", "PrometheusRule", "ConfigMap"]) kinds.ShouldNotContain(kind);
    }

    [Fact]
    public async Task Every_alert_is_in_the_PrometheusRule_as_it_is_written_and_links_its_runbook()
    {
        var rule = await RenderedAsync("PrometheusRule");

        ((string?)rule["metadata"]!["labels"]!["release"]).ShouldBe("prometheus");
        var alerts = rule["spec"]!["groups"]!.AsArray().SelectMany(static group => group!["rules"]!.AsArray()).ToList();
        var files = Directory.GetFiles(Path.Combine(RepositoryFiles.Root, "charts", "fedscaler", "alerts"), "*.yaml");
        files.Sum(static file => File.ReadLines(file).Count(static line => line.StartsWith("  - alert: ", StringComparison.Ordinal))).ShouldBe(alerts.Count);
        foreach (var alert in alerts)
        {
            // What Helm's own templates would have taken for theirs is still there for Prometheus.
            alert!["annotations"]!.ToJsonString().ShouldNotContain("<no value>");
            ((string?)alert["annotations"]!["runbook_url"]).ShouldBe($"https://docs.example/runbooks#{((string)alert["alert"]!).ToLowerInvariant()}");
        }
    }

    [Fact]
    public async Task The_dashboard_arrives_in_Grafana_as_it_is_in_the_chart()
    {
        var map = await RenderedAsync("ConfigMap");

        ((string?)map["metadata"]!["labels"]!["grafana_dashboard"]).ShouldBe("1");
        ((string?)map["metadata"]!["annotations"]!["grafana_folder"]).ShouldBe("Platform");
        var source = await File.ReadAllTextAsync(Path.Combine(RepositoryFiles.Root, "charts", "fedscaler", "dashboards", "fedscaler.json"), TestContext.Current.CancellationToken);
        JsonNode.DeepEquals(JsonNode.Parse((string)map["data"]!["fedscaler.json"]!), JsonNode.Parse(source)).ShouldBeTrue();
    }

    [Fact]
    public async Task Scrapes_keep_the_labels_that_the_service_gives()
    {
        var endpoint = (await RenderedAsync("ServiceMonitor"))["spec"]!["endpoints"]!.AsArray().ShouldHaveSingleItem()!;

        ((bool?)endpoint["honorLabels"]).ShouldBe(true);
        ((string?)endpoint["metricRelabelings"]![0]!["action"]).ShouldBe("drop");
    }

    private static async Task<JsonNode> RenderedAsync(string kind) => (await RenderedChart.OfAsync(On)).Where(document => (string?)document["kind"] == kind).ShouldHaveSingleItem();
}

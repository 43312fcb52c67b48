using System.Text.Json.Nodes;
using FedScaler.Cli.Tests.Support;
using Shouldly;
using Xunit;

namespace FedScaler.Cli.Tests.Metrics;

/// <summary>Debian's Prometheus scrapes the running service, evaluates the alerts and answers the dashboard.</summary>
public sealed class PrometheusTests(MeasuredService service) : IClassFixture<MeasuredService>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_scrapes_without_an_error_and_every_rule_and_panel_can_be_evaluated()
    {
        await using var prometheus = await StartAsync();

        // The shares of both members are the last that come; from then on the target is up and its samples are in.
        (await SamplesAsync(prometheus, "fedscaler_fedhpa_member_max_replicas{namespace=\"shop\",name=\"web\"}", 2)).Count.ShouldBe(2);
        var target = (await prometheus.GetAsync("api/v1/targets", Token))["activeTargets"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)target["health"], (string?)target["lastError"]).ShouldBe(("up", ""));
        (await prometheus.QueryAsync("up == 1", Token)).Count.ShouldBe(1);

        var rules = await EvaluatedRulesAsync(prometheus);
        rules.Count.ShouldBe(Alert.All.Count);
        foreach (var rule in rules) ((string?)rule["health"]).ShouldBe("ok", $"{rule["name"]}: {rule["lastError"]}");

        foreach (var expression in Dashboard.Expressions(Dashboard.Read(), "shop", "web")) await prometheus.QueryAsync(expression, Token);
    }

    [Fact]
    public async Task Samples_keep_the_labels_that_the_alerts_ask_for()
    {
        await using var prometheus = await StartAsync();

        var samples = await SamplesAsync(prometheus, "max by (namespace, name) (fedscaler_fedhpa_condition{type=\"Ready\"}) == 1", 1);

        var labels = samples.ShouldHaveSingleItem()!["metric"]!;
        ((string?)labels["namespace"], (string?)labels["name"]).ShouldBe(("shop", "web"));
        (await SamplesAsync(prometheus, "fedscaler_member_up == 1", 2)).Select(static sample => (string?)sample!["metric"]!["member"]).ShouldBe(["idc-a", "idc-b"], ignoreOrder: true);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<JsonArray> SamplesAsync(PrometheusServer prometheus, string expression, int count) => await MeasuredService.UntilAsync(
        async cancellationToken => await prometheus.QueryAsync(expression, cancellationToken) is { } samples && samples.Count == count ? samples : null, $"{count} samples of {expression}");

    private static async Task<IReadOnlyList<JsonNode>> EvaluatedRulesAsync(PrometheusServer prometheus) => await MeasuredService.UntilAsync(
        async cancellationToken =>
        {
            var groups = (await prometheus.GetAsync("api/v1/rules", cancellationToken))["groups"]!.AsArray();
            List<JsonNode> rules = [.. groups.SelectMany(static group => group!["rules"]!.AsArray()).OfType<JsonNode>()];
            return rules.Count > 0 && rules.TrueForAll(static rule => (string?)rule["health"] != "unknown") ? rules : null;
        },
        "every rule to be evaluated");

    private async Task<PrometheusServer> StartAsync()
    {
        var program = Programs.Find("prometheus");
        Assert.SkipWhen(program is null, "prometheus is not on PATH (Debian package prometheus)");
        return await PrometheusServer.StartAsync(program, _folder.Path, service.Address);
    }
}

using FedScaler.Cli.Tests.Support;
using Shouldly;
using Xunit;

namespace FedScaler.Cli.Tests.Metrics;

public sealed class ExposedMetricsTests(MeasuredService service) : IClassFixture<MeasuredService>
{
    /// <summary>All that comes late: a FedHPA's status with a share for both members.</summary>
    private static readonly string[] Signs =
    [
        """fedscaler_fedhpa_member_max_replicas{member="idc-a",name="web",namespace="shop"}""", """fedscaler_fedhpa_member_max_replicas{member="idc-b",name="web",namespace="shop"}""",
        "fedscaler_fedhpa_decision_latency_seconds_count", """fedscaler_member_requested_pods{member="idc-a"}""", "fedscaler_cron_active_windows{", "fedscaler_leader 1", "fedscaler_queue_duration_seconds_count",
    ];

    /// <summary>What a service shows only when there is something to show: a rule that began or ended in time, a ScaleIn that is over, a token that expires.</summary>
    private static readonly string[] OnOccasion = ["fedscaler_cron_transition_lateness_seconds", "fedscaler_scalein_duration_seconds", "fedscaler_member_credential_expiry_timestamp_seconds"];

    [Fact]
    public async Task Every_metric_is_documented_with_its_type_and_labels_and_every_documented_one_is_there()
    {
        var exposed = Exposition.Read(await service.ScrapeAsync(Signs));
        var documented = MetricTable.Read();

        exposed.Count.ShouldBeGreaterThan(60);
        foreach (var metric in exposed)
        {
            documented.Keys.ShouldContain(metric.Name);
            metric.Type.ShouldBe(documented[metric.Name].Type, metric.Name);
            metric.Labels.ShouldBe(documented[metric.Name].Labels, ignoreOrder: true, metric.Name);
            documented[metric.Name].Help.ShouldStartWith(metric.Help);
        }

        documented.Keys.Except(exposed.Select(static metric => metric.Name)).Except(OnOccasion).ShouldBeEmpty();
    }

    [Fact]
    public async Task Promtool_finds_nothing_to_complain_about()
    {
        var said = await Tool.PromtoolAsync(await service.ScrapeAsync(Signs), "check", "metrics");
        said.Output.ShouldBeEmpty();
        said.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Counters_whose_labels_are_known_stand_at_zero_from_the_start()
    {
        var text = await service.ScrapeAsync(Signs);
        foreach (var series in (string[])
        [
            """fedscaler_cron_transitions_total{result="Missed"}""", """fedscaler_scalein_ended_total{phase="Failed"}""", """fedscaler_scalein_collateral_total{guarantee="Exact"}""",
            """fedscaler_api_errors_total{cluster="idc-a",reason="forbidden"}""", """fedscaler_api_requests_total{cluster="idc-b",code="2xx",verb="delete"}""",
            """fedscaler_fedhpa_decisions_total{result="refused"}""", """fedscaler_reconcile_total{controller="scalein",result="error"}""",
        ])
            text.ShouldContain($"\n{series} 0\n");
    }

    [Fact]
    public async Task No_label_holds_a_name_that_nobody_bounds()
    {
        string[] bounded =
        [
            "member", "cluster", "namespace", "name", "resource", "controller", "verb", "code", "reason", "result", "state", "type", "series", "phase", "mode", "guarantee", "edge", "generation",
            "change", "version", "revision", "dotnet", "federation",
        ];
        Exposition.Read(await service.ScrapeAsync(Signs)).SelectMany(static metric => metric.Labels).Distinct().ShouldBeSubsetOf(bounded);
    }
}

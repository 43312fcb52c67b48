using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Simulation;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Simulation;

public sealed class HpaTests
{
    private static readonly SimulationSettings Prompt = new()
    {
        HpaCpuInitializationPeriod = TimeSpan.Zero,
        HpaInitialReadinessDelay = TimeSpan.Zero,
        PodStartup = TimeSpan.FromSeconds(1),
    };

    [Fact]
    public void Scaling_down_waits_for_the_stabilization_window()
    {
        using var member = Running(replicas: 4, load: 320, min: 1, max: 10);
        member.Run(600);
        SetLoad(member, 80);

        member.Run(285);
        member.Replicas("web").ShouldBe(4);
        Able(member).ShouldBe("ScaleDownStabilized");
        member.Run(45);

        member.Replicas("web").ShouldBe(1);
    }

    [Fact]
    public void Without_behavior_one_step_at_most_doubles()
    {
        using var member = Running(replicas: 5, load: 6000, min: 1, max: 60);
        member.Run(15);
        member.Replicas("web").ShouldBe(10);
        Limited(member).ShouldBe("ScaleUpLimit");
        member.Run(15);
        member.Replicas("web").ShouldBe(20);
    }

    [Fact]
    public void A_policy_bounds_pods_per_period()
    {
        var behavior = JsonNode.Parse("""{"scaleUp": {"policies": [{"type": "Pods", "value": 3, "periodSeconds": 60}]}, "scaleDown": {}}""");
        using var member = Running(replicas: 2, load: 2000, min: 1, max: 60, behavior);
        member.Run(59);
        member.Replicas("web").ShouldBe(5);
        member.Run(30);
        member.Replicas("web").ShouldBe(8);
    }

    [Fact]
    public void Select_policy_min_takes_the_smallest_step()
    {
        var behavior = JsonNode.Parse("""
            {"scaleUp": {"selectPolicy": "Min", "policies": [
             {"type": "Pods", "value": 1, "periodSeconds": 15}, {"type": "Percent", "value": 100, "periodSeconds": 15}]}}
            """);
        using var member = Running(replicas: 4, load: 4000, min: 1, max: 60, behavior);
        member.Run(15);

        member.Replicas("web").ShouldBe(5);
    }

    [Fact]
    public void A_scale_up_window_waits_for_the_lowest_recommendation_to_age()
    {
        var behavior = JsonNode.Parse("""{"scaleUp": {"stabilizationWindowSeconds": 120}}""");
        using var member = Running(replicas: 2, load: 160, min: 1, max: 60, behavior);
        member.Run(300);
        SetLoad(member, 400);

        member.Run(105);
        member.Replicas("web").ShouldBe(2);
        Able(member).ShouldBe("ScaleUpStabilized");
        member.Run(30);

        member.Replicas("web").ShouldBe(5);
    }

    [Fact]
    public void Behavior_tolerance_goes_before_the_cluster_s()
    {
        var behavior = JsonNode.Parse("""{"scaleUp": {"tolerance": "500m"}}""");
        using var member = Running(replicas: 4, load: 460, min: 1, max: 60, behavior);
        member.Run(60);
        member.Replicas("web").ShouldBe(4);

        SetLoad(member, 500);
        member.Run(15);
        member.Replicas("web").ShouldBe(7);
    }

    [Fact]
    public void A_target_at_zero_is_left_alone()
    {
        using var member = Running(replicas: 0, load: 500, min: 1, max: 10);
        member.Run(120);

        member.Replicas("web").ShouldBe(0);
        var active = SimulatedMember.Condition(member.Hpa("web"), "ScalingActive")!;
        active["status"]!.GetValue<string>().ShouldBe("False");
        active["reason"]!.GetValue<string>().ShouldBe("ScalingDisabled");
        active["message"]!.GetValue<string>().ShouldBe("scaling is disabled since the replica count of the target is zero");
    }

    [Fact]
    public void Without_metrics_nothing_is_scaled_and_the_condition_says_why()
    {
        using var member = Running(replicas: 3, load: 3000, min: 1, max: 10);
        member.Simulation.Metrics.ResourceMetricsAvailable = false;
        member.Run(60);

        member.Replicas("web").ShouldBe(3);
        SimulatedMember.Condition(member.Hpa("web"), "ScalingActive")!["reason"]!.GetValue<string>().ShouldBe("FailedGetResourceMetric");
        member.Hpa("web")["status"]!["currentReplicas"]!.GetValue<int>().ShouldBe(3);
    }

    [Fact]
    public void A_missing_target_is_told()
    {
        using var member = new SimulatedMember(Prompt);
        member.AddHpa("web", 1, 5, 80);
        member.Run(15);

        var able = SimulatedMember.Condition(member.Hpa("web"), "AbleToScale")!;
        able["reason"]!.GetValue<string>().ShouldBe("FailedGetScale");
        able["message"]!.GetValue<string>().ShouldEndWith("deployments.apps \"web\" not found");
    }

    [Fact]
    public void Two_autoscalers_of_one_target_scale_nothing()
    {
        using var member = Running(replicas: 2, load: 1000, min: 1, max: 10);
        member.AddHpa("other", 1, 10, 80, target: "web");
        member.Run(60);

        member.Replicas("web").ShouldBe(2);
        foreach (var name in (string[])["web", "other"])
            SimulatedMember.Condition(member.Hpa(name), "ScalingActive")!["reason"]!.GetValue<string>().ShouldBe("AmbiguousSelector");
    }

    [Fact]
    public void Of_several_metrics_the_one_that_asks_for_most_decides()
    {
        using var member = Running(replicas: 2, load: 160, min: 1, max: 20);
        member.Simulation.Metrics.SetExternalMetric(SimulatedMember.Namespace, "queue", 50_000);
        member.Change(KnownResources.HorizontalPodAutoscalers, "web", hpa => hpa["spec"]!["metrics"]!.AsArray().Add(JsonNode.Parse("""
            {"type": "External", "external": {"metric": {"name": "queue"}, "target": {"type": "AverageValue", "averageValue": "10"}}}
            """)));
        member.Run(45);

        member.Replicas("web").ShouldBe(5);
        member.Hpa("web")["status"]!["currentMetrics"]![1]!["external"]!["current"]!["averageValue"]!.GetValue<string>().ShouldBe("10");
    }

    [Fact]
    public void A_metric_that_fails_forbids_scaling_down()
    {
        using var member = Running(replicas: 6, load: 60, min: 1, max: 20);
        member.Change(KnownResources.HorizontalPodAutoscalers, "web", hpa => hpa["spec"]!["metrics"]!.AsArray().Add(JsonNode.Parse("""
            {"type": "External", "external": {"metric": {"name": "queue"}, "target": {"type": "AverageValue", "averageValue": "10"}}}
            """)));
        member.Run(900);

        member.Replicas("web").ShouldBe(6);
        SimulatedMember.Condition(member.Hpa("web"), "ScalingActive")!["reason"]!.GetValue<string>().ShouldBe("FailedGetExternalMetric");
    }

    [Fact]
    public void Pods_without_a_full_sample_count_as_idle_in_a_scale_up()
    {
        using var member = Running(replicas: 4, load: 600, min: 1, max: 20, settings: new() { MetricsWindow = TimeSpan.FromSeconds(60) });
        member.Run(60);
        member.Replicas("web").ShouldBe(8);

        // 8 pods at 150m each; the 4 that are younger than the window are taken to use nothing: 4 x 150m on 8 pods is under target.
        SetLoad(member, 1200);
        member.Run(30);

        member.Replicas("web").ShouldBe(8);
    }

    private static SimulatedMember Running(int replicas, long load, int min, int max, JsonNode? behavior = null, SimulationSettings? settings = null)
    {
        var member = new SimulatedMember(settings ?? Prompt);
        member.AddNodes(5);
        member.AddDeployment("web", replicas);
        SetLoad(member, load);
        member.Run(20);
        member.AddHpa("web", min, max, 80, behavior);
        return member;
    }

    private static void SetLoad(SimulatedMember member, long milli) => member.Simulation.Metrics.SetStaticLoad(SimulatedMember.Workload("web"), milli);

    private static string Able(SimulatedMember member) => SimulatedMember.Condition(member.Hpa("web"), "AbleToScale")!["reason"]!.GetValue<string>();

    private static string Limited(SimulatedMember member) => SimulatedMember.Condition(member.Hpa("web"), "ScalingLimited")!["reason"]!.GetValue<string>();

    [Fact]
    public void Disabled_both_ways_a_count_stays_whatever_the_load_and_yet_never_below_the_minimum()
    {
        using var member = new SimulatedMember();
        member.AddNodes(4);
        member.AddDeployment("web", 6);
        var held = SimulatedMember.Json("""{"scaleUp": {"selectPolicy": "Disabled"}, "scaleDown": {"selectPolicy": "Disabled"}}""");
        member.AddHpa("web", 4, 20, 50, held);
        member.Simulation.Metrics.SetStaticLoad(SimulatedMember.Workload("web"), 10_000);
        member.Run(300);
        member.Replicas("web").ShouldBe(6);
        member.Simulation.Metrics.SetStaticLoad(SimulatedMember.Workload("web"), 1);
        member.Run(900);
        member.Replicas("web").ShouldBe(6);

        member.Simulation.Incidents.Scale(SimulatedMember.Workload("web"), 2);
        member.Run(16);
        member.Replicas("web").ShouldBe(4);
    }

    [Theory]
    [InlineData("apps/v1")]
    [InlineData("apps.kruise.io/v1beta1")]
    public void The_group_of_a_target_says_which_stateful_set_is_scaled(string apiVersion)
    {
        using var member = new SimulatedMember();
        member.AddNodes(2);
        foreach (var version in (string[])["apps/v1", "apps.kruise.io/v1beta1"])
            member.Add(SimulatedMember.TypeOf(version, "StatefulSet"), SimulatedMember.Manifest(version, "StatefulSet", "db", 1));
        member.AddHpa("db", 2, 5, 50);
        member.Change(KnownResources.HorizontalPodAutoscalers, "db", hpa =>
        {
            hpa["spec"]!["scaleTargetRef"]!["apiVersion"] = apiVersion;
            hpa["spec"]!["scaleTargetRef"]!["kind"] = "StatefulSet";
        });
        member.Run(20);
        foreach (var version in (string[])["apps/v1", "apps.kruise.io/v1beta1"])
            member.Get(SimulatedMember.TypeOf(version, "StatefulSet"), "db")["spec"]!["replicas"]!.GetValue<int>().ShouldBe(version == apiVersion ? 2 : 1);
    }
}

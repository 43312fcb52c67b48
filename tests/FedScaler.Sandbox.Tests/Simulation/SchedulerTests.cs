using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Simulation;

public sealed class SchedulerTests
{
    [Fact]
    public void Fragments_are_not_added_up()
    {
        using var member = new SimulatedMember();
        member.AddNodes(3, cpu: "1500m");
        member.AddDeployment("web", 4, cpu: "1");
        member.Run(10);

        member.ReadyPods.Select(SimulatedMember.NodeOf).Order().ShouldBe(["n0", "n1", "n2"]);
        var left = member.Pods.Single(pod => SimulatedMember.NodeOf(pod) is null);
        var scheduled = SimulatedMember.Condition(left, "PodScheduled")!;
        scheduled["status"]!.GetValue<string>().ShouldBe("False");
        scheduled["reason"]!.GetValue<string>().ShouldBe("Unschedulable");
        scheduled["message"]!.GetValue<string>().ShouldBe("0/3 nodes are available: 3 Insufficient cpu.");
        scheduled["lastTransitionTime"]!.GetValue<string>().ShouldBe("2026-11-21T20:00:00Z");
    }

    [Theory]
    [InlineData("cpu", "3", 2)]
    [InlineData("memory", "10Gi", 3)]
    [InlineData("nvidia.com/gpu", "1", 0)]
    public void Every_requested_resource_bounds_what_fits(string resource, string request, int fits)
    {
        using var member = new SimulatedMember();
        member.AddNodes(1);
        member.AddDeployment("web", 5, change: web => Container(web)["resources"] = new JsonObject { ["requests"] = new JsonObject { [resource] = request } });
        member.Run(10);

        member.ReadyPods.Count().ShouldBe(fits);
    }

    [Fact]
    public void Pod_slots_bound_pods_that_request_nothing()
    {
        using var member = new SimulatedMember();
        member.AddNodes(2, pods: 3);
        member.AddDeployment("web", 9, change: web => Container(web).Remove("resources"));
        member.Run(10);

        member.ReadyPods.Count().ShouldBe(6);
    }

    [Fact]
    public void Pods_are_spread_to_the_least_allocated_node()
    {
        using var member = new SimulatedMember();
        member.AddNodes(3);
        member.AddDeployment("web", 6);
        member.Run(10);

        member.Pods.CountBy(pod => SimulatedMember.NodeOf(pod)!).ShouldAllBe(node => node.Value == 2);
    }

    [Fact]
    public void Node_selector_and_required_affinity_choose_nodes()
    {
        using var member = new SimulatedMember();
        member.AddNodes(2, labels: new() { ["disk"] = "ssd", ["zone"] = "a" }, prefix: "ssd-a");
        member.AddNodes(2, labels: new() { ["disk"] = "ssd", ["zone"] = "b" }, prefix: "ssd-b");
        member.AddNodes(2, prefix: "plain");
        member.AddDeployment("web", 4, change: web =>
        {
            PodSpec(web)["nodeSelector"] = SimulatedMember.Json("""{"disk": "ssd"}""");
            PodSpec(web)["affinity"] = SimulatedMember.Json("""
                {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": [
                 {"matchExpressions": [{"key": "zone", "operator": "NotIn", "values": ["a"]}]}]}}}
                """);
        });
        member.Run(10);

        member.ReadyPods.Select(SimulatedMember.NodeOf).ShouldAllBe(node => node!.StartsWith("ssd-b"));
        member.ReadyPods.Count().ShouldBe(4);
    }

    [Fact]
    public void A_taint_keeps_out_what_does_not_tolerate_it()
    {
        using var member = new SimulatedMember();
        member.AddNodes(1);
        member.Change(KnownResources.Nodes, "n0", node =>
            node["spec"]!["taints"] = JsonNode.Parse("""[{"key": "gpu", "value": "yes", "effect": "NoSchedule"}]"""));
        member.AddDeployment("plain", 1);
        member.AddDeployment("tolerant", 1, change: web =>
            PodSpec(web)["tolerations"] = JsonNode.Parse("""[{"key": "gpu", "operator": "Equal", "value": "yes", "effect": "NoSchedule"}]"""));
        member.Run(10);

        SimulatedMember.NameOf(member.ReadyPods.ShouldHaveSingleItem()).ShouldStartWith("tolerant-");
    }

    [Fact]
    public void A_cordoned_node_keeps_its_pods_and_gets_no_more_until_it_is_uncordoned()
    {
        using var member = new SimulatedMember();
        member.AddNodes(1);
        member.AddDeployment("web", 2);
        member.Run(10);
        member.Change(KnownResources.Nodes, "n0", node => node["spec"]!["unschedulable"] = true);
        member.Scale("web", 3);
        member.Run(10);
        member.ReadyPods.Count().ShouldBe(2);
        SimulatedMember.Condition(member.Pods.Single(pod => SimulatedMember.NodeOf(pod) is null), "PodScheduled")!["message"]!
            .GetValue<string>().ShouldBe("0/1 nodes are available: 1 node(s) were unschedulable.");

        member.Change(KnownResources.Nodes, "n0", node => ((JsonObject)node["spec"]!).Remove("unschedulable"));
        member.Run(10);

        member.ReadyPods.Count().ShouldBe(3);
    }

    [Fact]
    public void An_unschedulable_pod_runs_as_soon_as_a_node_is_added()
    {
        using var member = new SimulatedMember();
        member.AddNodes(1, cpu: "1");
        member.AddDeployment("web", 2, cpu: "1");
        member.Run(30);
        member.ReadyPods.Count().ShouldBe(1);

        member.AddNodes(1, cpu: "1", prefix: "new");
        member.Run(10);

        member.ReadyPods.Count().ShouldBe(2);
        member.Pods.ShouldAllBe(pod => SimulatedMember.Condition(pod, "PodScheduled")!["status"]!.GetValue<string>() == "True");
    }

    [Fact]
    public void An_unschedulable_pod_runs_as_soon_as_another_has_gone()
    {
        using var member = new SimulatedMember();
        member.AddNodes(1, cpu: "1");
        member.AddDeployment("first", 1, cpu: "1");
        member.Run(10);
        member.AddDeployment("second", 1, cpu: "1");
        member.Run(10);
        SimulatedMember.NameOf(member.ReadyPods.ShouldHaveSingleItem()).ShouldStartWith("first-");

        member.Scale("first", 0);
        member.Run(10);

        SimulatedMember.NameOf(member.ReadyPods.ShouldHaveSingleItem()).ShouldStartWith("second-");
    }

    private static JsonObject PodSpec(JsonObject workload) => (JsonObject)workload["spec"]!["template"]!["spec"]!;

    private static JsonObject Container(JsonObject workload) => (JsonObject)PodSpec(workload)["containers"]![0]!;
}

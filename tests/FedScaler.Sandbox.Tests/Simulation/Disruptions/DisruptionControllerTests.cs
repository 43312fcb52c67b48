using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Simulation.Disruptions;

public sealed class DisruptionControllerTests
{
    [Theory]
    [InlineData("minAvailable", "3", 3, 5, 2)]
    [InlineData("minAvailable", "\"50%\"", 3, 5, 2)]
    [InlineData("maxUnavailable", "1", 4, 5, 1)]
    [InlineData("maxUnavailable", "\"30%\"", 3, 5, 2)]
    public void Disruptions_are_allowed_as_far_as_the_healthy_pods_go(string field, string value, int desired, int expected, int allowed)
    {
        using var member = Running(field, value);
        var status = Status(member);
        status["desiredHealthy"]!.GetValue<int>().ShouldBe(desired);
        status["expectedPods"]!.GetValue<int>().ShouldBe(expected);
        status["currentHealthy"]!.GetValue<int>().ShouldBe(5);
        status["disruptionsAllowed"]!.GetValue<int>().ShouldBe(allowed);
        status["observedGeneration"]!.GetValue<long>().ShouldBe(1);
        SimulatedMember.Condition(member.Get(KnownResources.PodDisruptionBudgets, "web"), "DisruptionAllowed")!["status"]!.GetValue<string>().ShouldBe("True");
    }

    [Fact]
    public void A_pod_that_is_not_ready_costs_a_disruption()
    {
        using var member = Running("minAvailable", "4");
        member.Simulation.Incidents.SetPodReady(SimulatedMember.Namespace, SimulatedMember.NameOf(member.Pods[0]), ready: false);
        member.Settle();
        Status(member)["disruptionsAllowed"]!.GetValue<int>().ShouldBe(0);
        SimulatedMember.Condition(member.Get(KnownResources.PodDisruptionBudgets, "web"), "DisruptionAllowed")!["reason"]!.GetValue<string>().ShouldBe("InsufficientPods");
    }

    [Fact]
    public void A_higher_count_counts_before_its_pods_are_there()
    {
        using var member = Running("maxUnavailable", "1");
        member.Simulation.Pause(Sandbox.Simulation.MemberController.ReplicaSet);
        member.Scale("web", 6);
        member.Settle();
        Status(member)["desiredHealthy"]!.GetValue<int>().ShouldBe(5);
        Status(member)["disruptionsAllowed"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public void An_eviction_that_did_not_happen_is_forgotten_after_two_minutes()
    {
        using var member = Running("minAvailable", "4");
        member.Change(KnownResources.PodDisruptionBudgets, "web", web =>
        {
            web["status"]!["disruptionsAllowed"] = 0;
            web["status"]!["disruptedPods"] = new JsonObject { [SimulatedMember.NameOf(member.Pods[0])] = $"{member.Clock.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ}" };
        });
        member.Run(119);
        Status(member)["disruptionsAllowed"]!.GetValue<int>().ShouldBe(0);
        member.Run(2);
        Status(member)["disruptionsAllowed"]!.GetValue<int>().ShouldBe(1);
        Status(member)["disruptedPods"].ShouldBeNull();
    }

    private static JsonNode Status(SimulatedMember member) => member.Get(KnownResources.PodDisruptionBudgets, "web")["status"]!;

    private static SimulatedMember Running(string field, string value)
    {
        var member = new SimulatedMember();
        member.AddNodes(2);
        member.AddDeployment("web", 5);
        member.Add(KnownResources.PodDisruptionBudgets, SimulatedMember.Json($$$"""
            {"apiVersion": "policy/v1", "kind": "PodDisruptionBudget", "metadata": {"name": "web", "namespace": "{{{SimulatedMember.Namespace}}}"},
             "spec": {"{{{field}}}": {{{value}}}, "selector": {"matchLabels": {"app": "web"}} } }
            """));
        member.Run(20);
        return member;
    }
}

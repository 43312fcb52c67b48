using FedScaler.Kube.Models;
using FedScaler.Sandbox.Simulation;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Simulation;

public sealed class MemberIncidentsTests
{
    [Fact]
    public void Pods_of_a_lost_node_are_unready_at_once_and_deleted_after_a_while()
    {
        using var member = Running(4);
        member.Simulation.Incidents.LoseNode("n0");
        member.Run(1);
        member.ReadyPods.ShouldAllBe(pod => SimulatedMember.NodeOf(pod) == "n1");
        member.Pods.Count.ShouldBe(4);
        member.Run(310);
        member.ReadyPods.Count().ShouldBe(4);
        member.Pods.Where(pod => SimulatedMember.NodeOf(pod) == "n0").ShouldAllBe(pod => pod["metadata"]!["deletionTimestamp"] != null);

        member.Simulation.Incidents.RecoverNode("n0");
        member.Run(5);
        member.Pods.Count.ShouldBe(4);
    }

    [Fact]
    public void Pods_of_a_removed_node_go_with_it()
    {
        using var member = Running(4);
        member.Simulation.Incidents.RemoveNode("n0");
        member.Run(10);
        member.Pods.ShouldAllBe(pod => SimulatedMember.NodeOf(pod) == "n1");
        member.ReadyPods.Count().ShouldBe(4);
    }

    [Fact]
    public void A_failed_pod_stays_and_is_replaced()
    {
        using var member = Running(3);
        var failed = SimulatedMember.NameOf(member.Pods[1]);
        member.Simulation.Incidents.FailPod(SimulatedMember.Namespace, failed);
        member.Run(10);
        member.Pods.Count.ShouldBe(4);
        member.Get(KnownResources.Pods, failed)["status"]!["phase"]!.GetValue<string>().ShouldBe("Failed");
        member.ReadyPods.Count().ShouldBe(3);
        member.Deployment("web")["status"]!["replicas"]!.GetValue<int>().ShouldBe(3);
    }

    [Fact]
    public void An_autoscaler_writes_the_count_through_the_scale_subresource()
    {
        using var member = Running(3);
        member.Simulation.Incidents.Scale(SimulatedMember.Workload("web"), 5);
        member.Run(10);
        member.ReadyPods.Count().ShouldBe(5);
        member.Events.ShouldContain(change => change.Resource == KnownResources.Deployments && change.Origin != null && change.Origin.Subresource == "scale");
    }

    [Fact]
    public void A_paused_controller_does_nothing_until_it_goes_on()
    {
        using var member = Running(3);
        member.Simulation.Pause(MemberController.ReplicaSet);
        member.Scale("web", 5);
        member.Run(60);
        member.Pods.Count.ShouldBe(3);
        member.Simulation.Pause(MemberController.ReplicaSet, paused: false);
        member.Run(10);
        member.ReadyPods.Count().ShouldBe(5);
    }

    [Fact]
    public void What_is_not_there_cannot_befall_anything()
    {
        using var member = Running(1);
        Should.Throw<KeyNotFoundException>(() => member.Simulation.Incidents.LoseNode("n9"));
        Should.Throw<KeyNotFoundException>(() => member.Simulation.Incidents.RemoveNode("n9"));
        Should.Throw<KeyNotFoundException>(() => member.Simulation.Incidents.FailPod("shop", "nobody"));
        Should.Throw<KeyNotFoundException>(() => member.Simulation.Incidents.Scale(SimulatedMember.Workload("nobody"), 1));
    }

    private static SimulatedMember Running(int replicas)
    {
        var member = new SimulatedMember();
        member.AddNodes(2);
        member.AddDeployment("web", replicas);
        member.Run(20);
        return member;
    }
}

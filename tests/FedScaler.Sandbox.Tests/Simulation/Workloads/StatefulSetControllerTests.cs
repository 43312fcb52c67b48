using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;
using FedScaler.Sandbox.Simulation.Workloads;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Simulation.Workloads;

public sealed class StatefulSetControllerTests
{
    [Theory]
    [InlineData("apps/v1")]
    [InlineData("apps.kruise.io/v1beta1")]
    public void A_failed_pod_comes_back_under_its_name_with_another_uid(string apiVersion)
    {
        using var member = Running(apiVersion, 3);
        var before = member.Get(KnownResources.Pods, "db-1")["metadata"]!["uid"]!.GetValue<string>();
        member.Simulation.Incidents.FailPod(SimulatedMember.Namespace, "db-1");
        member.Run(30);

        Names(member).ShouldBe(["db-0", "db-1", "db-2"]);
        member.Get(KnownResources.Pods, "db-1")["metadata"]!["uid"]!.GetValue<string>().ShouldNotBe(before);
        member.ReadyPods.Count().ShouldBe(3);
    }

    [Fact]
    public void A_prefix_goes_when_the_start_moves_up_with_the_count()
    {
        using var member = Running("apps/v1", 5);
        member.Change(KnownResources.StatefulSets, "db", db =>
        {
            db["spec"]!["replicas"] = 3;
            db["spec"]!["ordinals"] = new JsonObject { ["start"] = 2 };
        });
        member.Run(60);

        Names(member).ShouldBe(["db-2", "db-3", "db-4"]);
        Made(member).ShouldBe(5);
    }

    [Fact]
    public void In_order_an_unhealthy_survivor_keeps_the_others_from_going_and_in_parallel_it_does_not()
    {
        foreach (var (policy, left) in new[] { ("OrderedReady", 4), ("Parallel", 2) })
        {
            using var member = Running("apps/v1", 4, db => db["spec"]!["podManagementPolicy"] = policy);
            member.Simulation.Incidents.SetPodReady(SimulatedMember.Namespace, "db-0", ready: false);
            member.Change(KnownResources.StatefulSets, "db", db => db["spec"]!["replicas"] = 2);
            member.Run(60);
            member.Pods.Count.ShouldBe(left, policy);
        }
    }

    [Fact]
    public void Reserved_ordinals_have_no_pod_and_do_not_count()
    {
        using var member = Running("apps.kruise.io/v1beta1", 3, db => db["spec"]!["reserveOrdinals"] = new JsonArray(1, "3-4"));
        Names(member).ShouldBe(["db-0", "db-2", "db-5"]);
        var status = member.Get(KruiseStatefulSetDefinition.Resource, "db")["status"]!;
        status["replicas"]!.GetValue<int>().ShouldBe(3);
        status["readyReplicas"]!.GetValue<int>().ShouldBe(3);
        status["updatedReplicas"]!.GetValue<int>().ShouldBe(3);
        status["labelSelector"]!.GetValue<string>().ShouldBe("app=db");
        status["observedGeneration"]!.GetValue<long>().ShouldBe(1);
    }

    [Fact]
    public void Reserving_an_ordinal_and_lowering_the_count_in_one_write_takes_out_that_pod_alone()
    {
        using var member = Running("apps.kruise.io/v1beta1", 4);
        member.Change(KruiseStatefulSetDefinition.Resource, "db", db =>
        {
            db["spec"]!["replicas"] = 3;
            db["spec"]!["reserveOrdinals"] = new JsonArray(1);
        });
        member.Run(60);

        Names(member).ShouldBe(["db-0", "db-2", "db-3"]);
        Made(member).ShouldBe(4);
    }

    [Fact]
    public void Unreserving_without_a_higher_count_moves_another_pod()
    {
        using var member = Running("apps.kruise.io/v1beta1", 2, db => db["spec"]!["reserveOrdinals"] = new JsonArray(1));
        Names(member).ShouldBe(["db-0", "db-2"]);
        member.Change(KruiseStatefulSetDefinition.Resource, "db", db => db["spec"]!["reserveOrdinals"] = new JsonArray());
        member.Run(60);
        Names(member).ShouldBe(["db-0", "db-1"]);
    }

    [Fact]
    public void Two_sets_of_one_name_in_two_groups_keep_to_their_own_pods()
    {
        using var member = Running("apps/v1", 2);
        member.Add(KruiseStatefulSetDefinition.Resource, SimulatedMember.Manifest("apps.kruise.io/v1beta1", "StatefulSet", "db", 3, change: db =>
            db["spec"]!["ordinals"] = new JsonObject { ["start"] = 10 }));
        member.Run(60);
        Names(member).ShouldBe(["db-0", "db-1", "db-10", "db-11", "db-12"]);
    }

    private static SimulatedMember Running(string apiVersion, int replicas, Action<JsonObject>? change = null)
    {
        var member = new SimulatedMember();
        member.AddNodes(2);
        member.Add(SimulatedMember.TypeOf(apiVersion, "StatefulSet"), SimulatedMember.Manifest(apiVersion, "StatefulSet", "db", replicas, change: change));
        member.Run(60);
        return member;
    }

    private static IEnumerable<string> Names(SimulatedMember member) => member.Pods.Select(SimulatedMember.NameOf);

    private static int Made(SimulatedMember member) => member.Events.Count(change => change.Type == WatchEventType.Added && change.Resource == KnownResources.Pods);
}

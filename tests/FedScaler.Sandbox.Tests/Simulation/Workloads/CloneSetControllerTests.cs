using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;
using FedScaler.Sandbox.Simulation.Workloads;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Simulation.Workloads;

public sealed class CloneSetControllerTests
{
    private static readonly ResourceType Claims = new("", "v1", "persistentvolumeclaims", "PersistentVolumeClaim");

    [Fact]
    public void A_failed_pod_that_is_named_survives_and_a_healthy_one_dies_for_the_count()
    {
        using var member = Running(4);
        var failed = SimulatedMember.NameOf(member.Pods[1]);
        member.Simulation.Incidents.FailPod(SimulatedMember.Namespace, failed);
        member.Run(10);
        var healthy = member.ReadyPods.Select(SimulatedMember.NameOf).ToList();

        TakeOut(member, 3, failed);
        member.Run(30);

        member.Get(KnownResources.Pods, failed)["status"]!["phase"]!.GetValue<string>().ShouldBe("Failed");
        healthy.Except(member.Pods.Select(SimulatedMember.NameOf)).Count().ShouldBe(1);
        Named(member).ShouldBeNull();
    }

    [Fact]
    public void Named_pods_go_and_nobody_else_however_they_rank()
    {
        using var member = Running(6);
        var pods = member.Pods.Select(SimulatedMember.NameOf).ToList();
        // Whoever is not ready would go first by rank.
        member.Simulation.Incidents.SetPodReady(SimulatedMember.Namespace, pods[0], ready: false);
        TakeOut(member, 4, pods[2], pods[4]);
        member.Run(60);

        member.Pods.Select(SimulatedMember.NameOf).ShouldBe([pods[0], pods[1], pods[3], pods[5]]);
        Made(member).ShouldBe(6);
        Named(member).ShouldBeNull();
    }

    [Fact]
    public void Ready_pods_that_are_named_go_no_faster_than_maxUnavailable_where_the_count_stays()
    {
        using var member = Running(10);
        var named = member.Pods.Take(6).Select(SimulatedMember.NameOf).ToArray();
        TakeOut(member, 10, named);
        var fewest = 10;
        for (var second = 0; second < 90; second++)
        {
            member.Run(1);
            fewest = Math.Min(fewest, member.ReadyPods.Count(pod => pod["metadata"]!["deletionTimestamp"] is null));
        }

        fewest.ShouldBe(8);
        member.ReadyPods.Count().ShouldBe(10);
        member.Pods.Select(SimulatedMember.NameOf).ShouldNotContain(name => named.Contains(name));
    }

    [Fact]
    public void Claims_go_with_the_pods_that_are_named()
    {
        using var member = Running(3, set => set["spec"]!["volumeClaimTemplates"] = new JsonArray(SimulatedMember.Json(
            """{"metadata": {"name": "data"}, "spec": {"accessModes": ["ReadWriteOnce"]}}""")));
        member.Store.List(Claims).Count.ShouldBe(3);
        var victim = member.Pods[0];
        var id = victim["metadata"]!["labels"]!["apps.kruise.io/cloneset-instance-id"]!.GetValue<string>();
        TakeOut(member, 2, SimulatedMember.NameOf(victim));
        member.Run(30);

        member.Store.List(Claims).Count.ShouldBe(2);
        member.Store.List(Claims).Select(SimulatedMember.NameOf).ShouldNotContain($"data-web-{id}");
    }

    private static SimulatedMember Running(int replicas, Action<JsonObject>? change = null)
    {
        var member = new SimulatedMember();
        member.AddNodes(4);
        member.Add(CloneSetDefinition.Resource, SimulatedMember.Manifest("apps.kruise.io/v1alpha1", "CloneSet", "web", replicas, change: change));
        member.Run(20);
        return member;
    }

    private static void TakeOut(SimulatedMember member, int replicas, params string[] names) => member.Change(CloneSetDefinition.Resource, "web", web =>
    {
        web["spec"]!["replicas"] = replicas;
        web["spec"]!["scaleStrategy"] = new JsonObject { ["podsToDelete"] = new JsonArray([.. names.Select(name => (JsonNode)name)]) };
    });

    private static JsonNode? Named(SimulatedMember member) => member.Get(CloneSetDefinition.Resource, "web")["spec"]!["scaleStrategy"]!["podsToDelete"];

    private static int Made(SimulatedMember member) => member.Events.Count(change => change.Type == WatchEventType.Added && change.Resource == KnownResources.Pods);
}

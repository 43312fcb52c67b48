using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;
using FedScaler.Sandbox.Simulation.Workloads;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Simulation;

public sealed class WorkloadTests
{
    [Fact]
    public void A_deployment_runs_through_one_replica_set_with_the_real_names()
    {
        using var member = new SimulatedMember();
        member.AddNodes(2);
        member.AddDeployment("web", 3);
        member.Run(10);

        var set = member.Store.List(KnownResources.ReplicaSets).ShouldHaveSingleItem();
        var hash = set["metadata"]!["labels"]!["pod-template-hash"]!.GetValue<string>();
        SimulatedMember.NameOf(set).ShouldBe($"web-{hash}");
        member.Pods.ShouldAllBe(pod => SimulatedMember.NameOf(pod).StartsWith($"web-{hash}-"));
        var status = member.Deployment("web")["status"]!;
        status["readyReplicas"]!.GetValue<int>().ShouldBe(3);
        status["updatedReplicas"]!.GetValue<int>().ShouldBe(3);
        JsonNode.DeepEquals(status["observedGeneration"], member.Deployment("web")["metadata"]!["generation"]).ShouldBeTrue();
        status["unavailableReplicas"].ShouldBeNull();
    }

    [Fact]
    public void A_rolling_update_keeps_within_surge_and_unavailable_all_the_way()
    {
        using var member = new SimulatedMember();
        member.AddNodes(4);
        member.AddDeployment("web", 8, change: web => web["spec"]!["strategy"] = SimulatedMember.Json(
            """{"type": "RollingUpdate", "rollingUpdate": {"maxSurge": 2, "maxUnavailable": "13%"}}"""));
        member.Run(20);
        var (fewestReady, mostActive) = (int.MaxValue, 0);

        member.Change(KnownResources.Deployments, "web", web => web["spec"]!["template"]!["spec"]!["containers"]![0]!["image"] = "web:2");
        for (var second = 0; second < 120; second++)
        {
            member.Run(1);
            fewestReady = Math.Min(fewestReady, member.ReadyPods.Count(pod => pod["metadata"]!["deletionTimestamp"] is null));
            mostActive = Math.Max(mostActive, member.Pods.Count(pod => pod["metadata"]!["deletionTimestamp"] is null));
        }

        fewestReady.ShouldBe(7);
        mostActive.ShouldBe(10);
        member.Pods.Count.ShouldBe(8);
        member.Pods.ShouldAllBe(pod => pod["spec"]!["containers"]![0]!["image"]!.GetValue<string>() == "web:2");
        member.Deployment("web")["metadata"]!["annotations"]!["deployment.kubernetes.io/revision"]!.GetValue<string>().ShouldBe("2");
        SimulatedMember.Condition(member.Deployment("web"), "Progressing")!["reason"]!.GetValue<string>().ShouldBe("NewReplicaSetAvailable");
    }

    [Fact]
    public void Recreate_ends_the_old_pods_before_it_starts_new_ones()
    {
        using var member = new SimulatedMember();
        member.AddNodes(2);
        member.AddDeployment("web", 3, change: web => web["spec"]!["strategy"] = SimulatedMember.Json("""{"type": "Recreate"}"""));
        member.Run(10);
        member.Change(KnownResources.Deployments, "web", web => web["spec"]!["template"]!["spec"]!["containers"]![0]!["image"] = "web:2");
        member.Run(30);

        var pods = member.Events.Where(change => change.Resource == KnownResources.Pods).ToList();
        var lastOldGone = pods.Where(change => change.Type == WatchEventType.Deleted).Max(change => change.Revision);
        var newCreated = pods.Where(change => change.Type == WatchEventType.Added).Skip(3).Min(change => change.Revision);
        newCreated.ShouldBeGreaterThan(lastOldGone);
        member.ReadyPods.Count().ShouldBe(3);
    }

    [Fact]
    public void A_deleted_deployment_takes_its_replica_sets_and_pods_with_it()
    {
        using var member = new SimulatedMember();
        member.AddNodes(1);
        member.AddDeployment("web", 3);
        member.Run(10);

        member.Store.Remove(KnownResources.Deployments, SimulatedMember.KeyOf("web"));
        member.Run(60);

        member.Store.List(KnownResources.ReplicaSets).ShouldBeEmpty();
        member.Pods.ShouldBeEmpty();
    }

    [Fact]
    public void Pods_of_a_lost_node_become_unready_at_once_and_ready_when_it_returns()
    {
        using var member = new SimulatedMember();
        member.AddNodes(2);
        member.AddDeployment("web", 4);
        member.Run(10);

        member.SetReady("n0", false);
        member.Run(1);
        member.ReadyPods.Select(SimulatedMember.NodeOf).ShouldBe(["n1", "n1"]);
        member.Deployment("web")["status"]!["readyReplicas"]!.GetValue<int>().ShouldBe(2);

        member.SetReady("n0", true);
        member.Run(1);
        member.ReadyPods.Count().ShouldBe(4);
    }

    [Fact]
    public void After_five_minutes_the_pods_of_a_lost_node_are_replaced_elsewhere()
    {
        using var member = new SimulatedMember();
        member.AddNodes(2);
        member.AddDeployment("web", 4);
        member.Run(10);
        member.SetReady("n0", false);
        member.Run(299);
        member.ReadyPods.Count().ShouldBe(2);

        member.Run(11);

        member.ReadyPods.Select(SimulatedMember.NodeOf).ShouldBe(["n1", "n1", "n1", "n1"]);
    }

    [Fact]
    public void A_terminating_pod_ends_within_its_grace_period()
    {
        using var member = new SimulatedMember(new() { PodTermination = TimeSpan.FromSeconds(10) });
        member.AddNodes(1);
        member.AddDeployment("web", 1);
        member.Run(10);

        member.Scale("web", 0);
        member.Run(9);
        member.Pods.ShouldHaveSingleItem()["metadata"]!["deletionTimestamp"].ShouldNotBeNull();
        member.Run(1);

        member.Pods.ShouldBeEmpty();
    }

    [Fact]
    public void A_stateful_set_starts_in_order_from_its_first_ordinal_and_shrinks_from_the_last()
    {
        using var member = new SimulatedMember();
        member.AddNodes(1);
        member.Add(KnownResources.StatefulSets, SimulatedMember.Manifest("apps/v1", "StatefulSet", "db", 3, change: db =>
            db["spec"]!["ordinals"] = SimulatedMember.Json("""{"start": 5}""")));
        member.Run(1);
        member.Pods.Select(SimulatedMember.NameOf).ShouldBe(["db-5"]);
        member.Run(20);
        member.Pods.Select(SimulatedMember.NameOf).ShouldBe(["db-5", "db-6", "db-7"]);

        member.Change(KnownResources.StatefulSets, "db", db => db["spec"]!["replicas"] = 1);
        member.Run(20);

        member.Pods.Select(SimulatedMember.NameOf).ShouldBe(["db-5"]);
        member.Events.Where(change => change.Type == WatchEventType.Deleted).Select(change => change.Key.Name).ShouldBe(["db-7", "db-6"]);
        member.Get(KnownResources.StatefulSets, "db")["status"]!["readyReplicas"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public void A_parallel_stateful_set_starts_all_at_once()
    {
        using var member = new SimulatedMember();
        member.AddNodes(1);
        member.Add(KnownResources.StatefulSets, SimulatedMember.Manifest("apps/v1", "StatefulSet", "db", 3, change: db =>
            db["spec"]!["podManagementPolicy"] = "Parallel"));
        member.Run(1);

        member.Pods.Count.ShouldBe(3);
    }

    [Fact]
    public void A_clone_set_gives_up_the_pods_that_podsToDelete_names()
    {
        using var member = new SimulatedMember();
        member.AddNodes(1);
        member.Add(CloneSetDefinition.Resource, SimulatedMember.Manifest("apps.kruise.io/v1alpha1", "CloneSet", "web", 4));
        member.Run(10);
        var victim = SimulatedMember.NameOf(member.Pods[2]);

        member.Change(CloneSetDefinition.Resource, "web", web =>
        {
            web["spec"]!["replicas"] = 3;
            web["spec"]!["scaleStrategy"] = new JsonObject { ["podsToDelete"] = new JsonArray(victim) };
        });
        member.Run(10);

        member.ReadyPods.Count().ShouldBe(3);
        member.Pods.Select(SimulatedMember.NameOf).ShouldNotContain(victim);
        var created = member.Events.Count(change => change.Type == WatchEventType.Added && change.Resource == KnownResources.Pods);
        created.ShouldBe(4);
        member.Get(CloneSetDefinition.Resource, "web")["spec"]!["scaleStrategy"]!["podsToDelete"].ShouldBeNull();
    }

    [Fact]
    public void A_clone_set_replaces_a_named_pod_where_the_count_stays()
    {
        using var member = new SimulatedMember();
        member.AddNodes(1);
        member.Add(CloneSetDefinition.Resource, SimulatedMember.Manifest("apps.kruise.io/v1alpha1", "CloneSet", "web", 3));
        member.Run(10);
        var victim = SimulatedMember.NameOf(member.Pods[0]);

        member.Change(CloneSetDefinition.Resource, "web", web =>
            web["spec"]!["scaleStrategy"] = new JsonObject { ["podsToDelete"] = new JsonArray(victim) });
        member.Run(10);

        member.ReadyPods.Count().ShouldBe(3);
        member.Pods.Select(SimulatedMember.NameOf).ShouldNotContain(victim);
    }
}

using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Simulation;

public sealed class PodCacheLagTests
{
    private const string Cost = "controller.kubernetes.io/pod-deletion-cost";

    [Fact]
    public void A_mark_that_the_cache_has_not_saves_nobody()
    {
        using var member = Running(4);
        member.Simulation.PodCacheLag = TimeSpan.FromSeconds(5);
        var marked = member.Pods[^1];
        Mark(member, marked);
        member.Run(4);
        member.Scale("web", 3);
        member.Run(30);

        member.Pods.Count.ShouldBe(3);
        // Alike in all that is ranked, pods go by uid; the marked one would have gone by that only by chance.
        var unmarked = VictimWithoutMarks();
        member.Pods.Select(SimulatedMember.NameOf).ShouldNotContain(unmarked);
    }

    [Fact]
    public void A_mark_that_has_arrived_decides()
    {
        using var member = Running(4);
        member.Simulation.PodCacheLag = TimeSpan.FromSeconds(5);
        var victim = VictimWithoutMarks();
        var marked = member.Pods.First(pod => SimulatedMember.NameOf(pod) != victim);
        Mark(member, marked);
        member.Run(5);
        member.Scale("web", 3);
        member.Run(30);

        member.Pods.Select(SimulatedMember.NameOf).ShouldNotContain(SimulatedMember.NameOf(marked));
        member.Pods.Count.ShouldBe(3);
    }

    [Fact]
    public void Fully_labeled_replicas_fall_when_the_cache_has_the_altered_label()
    {
        using var member = Running(3);
        member.Simulation.PodCacheLag = TimeSpan.FromSeconds(5);
        FullyLabeled(member).ShouldBe(3);
        member.Change(KnownResources.Pods, SimulatedMember.NameOf(member.Pods[0]), pod => pod["metadata"]!["labels"]!["tier"] = "leaving");

        member.Run(4);
        FullyLabeled(member).ShouldBe(3);
        member.Run(1);
        FullyLabeled(member).ShouldBe(2);
        Set(member)["status"]!["replicas"]!.GetValue<int>().ShouldBe(3);
        member.Pods.Count.ShouldBe(3);
    }

    [Fact]
    public void The_status_of_a_replica_set_comes_from_its_cache()
    {
        using var member = Running(3);
        member.Simulation.PodCacheLag = TimeSpan.FromSeconds(5);
        member.Simulation.Incidents.SetPodReady(SimulatedMember.Namespace, SimulatedMember.NameOf(member.Pods[0]), ready: false);

        member.Run(4);
        Set(member)["status"]!["readyReplicas"]!.GetValue<int>().ShouldBe(3);
        member.Run(1);
        Set(member)["status"]!["readyReplicas"]!.GetValue<int>().ShouldBe(2);
    }

    [Theory]
    [InlineData("apps/v1", "Deployment")]
    [InlineData("apps/v1", "StatefulSet")]
    [InlineData("apps.kruise.io/v1alpha1", "CloneSet")]
    [InlineData("apps.kruise.io/v1beta1", "StatefulSet")]
    public void Own_writes_that_are_not_seen_yet_are_not_made_again(string apiVersion, string kind)
    {
        using var member = new SimulatedMember(new() { PodCacheLag = TimeSpan.FromSeconds(5) });
        member.AddNodes(2);
        var type = SimulatedMember.TypeOf(apiVersion, kind);
        member.Add(type, SimulatedMember.Manifest(apiVersion, kind, "web", 4, change: web => web["spec"]!["podManagementPolicy"] = "Parallel"));
        member.Run(60);
        member.Pods.Count.ShouldBe(4);
        Made(member).ShouldBe(4);

        member.Change(type, "web", web => web["spec"]!["replicas"] = 2);
        member.Run(1);
        // One thing changes after another while the deletions are not seen.
        member.Simulation.Incidents.SetPodReady(SimulatedMember.Namespace, SimulatedMember.NameOf(member.Pods[0]), ready: true);
        member.Change(type, "web", web => web["metadata"]!["annotations"] = new JsonObject { ["note"] = "again" });
        member.Run(60);
        member.Pods.Count.ShouldBe(2);
        Made(member).ShouldBe(4);
    }

    [Fact]
    public void A_shorter_lag_lets_through_what_is_under_way()
    {
        using var member = Running(3);
        member.Simulation.PodCacheLag = TimeSpan.FromHours(1);
        member.Simulation.Incidents.SetPodReady(SimulatedMember.Namespace, SimulatedMember.NameOf(member.Pods[0]), ready: false);
        member.Run(60);
        Set(member)["status"]!["readyReplicas"]!.GetValue<int>().ShouldBe(3);
        member.Simulation.PodCacheLag = TimeSpan.Zero;
        member.Settle();
        Set(member)["status"]!["readyReplicas"]!.GetValue<int>().ShouldBe(2);
    }

    [Fact]
    public void The_same_seed_and_lag_give_the_same_writes()
    {
        static List<(WatchEventType, string)> Run()
        {
            using var member = Running(6);
            member.Simulation.PodCacheLag = TimeSpan.FromSeconds(3);
            member.Scale("web", 9);
            member.Run(10);
            member.Scale("web", 2);
            member.Run(60);
            return [.. member.Events.Select(change => (change.Type, change.Key.ToString()))];
        }

        Run().ShouldBe(Run());
    }

    /// <summary>Whom the same member, from the same seed, gives up when nobody is marked.</summary>
    private static string VictimWithoutMarks()
    {
        using var member = Running(4);
        var before = member.Pods.Select(SimulatedMember.NameOf).ToList();
        member.Simulation.PodCacheLag = TimeSpan.FromSeconds(5);
        member.Run(4);
        member.Scale("web", 3);
        member.Run(30);
        return before.Except(member.Pods.Select(SimulatedMember.NameOf)).ShouldHaveSingleItem();
    }

    private static SimulatedMember Running(int replicas)
    {
        var member = new SimulatedMember();
        // One node each: nobody is doubled up.
        member.AddNodes(replicas + 6, pods: 1);
        member.AddDeployment("web", replicas, change: web => web["spec"]!["template"]!["metadata"]!["labels"]!["tier"] = "front");
        member.Run(20);
        return member;
    }

    private static void Mark(SimulatedMember member, JsonObject pod) =>
        member.Change(KnownResources.Pods, SimulatedMember.NameOf(pod), value => value["metadata"]!["annotations"] = new JsonObject { [Cost] = "-2147483648" });

    private static int Made(SimulatedMember member) => member.Events.Count(change => change.Type == WatchEventType.Added && change.Resource == KnownResources.Pods);

    private static JsonObject Set(SimulatedMember member) => member.Store.List(KnownResources.ReplicaSets).ShouldHaveSingleItem();

    private static int FullyLabeled(SimulatedMember member) => Set(member)["status"]!["fullyLabeledReplicas"]!.GetValue<int>();
}

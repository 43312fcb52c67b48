using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Karmada.Scheduling;

public sealed class KarmadaSchedulerTests
{
    private const string ByWeight = """
        {"replicaScheduling": {"replicaSchedulingType": "Divided", "replicaDivisionPreference": "Weighted", "weightPreference": {"staticWeightList": [
          {"targetCluster": {"clusterNames": ["idc-a"]}, "weight": 3}, {"targetCluster": {"clusterNames": ["idc-b"]}, "weight": 1}]} } }
        """;

    private const string Aggregated = """{"replicaScheduling": {"replicaSchedulingType": "Divided", "replicaDivisionPreference": "Aggregated"}}""";

    [Fact]
    public async Task Static_weights_divide_a_template_and_a_new_count_divides_it_anew()
    {
        await using var world = await ScheduledAsync(ByWeight, 8);
        Clusters(world).ShouldBe("idc-a 6, idc-b 2");
        await ScaleAsync(world, 4);
        Clusters(world).ShouldBe("idc-a 3, idc-b 1");
    }

    [Fact]
    public async Task What_is_added_by_room_leaves_what_is_there()
    {
        await using var world = await ScheduledAsync(KarmadaTexts.ByRoom, 4);
        Clusters(world).ShouldBe("idc-a 2, idc-b 2");
        await ScaleAsync(world, 10);
        Clusters(world).ShouldBe("idc-a 5, idc-b 5");
        await ScaleAsync(world, 3);
        Clusters(world).ShouldBe("idc-a 2, idc-b 1");
    }

    [Fact]
    public async Task Aggregated_replicas_go_to_as_few_clusters_as_hold_them()
    {
        await using var world = await ScheduledAsync(Aggregated, 4);
        Clusters(world).ShouldBe("idc-a 4");
    }

    [Fact]
    public async Task More_than_fits_is_refused_and_said()
    {
        // 48 cpus in all, half a cpu a replica.
        await using var world = await ScheduledAsync(KarmadaTexts.ByRoom, 97);
        Clusters(world).ShouldBeEmpty();
        Scheduled(world)["reason"]!.GetValue<string>().ShouldBe("Unschedulable");
    }

    [Fact]
    public async Task It_leaves_its_condition_the_generation_and_the_placement_that_it_went_by()
    {
        await using var world = await ScheduledAsync(ByWeight, 8);
        var binding = world.Binding();
        Scheduled(world)["status"]!.GetValue<string>().ShouldBe("True");
        binding["status"]!["schedulerObservedGeneration"]!.GetValue<long>().ShouldBe(binding["metadata"]!["generation"]!.GetValue<long>());
        binding["status"]!["lastScheduledTime"].ShouldNotBeNull();
        var applied = binding["metadata"]!["annotations"]!["policy.karmada.io/applied-placement"]!.GetValue<string>();
        JsonNode.DeepEquals(JsonNode.Parse(applied), binding["spec"]!["placement"]).ShouldBeTrue();
    }

    [Fact]
    public async Task A_binding_of_another_scheduler_is_left_alone()
    {
        await using var world = await KarmadaWorld.StartAsync();
        await world.PropagateAsync(KarmadaTexts.Policy());
        world.Run(60);
        Clusters(world).ShouldBeEmpty();
        world.Binding()["status"].ShouldBeNull();
    }

    [Fact]
    public async Task An_affinity_keeps_to_the_clusters_it_names_and_a_duplicate_goes_to_each()
    {
        await using var world = await ScheduledAsync("""{"clusterAffinity": {"clusterNames": ["idc-b"]}}""", 4);
        Clusters(world).ShouldBe("idc-b 4");
        await world.MergeAsync("hub", KarmadaTexts.Policies + "/web", """{"spec": {"placement": {"clusterAffinity": {"clusterNames": null, "exclude": ["idc-x"]}}}}""");
        Clusters(world).ShouldBe("idc-a 4, idc-b 4");
    }

    [Fact]
    public async Task A_tainted_cluster_gets_nothing_new()
    {
        await using var world = await KarmadaWorld.StartAsync();
        await world.MergeAsync("hub", "/apis/cluster.karmada.io/v1alpha1/clusters/idc-a", """{"spec": {"taints": [{"key": "drain", "effect": "NoSchedule"}]}}""");
        await world.PropagateAsync(KarmadaTexts.Policy(placement: ByWeight, scheduler: "default-scheduler"), 4);
        Clusters(world).ShouldBe("idc-b 4");
        await world.MergeAsync("hub", KarmadaTexts.Policies + "/web", """{"spec": {"placement": {"clusterTolerations": [{"key": "drain", "operator": "Exists"}]}}}""");
        Clusters(world).ShouldBe("idc-a 3, idc-b 1");
    }

    [Fact]
    public async Task A_cluster_scoped_template_reaches_every_member_and_leaves_them_with_its_policy_kept()
    {
        const string Roles = "/apis/rbac.authorization.k8s.io/v1/clusterroles";
        await using var world = await KarmadaWorld.StartAsync();
        world.Run(20);
        await world.CreateAsync("hub", KarmadaTexts.ClusterPolicies, KarmadaTexts.Policy(
            "reader", "ClusterRole", "reader", "{}", "default-scheduler", "rbac.authorization.k8s.io/v1", isClusters: true));
        await world.CreateAsync("hub", Roles, """{"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole", "metadata": {"name": "reader"}, "rules": []}""");
        world.Run(10);
        foreach (var member in (string[])["idc-a", "idc-b"]) world.Find(member, KnownResources.ClusterRoles, null, "reader").ShouldNotBeNull();
        await world.SendAsync("hub", "DELETE", Roles + "/reader");
        world.Run(60);
        foreach (var member in (string[])["idc-a", "idc-b"]) world.Find(member, KnownResources.ClusterRoles, null, "reader").ShouldBeNull();
    }

    private static async Task<KarmadaWorld> ScheduledAsync(string placement, int replicas)
    {
        var world = await KarmadaWorld.StartAsync();
        world.Run(20); // until Karmada has counted the members' resources
        await world.PropagateAsync(KarmadaTexts.Policy(placement: placement, scheduler: "default-scheduler"), replicas);
        return world;
    }

    private static async Task ScaleAsync(KarmadaWorld world, int replicas)
    {
        world.Run(60);
        await world.MergeAsync("hub", KarmadaTexts.Deployments + "/web", $$$"""{"spec": {"replicas": {{{replicas}}}}}""");
    }

    private static string Clusters(KarmadaWorld world) =>
        string.Join(", ", (world.Binding()["spec"]!["clusters"] as JsonArray ?? []).Select(static each => $"{each!["name"]} {each["replicas"]}"));

    private static JsonNode Scheduled(KarmadaWorld world) => world.Binding()["status"]!["conditions"]!.AsArray().Single(static each => each!["type"]!.GetValue<string>() == "Scheduled")!;
}

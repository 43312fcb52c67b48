using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Karmada.Propagation;

public sealed class BindingControllerTests
{
    private const string Work = "web-56d6c779bb";

    [Fact]
    public async Task A_cluster_that_leaves_the_binding_loses_its_Work()
    {
        await using var world = await PropagatedAsync();
        await world.MergeAsync("hub", KarmadaTexts.Binding, KarmadaTexts.Clusters(("idc-a", 4)));
        world.Run(60);
        IsKept(world, "idc-a").ShouldBeTrue();
        IsKept(world, "idc-b").ShouldBeFalse();
    }

    [Fact]
    public async Task A_graceful_eviction_keeps_the_Work_and_its_replicas_as_they_were()
    {
        await using var world = await PropagatedAsync();
        await world.MergeAsync("hub", KarmadaTexts.Binding, """
            {"spec": {"clusters": [{"name": "idc-a", "replicas": 4}], "gracefulEvictionTasks": [{"fromCluster": "idc-b", "reason": "TaintUntolerated", "producer": "TaintManager"}]}}
            """);
        world.Run(60);
        Replicas(world, "idc-a").ShouldBe(4);
        IsKept(world, "idc-b").ShouldBeTrue();
        Replicas(world, "idc-b").ShouldBe(1);
    }

    [Fact]
    public async Task A_suspended_binding_suspends_its_Works_in_all_members_or_in_those_it_names()
    {
        await using var world = await PropagatedAsync();
        await world.MergeAsync("hub", KarmadaTexts.Binding, """{"spec": {"suspension": {"dispatchingOnClusters": {"clusterNames": ["idc-b"]}}}}""");
        IsSuspended(world, "idc-a").ShouldBeFalse();
        IsSuspended(world, "idc-b").ShouldBeTrue();
        await world.MergeAsync("hub", KarmadaTexts.Binding, """{"spec": {"suspension": {"dispatching": true}}}""");
        IsSuspended(world, "idc-a").ShouldBeTrue();
    }

    [Fact]
    public async Task A_duplicated_template_keeps_its_own_count()
    {
        await using var world = await PropagatedAsync(KarmadaTexts.Policy(placement: """{"replicaScheduling": {"replicaSchedulingType": "Duplicated"}}"""));
        Replicas(world, "idc-a").ShouldBe(4);
        Replicas(world, "idc-b").ShouldBe(4);
    }

    [Fact]
    public async Task The_templates_own_word_on_conflicts_goes_before_the_policys()
    {
        await using var world = await PropagatedAsync(KarmadaTexts.Policy(more: "\"conflictResolution\": \"Overwrite\","));
        Resolution(world).ShouldBe("overwrite");
        await world.MergeAsync("hub", KarmadaTexts.Deployments + "/web", """{"metadata": {"annotations": {"work.karmada.io/conflict-resolution": "abort"}}}""");
        Resolution(world).ShouldBe("abort");
    }

    [Fact]
    public async Task A_Work_that_a_hand_deletes_is_made_anew()
    {
        await using var world = await PropagatedAsync();
        var before = world.Work("idc-a", Work)!["metadata"]!["uid"]!.GetValue<string>();
        await world.SendAsync("hub", "DELETE", $"/apis/work.karmada.io/v1alpha1/namespaces/karmada-es-idc-a/works/{Work}");
        world.Run(60);
        IsKept(world, "idc-a").ShouldBeTrue();
        world.Work("idc-a", Work)!["metadata"]!["uid"]!.GetValue<string>().ShouldNotBe(before);
    }

    [Fact]
    public async Task A_template_that_is_deleted_takes_its_Works_along()
    {
        await using var world = await PropagatedAsync();
        await world.SendAsync("hub", "DELETE", KarmadaTexts.Deployments + "/web");
        world.Run(60);
        IsKept(world, "idc-a").ShouldBeFalse();
        IsKept(world, "idc-b").ShouldBeFalse();
    }

    private static bool IsKept(KarmadaWorld world, string member) => world.Work(member, Work) is { } work && work["metadata"]!["deletionTimestamp"] is null;

    private static int Replicas(KarmadaWorld world, string member) => Manifest(world, member)["spec"]!["replicas"]!.GetValue<int>();

    private static bool IsSuspended(KarmadaWorld world, string member) => world.Work(member, Work)!["spec"]!["suspendDispatching"]!.GetValue<bool>();

    private static string Resolution(KarmadaWorld world) => Manifest(world, "idc-a")["metadata"]!["annotations"]!["work.karmada.io/conflict-resolution"]!.GetValue<string>();

    private static JsonNode Manifest(KarmadaWorld world, string member) => world.Work(member, Work)!["spec"]!["workload"]!["manifests"]![0]!;

    private static async Task<KarmadaWorld> PropagatedAsync(string? policy = null)
    {
        var world = await KarmadaWorld.StartAsync();
        await world.PropagateAsync(policy ?? KarmadaTexts.Policy());
        await world.MergeAsync("hub", KarmadaTexts.Binding, KarmadaTexts.Clusters(("idc-a", 3), ("idc-b", 1)));
        return world;
    }
}

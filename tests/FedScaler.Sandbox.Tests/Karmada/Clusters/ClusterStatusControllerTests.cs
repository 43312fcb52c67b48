using System.Text.Json.Nodes;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Json;
using FedScaler.Sandbox.Simulation.Nodes;
using FedScaler.Sandbox.Simulation.Workloads;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Karmada.Clusters;

public sealed class ClusterStatusControllerTests
{
    [Fact]
    public async Task A_member_that_joined_is_ready_and_tells_what_it_has()
    {
        await using var world = await KarmadaWorld.StartAsync();

        var cluster = Cluster(world);

        cluster["spec"]!["syncMode"]!.GetValue<string>().ShouldBe("Push");
        cluster["spec"]!["taints"].ShouldBeNull();
        Condition(world, "CompleteAPIEnablements").ShouldBe(("True", "Complete", "collected complete APIEnablements from the cluster"));
        Condition(world, "Ready").ShouldBe(("True", "ClusterReady", "cluster is healthy and ready to accept workloads"));
        var status = cluster["status"]!;
        status["kubernetesVersion"]!.GetValue<string>().ShouldBe("v1.36.2");
        status["nodeSummary"]!.ToJsonString().ShouldBe("""{"readyNum":3,"totalNum":3}""");
        status["resourceSummary"]!["allocatable"]!.ToJsonString().ShouldBe("""{"cpu":"24","memory":"96Gi","pods":"330"}""");
        status["resourceSummary"]!["allocatableModelings"]!.AsArray().Single(static each => (int)each!["count"]! > 0)!.ToJsonString().ShouldBe("""{"count":3,"grade":3}""");
    }

    [Fact]
    public async Task Every_ten_seconds_it_counts_what_pods_take_and_what_those_want_that_have_no_node()
    {
        await using var world = await KarmadaWorld.StartAsync();
        await world.AddNamespaceAsync();
        await world.CreateAsync("idc-a", KarmadaTexts.Deployments, KarmadaTexts.Workload(2));
        await world.CreateAsync("idc-a", KarmadaTexts.Deployments, KarmadaTexts.Workload(3, name: "big", cpu: "100"));
        Summary(world)["allocated"].ShouldBeNull();

        world.Run(10);

        Summary(world)["allocated"]!.ToJsonString().ShouldBe("""{"cpu":"1","pods":"2"}""");
        Summary(world)["allocating"]!.ToJsonString().ShouldBe("""{"cpu":"300","pods":"3"}""");
        var revision = world.Fleet.Hub.Store.Revision;
        world.Run(60);
        world.Fleet.Hub.Store.Revision.ShouldBe(revision, "nothing changed, nothing is written");
    }

    [Fact]
    public async Task A_node_that_is_not_ready_still_counts_as_capacity()
    {
        await using var world = await KarmadaWorld.StartAsync();

        world.Fleet["idc-a"].Store.Update(KnownResources.Nodes, new(null, "idc-a-n0"), node => NodeManifest.SetReady(node, false, world.Clock.GetUtcNow()));

        world.Run(10);
        Cluster(world)["status"]!["nodeSummary"]!.ToJsonString().ShouldBe("""{"readyNum":2,"totalNum":3}""");
        Summary(world)["allocatable"]!["cpu"]!.GetValue<string>().ShouldBe("24");
    }

    [Fact]
    public async Task A_kind_that_the_member_learns_is_told()
    {
        await using var world = await KarmadaWorld.StartAsync();
        Serves(world, "apps.kruise.io/v1alpha1", "CloneSet").ShouldBeTrue();
        Serves(world, "apps.kruise.io/v1beta1", "StatefulSet").ShouldBeFalse();

        world.Fleet["idc-a"].Store.Create(KnownResources.CustomResourceDefinitions, KruiseStatefulSetDefinition.Manifest());

        world.Run(10);
        Serves(world, "apps.kruise.io/v1beta1", "StatefulSet").ShouldBeTrue();
    }

    [Fact]
    public async Task A_frozen_member_is_found_after_two_calls_of_32_seconds_and_its_numbers_stay()
    {
        await using var world = await KarmadaWorld.StartAsync();
        // The next look is 2.4 s away, as when recording 10 was made.
        world.Run(6.6);
        var summary = Summary(world).ToJsonString();
        world.Fleet["idc-a"].Faults.BlackHole = true;
        world.Run(76.3);
        Condition(world, "Ready").Status.ShouldBe("True");

        world.Run(0.1);

        Condition(world, "Ready").ShouldBe(("False", "ClusterNotReachable", "cluster is not reachable"));
        Cluster(world)["spec"]!["taints"]![0]!["key"]!.GetValue<string>().ShouldBe("cluster.karmada.io/not-ready");
        Cluster(world)["spec"]!["taints"]![0]!["effect"]!.GetValue<string>().ShouldBe("NoSchedule");
        Summary(world).ToJsonString().ShouldBe(summary);
        Condition(world, "Ready", "idc-b").Status.ShouldBe("True");
    }

    [Fact]
    public async Task A_member_that_refuses_is_found_after_half_a_minute_and_is_ready_again_as_late()
    {
        await using var world = await KarmadaWorld.StartAsync();
        world.Run(8);
        await world.Fleet["idc-a"].KillAsync();
        world.Run(30);
        Condition(world, "Ready").Status.ShouldBe("True");
        world.Run(1);
        Condition(world, "Ready").Status.ShouldBe("False");

        await world.Fleet["idc-a"].RestartAsync();

        world.Run(39);
        Condition(world, "Ready").Status.ShouldBe("False");
        world.Run(1);
        Condition(world, "Ready").Status.ShouldBe("True");
        Cluster(world)["spec"]!["taints"].ShouldBeNull();
    }

    [Fact]
    public async Task A_short_silence_is_never_told()
    {
        await using var world = await KarmadaWorld.StartAsync();
        var generation = Generation(world);
        world.Fleet["idc-a"].Faults.RefuseConnections = true;
        world.Run(25);

        world.Fleet["idc-a"].Faults.RefuseConnections = false;

        world.Run(120);
        Condition(world, "Ready").Status.ShouldBe("True");
        Generation(world).ShouldBe(generation);
    }

    private static JsonObject Cluster(KarmadaWorld world, string member = "idc-a") => world.Get("hub", KarmadaResources.Clusters, null, member);

    private static JsonNode Summary(KarmadaWorld world) => Cluster(world)["status"]!["resourceSummary"]!;

    private static long? Generation(KarmadaWorld world) => Cluster(world)["metadata"]!["generation"].AsInteger();

    private static (string Status, string Reason, string Message) Condition(KarmadaWorld world, string type, string member = "idc-a")
    {
        var condition = Cluster(world, member)["status"]!["conditions"]!.AsArray().Single(each => (string?)each!["type"] == type)!;
        return ((string)condition["status"]!, (string)condition["reason"]!, (string)condition["message"]!);
    }

    private static bool Serves(KarmadaWorld world, string groupVersion, string kind) =>
        Cluster(world)["status"]!["apiEnablements"]!.AsArray().Where(each => (string?)each!["groupVersion"] == groupVersion)
            .Any(each => each!["resources"]!.AsArray().Any(resource => (string?)resource!["kind"] == kind));
}

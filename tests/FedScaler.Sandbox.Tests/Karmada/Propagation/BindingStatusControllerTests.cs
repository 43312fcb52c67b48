using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Karmada.Propagation;

public sealed class BindingStatusControllerTests
{
    [Fact]
    public async Task A_member_that_refuses_is_told_of_and_the_binding_is_not_fully_applied()
    {
        await using var world = await KarmadaWorld.StartAsync();
        await world.CreateAsync("idc-b", "/api/v1/namespaces", """{"metadata": {"name": "shop"}}""");
        await world.CreateAsync("idc-b", KarmadaTexts.Deployments, KarmadaTexts.Workload(2));
        await world.PropagateAsync(KarmadaTexts.Policy());
        await world.MergeAsync("hub", KarmadaTexts.Binding, KarmadaTexts.Clusters(("idc-a", 3), ("idc-b", 1)));
        world.Run(60);
        var refused = world.Binding()["status"]!["aggregatedStatus"]!.AsArray().Single(static each => each!["clusterName"]!.GetValue<string>() == "idc-b")!;
        refused.AsObject().ContainsKey("applied").ShouldBeFalse();
        refused["health"]!.GetValue<string>().ShouldBe("Unknown");
        refused["appliedMessage"]!.GetValue<string>().ShouldContain("already exist");
        FullyApplied(world)["status"]!.GetValue<string>().ShouldBe("False");
        FullyApplied(world)["reason"]!.GetValue<string>().ShouldBe("FullyAppliedFailed");
    }

    [Fact]
    public async Task The_templates_status_is_the_sum_and_its_generation_the_one_that_every_member_has()
    {
        await using var world = await KarmadaWorld.StartAsync();
        await world.PropagateAsync(KarmadaTexts.Policy());
        await world.MergeAsync("hub", KarmadaTexts.Binding, KarmadaTexts.Clusters(("idc-a", 3), ("idc-b", 1)));
        world.Run(60);
        var generation = Template(world)["metadata"]!["generation"]!.GetValue<long>();
        Template(world)["status"]!["readyReplicas"]!.GetValue<long>().ShouldBe(4);
        Template(world)["status"]!["observedGeneration"]!.GetValue<long>().ShouldBe(generation);

        world.Fleet["idc-b"].Faults.RefuseConnections = true;
        await world.MergeAsync("hub", KarmadaTexts.Deployments + "/web", """{"metadata": {"annotations": {"note": "touched"}}}""");
        world.Run(5);
        Template(world)["metadata"]!["generation"]!.GetValue<long>().ShouldBe(generation + 1);
        Template(world)["status"]!["observedGeneration"]!.GetValue<long>().ShouldBe(generation);
        // What a Work could not bring to its member is not counted either, though it runs there.
        Template(world)["status"]!["readyReplicas"]!.GetValue<long>().ShouldBe(3);
    }

    private static JsonObject Template(KarmadaWorld world) => world.Get("hub", KnownResources.Deployments, "shop", "web");

    private static JsonNode FullyApplied(KarmadaWorld world) => world.Binding()["status"]!["conditions"]!.AsArray().Single(static each => each!["type"]!.GetValue<string>() == "FullyApplied")!;
}

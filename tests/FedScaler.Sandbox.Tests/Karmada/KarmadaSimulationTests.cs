using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Karmada;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Karmada;

public sealed class KarmadaSimulationTests
{
    [Fact]
    public async Task Without_the_hubs_API_server_nothing_moves_and_with_it_all_is_made_up_for()
    {
        await using var world = await PropagatedAsync();
        world.Fleet.Hub.Faults.BlackHole = true;
        // As if it had been written the moment before.
        world.Fleet.Hub.Store.Update(KarmadaResources.ResourceBindings, new("shop", "web-deployment"), static binding =>
        {
            binding["spec"]!["clusters"]![0]!["replicas"] = 2;
            return true;
        });
        world.Run(60);
        Running(world).ShouldBe(3);
        world.Fleet.Hub.Faults.BlackHole = false;
        world.Run(1);
        Running(world).ShouldBe(2);
    }

    [Fact]
    public async Task A_part_that_is_stopped_goes_on_with_what_has_come_up()
    {
        await using var world = await PropagatedAsync();
        world.Karmada.Pause(KarmadaComponent.Binding);
        await world.MergeAsync("hub", KarmadaTexts.Binding, KarmadaTexts.Clusters(("idc-a", 4)));
        world.Run(60);
        Running(world).ShouldBe(3);
        world.Karmada.Pause(KarmadaComponent.Binding, paused: false);
        world.Run(1);
        Running(world).ShouldBe(4);
    }

    [Fact]
    public async Task A_hub_that_is_set_back_is_read_anew()
    {
        await using var world = await PropagatedAsync();
        var before = world.Fleet.Hub.Store.Snapshot();
        await world.MergeAsync("hub", KarmadaTexts.Deployments + "/web", """{"spec": {"template": {"metadata": {"labels": {"version": "2"}}}}}""");
        world.Run(30);
        Version(world).ShouldBe("2");
        world.Fleet.Hub.Store.Restore(before);
        world.Run(30);
        await world.MergeAsync("hub", KarmadaTexts.Deployments + "/web", """{"spec": {"template": {"metadata": {"labels": {"version": "3"}}}}}""");
        world.Run(30);
        Version(world).ShouldBe("3");
    }

    [Fact]
    public async Task The_same_steps_leave_the_same_objects()
    {
        await using var one = await PropagatedAsync();
        await using var other = await PropagatedAsync();
        var works = Works(one);
        works.Count.ShouldBeGreaterThan(4);
        works.ShouldBe(Works(other));
    }

    private static List<string> Works(KarmadaWorld world) =>
        [.. world.Fleet.Hub.Store.List(KarmadaResources.Works).Select(static work => $"{work["metadata"]!["name"]} {work["metadata"]!["labels"]!.ToJsonString()}")];

    private static int Running(KarmadaWorld world) => world.Get("idc-a", KnownResources.Deployments, "shop", "web")["spec"]!["replicas"]!.GetValue<int>();

    private static string? Version(KarmadaWorld world) =>
        world.Get("idc-a", KnownResources.Deployments, "shop", "web")["spec"]!["template"]!["metadata"]!["labels"]!["version"]?.GetValue<string>();

    private static async Task<KarmadaWorld> PropagatedAsync()
    {
        var world = await KarmadaWorld.StartAsync();
        await world.PropagateAsync(KarmadaTexts.Policy());
        await world.MergeAsync("hub", KarmadaTexts.Binding, KarmadaTexts.Clusters(("idc-a", 3), ("idc-b", 1)));
        world.Run(30);
        return world;
    }
}

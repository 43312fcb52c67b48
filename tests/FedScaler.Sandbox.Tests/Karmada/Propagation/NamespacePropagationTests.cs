using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Karmada.Propagation;

public sealed class NamespacePropagationTests
{
    [Fact]
    public async Task A_namespace_goes_to_every_member_and_away_with_it()
    {
        await using var world = await KarmadaWorld.StartAsync();
        await world.CreateAsync("hub", "/api/v1/namespaces", """{"metadata": {"name": "shop", "labels": {"team": "a"}}}""");
        world.Run(1);
        world.Get("idc-b", KnownResources.Namespaces, null, "shop")["metadata"]!["labels"]!["team"]!.GetValue<string>().ShouldBe("a");
        await world.SendAsync("hub", "DELETE", "/api/v1/namespaces/shop");
        world.Run(60);
        world.Find("idc-b", KnownResources.Namespaces, null, "shop").ShouldBeNull();
    }

    [Fact]
    public async Task Reserved_namespaces_and_those_that_say_so_stay_on_the_hub()
    {
        await using var world = await KarmadaWorld.StartAsync();
        await world.CreateAsync("hub", "/api/v1/namespaces", """{"metadata": {"name": "own", "labels": {"namespace.karmada.io/skip-auto-propagation": "true"}}}""");
        await world.CreateAsync("hub", "/api/v1/namespaces", """{"metadata": {"name": "kube-extra"}}""");
        world.Run(10);
        world.Fleet.Hub.Store.List(KarmadaResources.Works, "karmada-es-idc-a")
            .Select(static work => work["spec"]!["workload"]!["manifests"]![0]!["kind"]!.GetValue<string>())
            .ShouldNotContain("Namespace");
    }
}

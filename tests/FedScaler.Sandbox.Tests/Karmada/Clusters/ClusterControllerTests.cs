using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Karmada.Clusters;

public sealed class ClusterControllerTests
{
    private const string Path = "/apis/cluster.karmada.io/v1alpha1/clusters/idc-a";

    [Fact]
    public async Task A_member_that_joins_gets_a_finalizer_and_a_taint_until_it_is_ready()
    {
        await using var world = await KarmadaWorld.StartAsync(joined: false);
        world.Fleet["idc-a"].Faults.RefuseConnections = true;

        world.Karmada.Join("idc-a", new Dictionary<string, string> { ["region"] = "north" });
        world.Run(0);

        var cluster = world.Get("hub", KarmadaResources.Clusters, null, "idc-a");
        cluster["metadata"]!["finalizers"]!.ToJsonString().ShouldBe("""["karmada.io/cluster-controller"]""");
        cluster["metadata"]!["labels"]!["region"]!.GetValue<string>().ShouldBe("north");
        cluster["spec"]!["taints"]![0]!["key"]!.GetValue<string>().ShouldBe("cluster.karmada.io/not-ready");
        world.Fleet["idc-a"].Faults.RefuseConnections = false;
        world.Run(60);
        world.Get("hub", KarmadaResources.Clusters, null, "idc-a")["spec"]!["taints"].ShouldBeNull();
    }

    [Fact]
    public async Task Taints_of_others_stay_beside_its_own()
    {
        await using var world = await KarmadaWorld.StartAsync();
        await world.MergeAsync("hub", Path, """{"spec": {"taints": [{"key": "team", "value": "a", "effect": "NoSchedule"}]}}""");

        await world.Fleet["idc-a"].KillAsync();

        world.Run(60);
        Taints(world).ShouldBe(["team", "cluster.karmada.io/not-ready"]);
        await world.Fleet["idc-a"].RestartAsync();
        world.Run(60);
        Taints(world).ShouldBe(["team"]);
    }

    [Fact]
    public async Task A_member_that_leaves_takes_its_Works_and_what_they_made_along()
    {
        await using var world = await KarmadaWorld.StartAsync();
        await world.AddNamespaceAsync();
        await world.ApplyWorkAsync(WorkTexts.Hpa());

        await world.SendAsync("hub", "DELETE", Path);

        world.Run(10);
        world.Find("hub", KarmadaResources.Clusters, null, "idc-a").ShouldBeNull();
        world.Fleet.Hub.Store.List(KarmadaResources.Works, "karmada-es-idc-a").ShouldBeEmpty();
        world.Find("hub", KnownResources.Namespaces, null, "karmada-es-idc-a").ShouldBeNull();
        world.FindHpa().ShouldBeNull();
    }

    [Fact]
    public async Task A_member_that_leaves_while_it_is_silent_does_not_hang()
    {
        await using var world = await KarmadaWorld.StartAsync();
        await world.AddNamespaceAsync();
        await world.ApplyWorkAsync(WorkTexts.Hpa());
        await world.Fleet["idc-a"].KillAsync();
        world.Run(60);

        await world.SendAsync("hub", "DELETE", Path);

        world.Run(300);
        world.Find("hub", KarmadaResources.Clusters, null, "idc-a").ShouldBeNull();
        world.FindHpa().ShouldNotBeNull();
    }

    private static IEnumerable<string> Taints(KarmadaWorld world) =>
        world.Get("hub", KarmadaResources.Clusters, null, "idc-a")["spec"]!["taints"]!.AsArray().Select(static taint => (string)taint!["key"]!);
}

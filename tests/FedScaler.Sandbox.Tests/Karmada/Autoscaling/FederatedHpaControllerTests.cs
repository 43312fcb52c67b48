using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Simulation;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Karmada.Autoscaling;

public sealed class FederatedHpaControllerTests
{
    private static readonly WorkloadRef Web = new("shop", "Deployment", "web");

    [Fact]
    public async Task It_scales_the_template_by_what_all_members_use_and_within_its_bounds()
    {
        await using var world = await RunningAsync(max: 12);
        foreach (var member in (string[])["idc-a", "idc-b"]) world.Member(member).Metrics.SetStaticLoad(Web, 1800);
        world.Run(300);
        // 3600m over pods of 500m at 60%: 12.
        Replicas(world).ShouldBe(12);
        Running(world, "idc-a").ShouldBe(6);
        Running(world, "idc-b").ShouldBe(6);
        foreach (var member in (string[])["idc-a", "idc-b"]) world.Member(member).Metrics.SetStaticLoad(Web, 5000);
        world.Run(300);
        Replicas(world).ShouldBe(12);
        var status = world.Get("hub", KarmadaResources.FederatedHpas, "shop", "web")["status"]!;
        status["desiredReplicas"]!.GetValue<long>().ShouldBe(12);
        status["conditions"]!.ToJsonString().ShouldContain("TooManyReplicas");
    }

    [Fact]
    public async Task An_HPA_on_the_hub_scales_nothing()
    {
        await using var world = await RunningAsync(max: null);
        await world.CreateAsync("hub", "/apis/autoscaling/v2/namespaces/shop/horizontalpodautoscalers", Autoscaler("autoscaling/v2", "HorizontalPodAutoscaler", 12));
        foreach (var member in (string[])["idc-a", "idc-b"]) world.Member(member).Metrics.SetStaticLoad(Web, 1800);
        world.Run(300);
        Replicas(world).ShouldBe(4);
    }

    private static int Replicas(KarmadaWorld world) => world.Get("hub", KnownResources.Deployments, "shop", "web")["spec"]!["replicas"]!.GetValue<int>();

    private static int Running(KarmadaWorld world, string member) => world.Get(member, KnownResources.Deployments, "shop", "web")["spec"]!["replicas"]!.GetValue<int>();

    private static string Autoscaler(string apiVersion, string kind, int max) => $$$"""
        {"apiVersion": "{{{apiVersion}}}", "kind": "{{{kind}}}", "metadata": {"name": "web", "namespace": "shop"},
         "spec": {"minReplicas": 2, "maxReplicas": {{{max}}}, "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"},
          "metrics": [{"type": "Resource", "resource": {"name": "cpu", "target": {"type": "Utilization", "averageUtilization": 60} } }]} }
        """;

    private static async Task<KarmadaWorld> RunningAsync(int? max)
    {
        var world = await KarmadaWorld.StartAsync();
        world.Run(20);
        await world.PropagateAsync(KarmadaTexts.Policy(scheduler: "default-scheduler"));
        if (max is { } ceiling)
            await world.CreateAsync("hub", "/apis/autoscaling.karmada.io/v1alpha1/namespaces/shop/federatedhpas", Autoscaler("autoscaling.karmada.io/v1alpha1", "FederatedHPA", ceiling));
        world.Run(20);
        return world;
    }
}

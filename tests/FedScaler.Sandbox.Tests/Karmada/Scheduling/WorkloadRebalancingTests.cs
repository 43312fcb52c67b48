using FedScaler.Kube.Karmada;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Karmada.Scheduling;

public sealed class WorkloadRebalancingTests
{
    private const string Rebalancer = """
        {"apiVersion": "apps.karmada.io/v1alpha1", "kind": "WorkloadRebalancer", "metadata": {"name": "now"}, "spec": {"workloads": [
          {"apiVersion": "apps/v1", "kind": "Deployment", "namespace": "shop", "name": "web"}, {"apiVersion": "apps/v1", "kind": "Deployment", "namespace": "shop", "name": "none"}]}}
        """;

    [Fact]
    public async Task It_has_a_binding_divided_afresh_and_says_what_it_did_not_find()
    {
        await using var world = await KarmadaWorld.StartAsync();
        world.Run(20);
        await world.PropagateAsync(KarmadaTexts.Policy(scheduler: "default-scheduler"));
        await world.MergeAsync("hub", KarmadaTexts.Binding, KarmadaTexts.Clusters(("idc-a", 4)));
        world.Run(60);
        world.Binding()["spec"]!["clusters"]!.AsArray().Count.ShouldBe(1);

        await world.CreateAsync("hub", "/apis/apps.karmada.io/v1alpha1/workloadrebalancers", Rebalancer);

        world.Binding()["spec"]!["clusters"]!.AsArray().Count.ShouldBe(2);
        var status = world.Get("hub", KarmadaResources.WorkloadRebalancers, null, "now")["status"]!;
        status["observedWorkloads"]!.AsArray().Select(static each => each!["result"]!.GetValue<string>()).ShouldBe(["Successful", "Failed"]);
    }

    [Fact]
    public async Task A_binding_of_another_scheduler_only_carries_the_request()
    {
        await using var world = await KarmadaWorld.StartAsync();
        await world.PropagateAsync(KarmadaTexts.Policy());
        await world.MergeAsync("hub", KarmadaTexts.Binding, KarmadaTexts.Clusters(("idc-a", 4)));
        world.Run(60);
        await world.CreateAsync("hub", "/apis/apps.karmada.io/v1alpha1/workloadrebalancers", Rebalancer);
        world.Binding()["spec"]!["rescheduleTriggeredAt"].ShouldNotBeNull();
        world.Binding()["spec"]!["clusters"]!.AsArray().Count.ShouldBe(1);
    }
}

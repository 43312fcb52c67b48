using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Karmada;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Karmada.Autoscaling;

public sealed class ReplicasSyncerTests
{
    private const string Path = "/apis/apps/v1/namespaces/shop/deployments/web";

    [Theory]
    [InlineData(true, true, 5)]
    [InlineData(true, false, 4)]
    [InlineData(false, true, 4)]
    public async Task It_writes_what_members_report_where_it_runs_and_members_keep_their_counts(bool runs, bool isRetained, int count)
    {
        await using var world = await KarmadaWorld.StartAsync();
        world.Run(20);
        await world.PropagateAsync(KarmadaTexts.Policy(scheduler: "default-scheduler"));
        world.Run(20);
        if (runs) world.Karmada.Pause(KarmadaComponent.ReplicasSyncer, paused: false);
        if (isRetained) await world.MergeAsync("hub", Path, $$$"""{"metadata": {"labels": {"{{{KarmadaKeys.RetainReplicas}}}": "true"} } }""");
        world.Run(20);
        await world.MergeAsync("idc-a", Path, """{"spec": {"replicas": 3} }""");
        world.Run(30);

        var template = world.Get("hub", KnownResources.Deployments, "shop", "web");
        template["spec"]!["replicas"]!.GetValue<int>().ShouldBe(count);
        template["metadata"]!["managedFields"]!.AsArray().Where(static writer => writer!["fieldsV1"]!["f:spec"]?["f:replicas"] is not null).Select(static writer => (string)writer!["manager"]!)
            .Contains(KarmadaKeys.ControllerManager).ShouldBe(count == 5);
    }
}

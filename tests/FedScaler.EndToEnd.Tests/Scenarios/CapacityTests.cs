using FedScaler.Kube.Models;

namespace FedScaler.EndToEnd.Tests.Scenarios;

/// <summary>Members that can't hold what they are asked to.</summary>
public class CapacityTests : FleetTest
{
    [Fact]
    public async Task Room_that_a_full_member_cannot_use_goes_to_the_others()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa(min: 6, max: 90));
        await fleet.UntilReadyAsync();

        // idc-a holds 48 pods of 1 cpu; something else takes most of it away, just when it needs it.
        await fleet.DeployAsync("other", replicas: 44, members: "idc-a");
        fleet.Sandbox.SetLoad("idc-a", 20 * 0.6);
        await fleet.UntilAsync("pods wait for a node", async () => ((int?)(await fleet.StatusOfAsync("idc-a"))["unschedulableReplicas"] ?? 0) > 0);
        var before = (await fleet.ShareAsync("idc-a"))!.Value;
        await fleet.UntilAsync("its room goes elsewhere", async () => (await fleet.ShareAsync("idc-a"))!.Value.Max < before.Max);

        (await fleet.SharesAsync()).Values.Sum(static share => share.Max).ShouldBe(90);
    }

    [Fact]
    public async Task Cordoned_nodes_count_for_nothing()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        for (var node = 0; node < 5; node++)
            await fleet.Member("idc-a").PatchAsync(KnownResources.Nodes, null, $"idc-a-n{node}", "spec: {unschedulable: true}");
        await fleet.StepAsync(5);

        await fleet.ApplyAsync(Manifests.FedHpa(min: 6, max: 90));
        await fleet.UntilReadyAsync();

        // One node of 8 cpus is left.
        (await fleet.ShareAsync("idc-a"))!.Value.Max.ShouldBeLessThanOrEqualTo(9);
        (await fleet.SharesAsync()).Values.Sum(static share => share.Max).ShouldBe(90);
    }

    [Fact]
    public async Task A_fleet_that_is_full_says_so_and_still_gives_its_whole_max_away()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync(cpu: "4");

        await fleet.ApplyAsync(Manifests.FedHpa(min: 3, max: 200));
        await fleet.UntilReadyAsync();

        (await fleet.ConditionAsync("CapacityShort")).IsTrue.ShouldBeTrue();
        (await fleet.SharesAsync()).Values.Sum(static share => share.Max).ShouldBe(200);
    }
}

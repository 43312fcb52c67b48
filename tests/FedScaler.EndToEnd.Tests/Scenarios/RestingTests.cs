using FedScaler.Kube.Models;

namespace FedScaler.EndToEnd.Tests.Scenarios;

/// <summary>Somebody scaled the workload in a member to 0, which puts its HPA to rest: theirs to say, and theirs to take back.</summary>
public class RestingTests : FleetTest
{
    [Fact]
    public async Task A_workload_scaled_to_zero_in_a_member_stays_so_its_room_serves_the_others_and_it_scales_again_when_it_is_woken()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa());
        await fleet.UntilReadyAsync();
        await fleet.StepAsync(40);
        var before = await fleet.SharesAsync();

        await ScaleAsync(fleet, 0);
        await fleet.UntilAsync("it is told", async () => ((string?)(await fleet.StatusOfAsync("idc-b"))["reason"])?.Contains("scaled to 0", StringComparison.Ordinal) == true);
        await fleet.StepAsync(600);
        (await fleet.RunsAsync("idc-b")).ShouldBe(0);
        (await fleet.SharesAsync()).ShouldBe(before);
        ((int?)(await fleet.StatusOfAsync("idc-b"))["currentReplicas"]).ShouldBe(0);

        fleet.Sandbox.SetLoad("idc-a", 40 * 0.6);
        await fleet.UntilAsync("idc-a has its room", async () => await fleet.ReadyAsync("idc-a") == 40);
        (await fleet.RunsAsync("idc-b")).ShouldBe(0);

        await ScaleAsync(fleet, 3);
        fleet.Sandbox.SetLoad("idc-b", 4 * 0.6);
        await fleet.UntilAsync("its HPA scales it again", async () => await fleet.ReadyAsync("idc-b") == 4);
        await fleet.UntilAsync("the status is true", async () => (int?)(await fleet.StatusOfAsync("idc-b"))["currentReplicas"] == 4);
        ((string?)(await fleet.StatusOfAsync("idc-b"))["reason"]).ShouldNotBeNull().ShouldNotContain("scaled to 0");
    }

    private static Task ScaleAsync(Scenario fleet, int replicas) =>
        fleet.Member("idc-b").PatchAsync(KnownResources.Deployments, fleet.Namespace, "web", $"spec: {{replicas: {replicas}}}");
}

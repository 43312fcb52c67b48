using FedScaler.EndToEnd.Tests.Scenarios.Manual;

namespace FedScaler.EndToEnd.Tests.Scenarios;

/// <summary>A member refuses what is written there, for as long as nobody mends it: tried again, ever more seldom, and told.</summary>
public sealed class RefusedWriteTests : FleetTest
{
    [Fact]
    public async Task A_share_that_a_member_refuses_is_tried_again_ever_more_seldom_and_the_others_have_theirs()
    {
        var fleet = await StartSandboxAsync(service: false);
        fleet.Sandbox.Revoke("idc-b", "horizontalpodautoscalers", "create", "patch");
        fleet.Sandbox.Bar("idc-b");
        await fleet.DeployAsync();
        await fleet.StartServiceAsync();
        await fleet.ApplyAsync(Manifests.FedHpa());
        await fleet.UntilConditionAsync("Ready", status: false, reason: "WriteFailed");
        await fleet.UntilAsync("the others have theirs", async () => (await fleet.SharesAsync()).Count == 2);

        (await WritesToHubAsync(fleet, 600)).ShouldBeLessThan(100);
        (await fleet.EventsAsync("WriteFailed")).Count.ShouldBe(1);
        fleet.Sandbox.Permit("idc-b");
        await fleet.UntilReadyAsync();
        fleet.Sandbox.Bar("idc-b", isBarred: false);
        (await fleet.SharesAsync()).Values.Sum(static share => share.Max).ShouldBe(60);
    }

    [Fact]
    public async Task A_schedules_count_that_a_member_refuses_is_tried_again_ever_more_seldom()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(ManualScaling.Binding(3));
        await fleet.UntilRunsAsync(3);
        fleet.Sandbox.Revoke("idc-b", "deployments/scale", "patch");
        await fleet.ScheduleAsync("{name: all, schedule: \"0 0 * * *\", duration: 23h, replicas: 12}", target: "web-deployment", kind: "ReplicaBinding");
        await fleet.UntilAsync("the others have theirs", async () => await fleet.RunsAsync("idc-a") + await fleet.RunsAsync("cloud-c") > 2);

        (await WritesToHubAsync(fleet, 600)).ShouldBeLessThan(100);
        fleet.Sandbox.Permit("idc-b");
        await fleet.UntilAsync("twelve run", async () => (await fleet.CountsAsync()).Values.Sum() == 12, TimeSpan.FromMinutes(10));
    }

    private static async Task<int> WritesToHubAsync(Scenario fleet, int seconds) =>
        (await fleet.Sandbox.CountWritesAsync(() => fleet.StepAsync(seconds))).Count(static write => write.StartsWith("hub:", StringComparison.Ordinal));
}

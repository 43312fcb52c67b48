namespace FedScaler.EndToEnd.Tests.Scenarios;

/// <summary>The hub comes back as it was some time ago: its resourceVersions go back, and what was asked for since is asked for no more.</summary>
public class SetBackTests : FleetTest
{
    [Fact]
    public async Task A_hub_that_was_set_back_is_followed_as_it_is_now_and_what_it_no_longer_knows_is_left_alone()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.DeployAsync("late");
        await fleet.ApplyAsync(Manifests.FedHpa());
        await fleet.UntilReadyAsync();
        await fleet.StepAsync(40);
        var backup = fleet.Sandbox.BackUpHub();

        // Far enough on that the old state's resourceVersions are well behind.
        await fleet.EditAsync("spec: {maxReplicas: 90, minReplicas: 9}");
        await fleet.ApplyAsync(Manifests.FedHpa(name: "late", target: "late", min: 3, max: 30));
        await fleet.UntilReadyAsync("late");
        fleet.Sandbox.SetLoad("idc-b", 6);
        await fleet.UntilAsync("idc-b runs more", async () => await fleet.RunsAsync("idc-b") > 3);
        await fleet.UntilAsync("the shares add up to 90", async () => await SumAsync(fleet) == 90);
        var late = await fleet.SharesAsync("late");

        await fleet.Sandbox.SetHubBackAsync(backup, TimeSpan.FromSeconds(20));
        await fleet.UntilAsync("the shares add up to 60", async () => await SumAsync(fleet) == 60);
        await fleet.UntilReadyAsync();
        await fleet.UntilAsync("status and binding are true", async () =>
            (int?)(await fleet.StatusOfAsync("idc-b"))["currentReplicas"] == await fleet.RunsAsync("idc-b")
            && (int?)(await fleet.FindBindingAsync())?["spec"]?["replicas"] == await fleet.RunsAsync("idc-b") + await fleet.RunsAsync("idc-a") + await fleet.RunsAsync("cloud-c"));
        await fleet.StepAsync(120);
        (await fleet.SharesAsync("late")).ShouldBe(late);

        // What is written from here on is seen again, and nobody waits for versions that will not come.
        await fleet.EditAsync("spec: {maxReplicas: 75}");
        await fleet.UntilAsync("the shares add up to 75", async () => await SumAsync(fleet) == 75, TimeSpan.FromMinutes(1));
        await fleet.UntilReadyAsync();
        await fleet.ApplyAsync(Manifests.FedHpa(name: "late", target: "late", min: 3, max: 30));
        await fleet.UntilReadyAsync("late");
        (await fleet.SharesAsync("late")).ShouldBe(late);
    }

    [Fact]
    public async Task A_FedHPA_that_was_deleted_since_scales_its_members_again()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa(spec: "deletionPolicy: Delete"));
        await fleet.UntilReadyAsync();
        await fleet.StepAsync(40);
        var (backup, before) = (fleet.Sandbox.BackUpHub(), await fleet.SharesAsync());
        await fleet.DeleteFedHpaAsync();
        await fleet.UntilAsync("it is gone", async () => await fleet.FindFedHpaAsync() is null && (await fleet.SharesAsync()).Count == 0);

        await fleet.Sandbox.SetHubBackAsync(backup, TimeSpan.FromSeconds(20));
        await fleet.UntilAsync("it has its shares", async () => (await fleet.SharesAsync()).Count == 3 && await SumAsync(fleet) == 60);
        await fleet.UntilReadyAsync();
        (await fleet.Hub.FindAsync(fleet.MemberType, null, "idc-b")).ShouldNotBeNull();
        (await fleet.SharesAsync()).Keys.ShouldBe(before.Keys, ignoreOrder: true);
    }

    private static async Task<int> SumAsync(Scenario fleet) => (await fleet.SharesAsync()).Values.Sum(static share => share.Max);
}

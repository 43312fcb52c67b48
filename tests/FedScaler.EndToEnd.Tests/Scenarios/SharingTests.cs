namespace FedScaler.EndToEnd.Tests.Scenarios;

/// <summary>Shares come about, and follow the load.</summary>
public class SharingTests : FleetTest
{
    [Fact]
    public async Task A_new_FedHPA_is_shared_out_over_every_member()
    {
        var fleet = await StartAsync();
        await fleet.DeployAsync();

        await fleet.ApplyAsync(Manifests.FedHpa(min: 6, max: 60));
        await fleet.UntilReadyAsync();

        var shares = await fleet.SharesAsync();
        shares.Keys.ShouldBe(fleet.Members.Select(static member => member.Name), ignoreOrder: true);
        shares.Values.Sum(static share => share.Max).ShouldBe(60);
        shares.Values.Sum(static share => share.Min).ShouldBe(6);
        shares.Values.ShouldAllBe(static share => share.Min >= 1 && share.Min <= share.Max);
    }

    [Fact]
    public async Task Over_TLS_and_HTTP2_it_is_the_same()
    {
        var fleet = await StartSandboxAsync(useTls: true);
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa(min: 6, max: 60));
        await fleet.UntilReadyAsync();

        (await fleet.SharesAsync()).Values.Sum(static share => share.Max).ShouldBe(60);
    }

    [Fact]
    public async Task Each_member_scales_up_and_down_with_its_own_load()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa(min: 6, max: 60));
        await fleet.UntilReadyAsync();

        fleet.Sandbox.SetLoad("idc-a", 6);
        await fleet.UntilAsync("idc-a runs 10", async () => await fleet.RunsAsync("idc-a") == 10);
        var min = (await fleet.ShareAsync("idc-a"))!.Value.Min;
        (await fleet.RunsAsync("idc-b")).ShouldBe((await fleet.ShareAsync("idc-b"))!.Value.Min);

        fleet.Sandbox.SetLoad("idc-a", 0);
        await fleet.UntilAsync("idc-a is back at its min", async () => await fleet.RunsAsync("idc-a") == min, TimeSpan.FromMinutes(20));
    }

    [Fact]
    public async Task Room_moves_to_a_saturated_member_in_one_move()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa(min: 6, max: 60));
        await fleet.UntilReadyAsync();
        var before = (await fleet.ShareAsync("cloud-c"))!.Value;

        // Its load wants ten pods more than its share allows.
        var wanted = before.Max + 10;
        fleet.Sandbox.SetLoad("cloud-c", wanted * 0.6);
        await fleet.UntilAsync("cloud-c is served", async () => await fleet.ReadyAsync("cloud-c") == wanted, TimeSpan.FromMinutes(10));

        (await fleet.SharesAsync()).Values.Sum(static share => share.Max).ShouldBe(60);
        var moves = await fleet.EventsAsync("RoomMoved");
        moves.ShouldNotBeEmpty();
    }
}

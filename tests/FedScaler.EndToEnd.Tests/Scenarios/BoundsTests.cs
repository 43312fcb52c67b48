namespace FedScaler.EndToEnd.Tests.Scenarios;

/// <summary>The user changes the bounds, or holds everything.</summary>
public class BoundsTests : FleetTest
{
    [Fact]
    public async Task Raising_the_max_gives_every_member_room_and_lowering_it_takes_it_back()
    {
        var fleet = await StartAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa(max: 30));
        await fleet.UntilReadyAsync();

        await fleet.EditAsync("spec: {maxReplicas: 90}");
        await fleet.UntilAsync("the shares add up to 90", async () => await SumOfMaximaAsync(fleet) == 90);

        await fleet.EditAsync("spec: {maxReplicas: 12}");
        await fleet.UntilAsync("the shares add up to 12", async () => await SumOfMaximaAsync(fleet) == 12);
        (await fleet.SharesAsync()).Values.Sum(static share => share.Min).ShouldBe(6);
    }

    [Fact]
    public async Task A_max_lowered_below_what_runs_is_obeyed_by_every_member()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa(max: 60));
        await fleet.UntilReadyAsync();
        foreach (var member in fleet.Members) fleet.Sandbox.SetLoad(member.Name, 6);
        await fleet.UntilAsync("30 pods run", async () => await RunningAsync(fleet) >= 30);

        await fleet.EditAsync("spec: {maxReplicas: 15}");
        await fleet.UntilAsync("15 pods run", async () => await RunningAsync(fleet) == 15);
        (await SumOfMaximaAsync(fleet)).ShouldBe(15);
    }

    [Fact]
    public async Task Lowering_and_raising_the_min_moves_every_members_floor()
    {
        var fleet = await StartAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa(min: 18, max: 60));
        await fleet.UntilReadyAsync();
        (await fleet.SharesAsync()).Values.Sum(static share => share.Min).ShouldBe(18);

        await fleet.EditAsync("spec: {minReplicas: 3}");
        await fleet.UntilAsync("the floors add up to 3", async () => (await fleet.SharesAsync()).Values.Sum(static share => share.Min) == 3);

        await fleet.EditAsync("spec: {minReplicas: 12}");
        await fleet.UntilAsync("the floors add up to 12", async () => (await fleet.SharesAsync()).Values.Sum(static share => share.Min) == 12);
    }

    [Fact]
    public async Task A_paused_FedHPA_observes_and_writes_nothing_to_any_member()
    {
        var fleet = await StartAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa(max: 60));
        await fleet.UntilReadyAsync();
        var before = await fleet.SharesAsync();

        await fleet.EditAsync("spec: {paused: true, maxReplicas: 90}");
        await fleet.UntilConditionAsync("Paused");
        await fleet.StepAsync(2);
        (await fleet.SharesAsync()).ShouldBe(before);

        await fleet.EditAsync("spec: {paused: false}");
        await fleet.UntilAsync("the shares add up to 90", async () => await SumOfMaximaAsync(fleet) == 90);
    }

    [Fact]
    public async Task A_paused_member_keeps_its_share_and_the_others_share_the_rest()
    {
        var fleet = await StartAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa(max: 60));
        await fleet.UntilReadyAsync();
        var before = await fleet.SharesAsync();
        var paused = fleet.Members[0].Name;

        await fleet.PauseAsync(paused);
        await fleet.StepAsync(2);
        await fleet.EditAsync("spec: {maxReplicas: 90}");
        await fleet.UntilAsync("the shares add up to 90", async () => await SumOfMaximaAsync(fleet) == 90);
        (await fleet.ShareAsync(paused)).ShouldBe(before[paused]);

        await fleet.PauseAsync(paused, paused: false);
    }

    private static async Task<int> SumOfMaximaAsync(Scenario fleet) => (await fleet.SharesAsync()).Values.Sum(static share => share.Max);

    private static async Task<int> RunningAsync(Scenario fleet)
    {
        var sum = 0;
        foreach (var member in fleet.Members) sum += await fleet.RunsAsync(member.Name);
        return sum;
    }
}

namespace FedScaler.EndToEnd.Tests.Scenarios;

/// <summary>The hub, or the service, is away.</summary>
public class HubTests : FleetTest
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Members_scale_on_while_the_hub_is_away_and_all_is_true_again_after_it(bool blackHole)
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa(min: 6, max: 60));
        await fleet.UntilReadyAsync();
        var before = await fleet.SharesAsync();

        if (blackHole) fleet.Sandbox.BlackHole("hub");
        else fleet.Sandbox.Refuse("hub");
        fleet.Sandbox.SetLoad("idc-a", 6);
        fleet.Sandbox.SetLoad("cloud-c", 6);
        await fleet.StepAsync(600);
        (await fleet.RunsAsync("idc-a")).ShouldBe(10);
        (await fleet.RunsAsync("cloud-c")).ShouldBe(10);
        (await fleet.SharesAsync()).ShouldBe(before);

        fleet.Sandbox.Mend("hub");
        await fleet.UntilAsync("the status is true", async () => (int?)(await fleet.StatusOfAsync("idc-a"))["currentReplicas"] == 10);
        await fleet.UntilAsync("the binding is true", async () =>
            (int?)(await fleet.FindBindingAsync())?["spec"]?["replicas"] == 20 + await fleet.RunsAsync("idc-b"));
    }

    [Fact]
    public async Task A_restart_with_nothing_changed_writes_nothing()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa());
        await fleet.UntilReadyAsync();
        await fleet.StepAsync(400);
        await fleet.StopServiceAsync();

        (await fleet.Sandbox.CountWritesAsync(async () =>
        {
            await fleet.StartServiceAsync();
            await fleet.StepAsync(60);
        })).ShouldBeEmpty();
    }

    [Fact]
    public async Task With_nothing_to_do_nothing_is_written()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa());
        await fleet.UntilReadyAsync();
        await fleet.StepAsync(400);

        // lastContactTime of the members is all that moves.
        (await fleet.Sandbox.CountWritesAsync(() => fleet.StepAsync(280))).ShouldAllBe(static write => write.Contains("memberclusters", StringComparison.Ordinal));
    }
}

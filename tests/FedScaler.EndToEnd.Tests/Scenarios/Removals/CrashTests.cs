namespace FedScaler.EndToEnd.Tests.Scenarios.Removals;

/// <summary>The service is killed after every single write that a removal makes, and started again.</summary>
public class CrashTests : FleetTest
{
    /// <summary>After every how many-th write it is killed.</summary>
    protected virtual int Stride => 1;

    private const int Enough = 1000;

    private static readonly TimeSpan Story = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Wherever_the_service_is_killed_the_named_pods_go_and_no_other()
    {
        var writes = await RunAsync(killAt: Enough);
        writes.ShouldBeInRange(10, 80);
        for (var kill = 1; kill <= writes; kill += Stride) await RunAsync(kill);
    }

    private async Task<int> RunAsync(int killAt)
    {
        var fleet = await StartSandboxAsync(members: 2);
        await fleet.RunEightEachAsync();
        await fleet.StopServiceAsync();
        string[] named = [.. await fleet.PickAsync("idc-a", 2), .. await fleet.PickAsync("idc-b", 6)];
        using var ledger = new PodLedger(fleet.Sandbox.Servers);

        await fleet.TakeOutAsync(named);
        var writes = await fleet.Sandbox.RunUntilKilledAsync(killAt, Story);
        if (!fleet.Sandbox.IsServiceRunning) await fleet.StartServiceAsync();
        (await fleet.EndOfAsync()).ShouldBe("Completed", $"killed after write {killAt}");
        await fleet.StepAsync(30);

        ledger.Deleted.ShouldBe(named.Order(StringComparer.Ordinal), ignoreOrder: false, $"killed after write {killAt}");
        ledger.Created.ShouldBeEmpty();
        (await fleet.RunsAsync("idc-a")).ShouldBe(7);
        (await fleet.RunsAsync("idc-b")).ShouldBe(7);
        await fleet.ShouldBeRestoredAsync();
        await EndAsync();
        return writes;
    }
}

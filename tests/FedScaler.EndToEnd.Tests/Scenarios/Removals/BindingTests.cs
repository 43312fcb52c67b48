using FedScaler.EndToEnd.Tests.Scenarios.Manual;

namespace FedScaler.EndToEnd.Tests.Scenarios.Removals;

/// <summary>A workload that a user scales by its binding: the hub's count falls with the members'.</summary>
public class BindingTests : FleetTest
{
    [Fact]
    public async Task The_count_of_a_binding_falls_by_as_many_and_nothing_is_put_back()
    {
        var fleet = await StartSandboxAsync();
        await fleet.RunEightEachAsync(autoscale: false);
        await fleet.BindAsync(24);
        await fleet.UntilRunsAsync(24);
        await fleet.StepAsync(60);
        string[] named = [.. await fleet.PickAsync("idc-a", 1), .. await fleet.PickAsync("cloud-c", 3)];
        using var ledger = new PodLedger(fleet.Sandbox.Servers);

        await fleet.TakeOutAsync(named);
        (await fleet.EndOfAsync()).ShouldBe("Completed");
        await fleet.UntilRunsAsync(22);
        await fleet.StepAsync(300);

        ledger.Deleted.ShouldBe(named.Order(StringComparer.Ordinal));
        ledger.Created.ShouldBeEmpty();
        (await fleet.CountsAsync()).ShouldBe(new Dictionary<string, int> { ["cloud-c"] = 7, ["idc-a"] = 7, ["idc-b"] = 8 }, ignoreOrder: true);
        ((string?)(await fleet.FindBindingAsync())!["status"]!["heldBy"]).ShouldBeNull();
    }

    [Fact]
    public async Task A_user_who_scales_meanwhile_gets_it_afterwards()
    {
        var fleet = await StartSandboxAsync();
        await fleet.RunEightEachAsync(autoscale: false);
        await fleet.BindAsync(24);
        await fleet.UntilRunsAsync(24);
        await fleet.StepAsync(60);
        var named = await fleet.PickAsync("idc-a", 1);
        using var ledger = new PodLedger(fleet.Sandbox.Servers);

        await fleet.TakeOutAsync(named);
        await fleet.UntilAsync("it is held", async () => (string?)(await fleet.FindBindingAsync())!["status"]!["heldBy"] is not null);
        await fleet.ScaleAsync(30);
        (await fleet.EndOfAsync()).ShouldBe("Completed");
        await fleet.UntilRunsAsync(29);

        ledger.Deleted.ShouldBe(named);
        (await fleet.FindBindingAsync())!["spec"]!["replicas"]!.GetValue<int>().ShouldBe(29);
    }
}

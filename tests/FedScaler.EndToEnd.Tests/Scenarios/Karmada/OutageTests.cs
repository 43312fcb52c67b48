using FedScaler.Hosting.Federations;

namespace FedScaler.EndToEnd.Tests.Scenarios.Karmada;

/// <summary>The control plane is away, Karmada's controllers and the proxy with it, while load changes: with a FederatedHPA nothing would scale.</summary>
public sealed class OutageTests : FleetTest
{
    protected override FederationKind Federation => FederationKind.Karmada;

    [Fact]
    public async Task Members_scale_on_for_20_minutes_without_it_and_then_all_adds_up_and_nothing_flaps()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync(replicas: 4);
        await fleet.ApplyAsync(Manifests.FedHpa(min: 6, max: 60));
        await fleet.UntilReadyAsync();
        await fleet.LoadAsync();
        await fleet.StepAsync(300);
        var shares = await fleet.SharesAsync();

        fleet.Sandbox.BlackHole("hub");
        fleet.Sandbox.SetLoad("idc-a", 9 * 0.59);
        fleet.Sandbox.SetLoad("idc-b", 7 * 0.59);
        fleet.Sandbox.SetLoad("cloud-c", 3 * 0.59);
        await fleet.StepAsync(600);
        (await fleet.RunsEachAsync()).ShouldBe([9, 7, 3]);
        fleet.Sandbox.SetLoad("idc-a", 6 * 0.59);
        fleet.Sandbox.SetLoad("cloud-c", 8 * 0.59);
        await fleet.StepAsync(600);
        (await fleet.RunsEachAsync()).ShouldBe([6, 7, 8]);
        (await fleet.SharesAsync()).ShouldBe(shares);

        using var ledger = new MoveLedger(fleet);
        fleet.Sandbox.Mend("hub");
        await fleet.UntilAsync("binding and template say what runs", fleet.AgreesAsync);
        await fleet.UntilReadyAsync();
        await fleet.UntilAsync("every member is seen", async () => (await fleet.StatusAsync())["clusters"]!.AsArray().All(static cluster => (string?)cluster!["state"] == "Active"));
        await fleet.UntilAsync("the shares add up", async () => (await fleet.SharesAsync()).Values is var all && all.Sum(static share => share.Max) == 60 && all.Sum(static share => share.Min) == 6);
        await fleet.StepAsync(600);
        ledger.ShouldBeEmpty("what Karmada has in its Works puts nothing back");
        (await fleet.AgreesAsync()).ShouldBeTrue();
    }
}

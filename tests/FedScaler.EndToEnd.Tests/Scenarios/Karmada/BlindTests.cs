using FedScaler.EndToEnd.Tests.Scenarios.Manual;
using FedScaler.Hosting.Federations;

namespace FedScaler.EndToEnd.Tests.Scenarios.Karmada;

/// <summary>
/// The proxy is not allowed to the service: members are known as far as Karmada sums them up on the hub, and the condition says what is
/// not seen. Their own HPAs scale on.
/// </summary>
public sealed class BlindTests : FleetTest
{
    private const string Proxy = "clusters/proxy";

    protected override FederationKind Federation => FederationKind.Karmada;

    [Fact]
    public async Task When_the_proxy_goes_shares_stand_members_scale_on_and_it_is_said_what_is_not_seen()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync(replicas: 4);
        await fleet.ApplyAsync(Manifests.FedHpa(min: 6, max: 60));
        await fleet.UntilReadyAsync();
        await fleet.LoadAsync();
        await fleet.StepAsync(60);
        var shares = await fleet.SharesAsync();
        using var ledger = new MoveLedger(fleet);

        fleet.Sandbox.Revoke("hub", Proxy, "*");
        await fleet.UntilConditionAsync("MembersUnseen", reason: "PartlySeen");
        var message = (await fleet.ConditionAsync("MembersUnseen")).Message;
        foreach (var member in fleet.Members) message.ShouldContain($"{member.Name}: its nodes, pods and autoscalers are not seen");
        message.ShouldContain("bind verb * on clusters/proxy of cluster.karmada.io");
        await fleet.UntilReadyAsync();
        (await fleet.SharesAsync()).ShouldBe(shares);

        fleet.Sandbox.SetLoad("idc-a", 7 * 0.59);
        await fleet.UntilAsync("idc-a runs 7, and the binding says so", async () => await fleet.RunsAsync("idc-a") == 7 && await fleet.AgreesAsync());
        ledger.Lowered.ShouldBeEmpty();

        fleet.Sandbox.Permit("hub");
        await fleet.UntilAsync("all is seen again", async () => !(await fleet.ConditionAsync("MembersUnseen")).Present);
        await fleet.StepAsync(120);
        ledger.Lowered.ShouldBeEmpty();
        (await fleet.SharesAsync()).Values.Sum(static share => share.Max).ShouldBe(60);
    }

    [Fact]
    public async Task Where_it_never_was_shares_are_given_by_the_sums_and_room_goes_to_who_runs_at_his_max()
    {
        var fleet = await StartSandboxAsync(service: false);
        fleet.Sandbox.Revoke("hub", Proxy, "*");
        await fleet.StartServiceAsync();
        await fleet.DeployAsync(replicas: 4);
        await fleet.ApplyAsync(Manifests.FedHpa(min: 6, max: 30));
        await fleet.UntilAsync("the shares add up", async () => (await fleet.SharesAsync()).Values is { Count: 3 } all && all.Sum(static share => share.Max) == 30 && all.Sum(static share => share.Min) == 6);
        await fleet.UntilConditionAsync("MembersUnseen", reason: "PartlySeen");
        await fleet.LoadAsync();
        await fleet.StepAsync(60);

        var before = (await fleet.ShareAsync("idc-a"))!.Value.Max;
        fleet.Sandbox.SetLoad("idc-a", (before + 3) * 0.59);
        await fleet.UntilAsync("idc-a has more room", async () => (await fleet.ShareAsync("idc-a"))!.Value.Max > before, TimeSpan.FromMinutes(10));
        await fleet.UntilAsync("and uses it", async () => await fleet.RunsAsync("idc-a") > before, TimeSpan.FromMinutes(5));
        (await fleet.SharesAsync()).Values.Sum(static share => share.Max).ShouldBe(30);
    }

    [Fact]
    public async Task A_users_count_waits_for_the_proxy_and_what_runs_stays()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync(replicas: 3);
        await fleet.UntilAsync("all run", async () => await fleet.RunsInAllAsync() == 9 && await fleet.AgreesAsync());
        fleet.Sandbox.Revoke("hub", Proxy, "*");
        await fleet.StepAsync(60);
        using var ledger = new MoveLedger(fleet);

        await fleet.ScaleAsync(15);
        await fleet.UntilAsync("it is said what is in the way", async () => (await fleet.FindBindingAsync())!["status"]!.ToJsonString().Contains("its count cannot be set", StringComparison.Ordinal));
        await fleet.StepAsync(120);
        ledger.ShouldBeEmpty("nobody can set it");

        fleet.Sandbox.Permit("hub");
        await fleet.UntilAsync("15 run", async () => await fleet.RunsInAllAsync() == 15 && await fleet.AgreesAsync());
        ledger.Lowered.ShouldBeEmpty();
    }
}

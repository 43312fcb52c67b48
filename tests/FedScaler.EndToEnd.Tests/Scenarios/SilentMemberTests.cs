using FedScaler.Api;

namespace FedScaler.EndToEnd.Tests.Scenarios;

/// <summary>A member that does not answer: nothing shrinks because of it, and it is healed when it is back.</summary>
public sealed class SilentMemberTests : FleetTest
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task With_Hold_a_silent_members_share_stays_its_own(bool blackHole)
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa(spec: "failover: {mode: Hold}"));
        await fleet.UntilReadyAsync();
        var before = await fleet.SharesAsync();

        if (blackHole) fleet.Sandbox.BlackHole("idc-b");
        else fleet.Sandbox.Refuse("idc-b");
        await fleet.StepAsync(10);
        ((string?)(await fleet.StatusOfAsync("idc-b"))["state"]).ShouldBe("Silent");
        (await fleet.ConditionAsync("MembersSilent")).IsTrue.ShouldBeTrue();
        (await fleet.MemberConditionAsync("Ready", "idc-b")).IsTrue.ShouldBeFalse();

        await fleet.StepAsync(1200);
        var status = await fleet.StatusOfAsync("idc-b");
        ((string?)status["state"]).ShouldBe("Silent");
        ((int?)status["maxReplicas"]).ShouldBe(before["idc-b"].Max);
        (await fleet.ShareAsync("idc-a")).ShouldBe(before["idc-a"]);
        (await fleet.ShareAsync("cloud-c")).ShouldBe(before["cloud-c"]);

        fleet.Sandbox.Mend("idc-b");
        await fleet.UntilConditionAsync("MembersSilent", status: false);
        (await fleet.SharesAsync()).ShouldBe(before);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task With_Reassign_its_share_is_lent_after_the_grace_and_given_back_on_its_return(bool blackHole)
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa(spec: "failover: {mode: Reassign, graceSeconds: 60}"));
        await fleet.UntilReadyAsync();
        var before = await fleet.SharesAsync();

        if (blackHole) fleet.Sandbox.BlackHole("idc-b");
        else fleet.Sandbox.Refuse("idc-b");
        await fleet.StepAsync(40);
        (await fleet.ShareAsync("idc-a")).ShouldBe(before["idc-a"]);
        await fleet.UntilAsync("the share is lent", async () => (string?)(await fleet.StatusOfAsync("idc-b"))["state"] == "Lent");

        await fleet.StepAsync(30);
        var lent = await fleet.StatusOfAsync("idc-b");
        ((int?)lent["lent"]!["maxReplicas"]).ShouldBe(before["idc-b"].Max);
        var others = (await fleet.ShareAsync("idc-a"))!.Value.Max + (await fleet.ShareAsync("cloud-c"))!.Value.Max;
        others.ShouldBe(60);

        fleet.Sandbox.Mend("idc-b");
        await fleet.UntilConditionAsync("MembersSilent", status: false);
        await fleet.StepAsync(300);
        (await fleet.SharesAsync()).Values.Sum(static share => share.Max).ShouldBe(60);
        (await fleet.SharesAsync()).Values.Sum(static share => share.Min).ShouldBe(6);
    }
}

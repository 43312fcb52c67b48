namespace FedScaler.EndToEnd.Tests.Scenarios;

/// <summary>A member that does not answer: nothing shrinks because of it, and it is healed when it is back.</summary>
public class SilentMemberTests : FleetTest
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

    [Theory]
    [InlineData("Hold", false)]
    [InlineData("Reassign", true)]
    public async Task When_all_members_fall_silent_at_once_nothing_is_written_and_on_their_return_all_is_as_it_was(string failover, bool blackHole)
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa(spec: $"failover: {{mode: {failover}, graceSeconds: 60}}"));
        await fleet.UntilReadyAsync();
        await fleet.StepAsync(40);
        var before = await fleet.SharesAsync();

        foreach (var member in fleet.Members)
        {
            if (blackHole) fleet.Sandbox.BlackHole(member.Name);
            else fleet.Sandbox.Refuse(member.Name);
        }

        await fleet.UntilConditionAsync("Ready", status: false, reason: "MembersNotReady");
        (await fleet.ConditionAsync("MembersSilent")).Reason.ShouldBe("SharesKept");
        (await fleet.Sandbox.CountWritesAsync(() => fleet.StepAsync(900)))
            .ShouldAllBe(static write => write.StartsWith("hub: PATCH memberclusters", StringComparison.Ordinal) || write.StartsWith("hub: PATCH fedhpas", StringComparison.Ordinal));
        ((int?)(await fleet.StatusAsync())["currentReplicas"]).ShouldBe(6);

        // Those that come back a moment before the others are lent nothing in that moment.
        var written = await fleet.Sandbox.CountStoredAsync(async () =>
        {
            foreach (var member in fleet.Members) fleet.Sandbox.Mend(member.Name);
            await fleet.UntilConditionAsync("MembersSilent", status: false);
            await fleet.UntilReadyAsync();
        });
        written.ShouldBeEmpty();
        (await fleet.SharesAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_maximum_lowered_below_a_silent_share_leaves_the_others_one_each_is_told_and_is_met_on_the_return()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa(spec: "failover: {mode: Hold}"));
        await fleet.UntilReadyAsync();
        await fleet.StepAsync(40);
        var before = await fleet.SharesAsync();

        fleet.Sandbox.Refuse("idc-b");
        await fleet.UntilConditionAsync("MembersSilent");
        await fleet.EditAsync("spec: {minReplicas: 3, maxReplicas: 10}");
        await fleet.UntilConditionAsync("MembersSilent", reason: "SharesAboveMax");
        (await fleet.ConditionAsync("MembersSilent")).Message.ShouldContain($"{before["idc-b"].Max + 2 - 10} above maxReplicas 10");
        (await fleet.ShareAsync("idc-a")).ShouldBe(new Share(1, 1));
        (await fleet.ShareAsync("cloud-c")).ShouldBe(new Share(1, 1));
        ((int?)(await fleet.StatusOfAsync("idc-b"))["maxReplicas"]).ShouldBe(before["idc-b"].Max);

        fleet.Sandbox.Mend("idc-b");
        await fleet.UntilAsync(
            "the maximum is met", async () => (await fleet.SharesAsync()).Values.Sum(static share => share.Max) == 10, TimeSpan.FromMinutes(1));
        await fleet.UntilConditionAsync("MembersSilent", status: false);
    }
}

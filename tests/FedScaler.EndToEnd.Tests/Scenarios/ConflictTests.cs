namespace FedScaler.EndToEnd.Tests.Scenarios;

/// <summary>Somebody else scales the target.</summary>
public class ConflictTests : FleetTest
{
    [Fact]
    public async Task A_members_own_HPA_is_left_alone_and_reported_while_adoption_is_Refuse()
    {
        var fleet = await StartAsync();
        await fleet.DeployAsync();
        var member = fleet.Members[0];
        await member.ApplyAsync(Manifests.OwnHpa(fleet.Namespace));
        var before = (await fleet.FindHpaAsync(member.Name, "own"))!["metadata"]!["resourceVersion"]!.ToString();

        await fleet.ApplyAsync(Manifests.FedHpa());
        await fleet.UntilConditionAsync("Conflict");

        var conflict = await fleet.ConditionAsync("Conflict");
        conflict.Message.ShouldContain("own");
        conflict.Message.ShouldContain(member.Name);
        conflict.Message.ShouldContain("spec.adoption");
        (await fleet.ShareAsync(member.Name)).ShouldBeNull();
        await fleet.UntilAsync("the others share the whole", async () => (await fleet.SharesAsync()).Values.Sum(static share => share.Max) == 60);
        var own = (await fleet.FindHpaAsync(member.Name, "own"))!;
        ((int?)own["spec"]!["maxReplicas"]).ShouldBe(9);
        if (own["status"] is null) own["metadata"]!["resourceVersion"]!.ToString().ShouldBe(before);
    }

    [Fact]
    public async Task An_adopted_HPA_becomes_the_share_under_its_own_name()
    {
        var fleet = await StartAsync();
        await fleet.DeployAsync();
        var member = fleet.Members[0];
        await member.ApplyAsync(Manifests.OwnHpa(fleet.Namespace));

        await fleet.ApplyAsync(Manifests.FedHpa(spec: "adoption: Adopt"));
        await fleet.UntilReadyAsync();

        (await fleet.FindHpaAsync(member.Name)).ShouldBeNull();
        var sum = (await fleet.SharesAsync()).Values.Sum(static share => share.Max) + (await fleet.ShareAsync(member.Name, "own"))!.Value.Max;
        sum.ShouldBe(60);
        (await fleet.ConditionAsync("Conflict")).IsTrue.ShouldBeFalse();
    }

    [Fact]
    public async Task Of_two_FedHPAs_on_one_target_neither_writes_until_one_is_deleted()
    {
        var fleet = await StartAsync(service: false);
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa(name: "web"));
        await fleet.ApplyAsync(Manifests.FedHpa(name: "rival"));
        await fleet.StartServiceAsync();

        await fleet.UntilConditionAsync("Conflict", name: "web");
        await fleet.UntilConditionAsync("Conflict", name: "rival");
        (await fleet.ConditionAsync("Conflict")).Message.ShouldContain("rival");
        (await fleet.SharesAsync("web")).ShouldBeEmpty();
        (await fleet.SharesAsync("rival")).ShouldBeEmpty();

        await fleet.DeleteFedHpaAsync("rival");
        await fleet.UntilConditionAsync("Conflict", status: false);
        await fleet.UntilAsync("the shares add up", async () => (await fleet.SharesAsync()).Values.Sum(static share => share.Max) == 60);
    }

    [Fact]
    public async Task A_second_FedHPA_stops_the_first_and_leaves_its_shares_in_force()
    {
        var fleet = await StartAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa(name: "web"));
        await fleet.UntilReadyAsync();
        var before = await fleet.SharesAsync();

        await fleet.ApplyAsync(Manifests.FedHpa(name: "rival", max: 90));
        await fleet.UntilConditionAsync("Conflict", name: "rival");
        await fleet.UntilConditionAsync("Conflict", name: "web");

        (await fleet.SharesAsync()).ShouldBe(before);
        (await fleet.SharesAsync("rival")).ShouldBeEmpty();
    }
}

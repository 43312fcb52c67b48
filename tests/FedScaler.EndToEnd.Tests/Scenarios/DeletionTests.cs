using System.Text.Json.Nodes;

namespace FedScaler.EndToEnd.Tests.Scenarios;

/// <summary>A FedHPA goes: in bounded time, and as its deletionPolicy says.</summary>
public class DeletionTests : FleetTest
{
    [Fact]
    public async Task Orphan_leaves_the_members_HPAs_as_they_stand()
    {
        var fleet = await StartAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa());
        await fleet.UntilReadyAsync();
        var before = await fleet.SharesAsync();

        await fleet.DeleteFedHpaAsync();
        await fleet.UntilAsync("it is gone", async () => await fleet.FindFedHpaAsync() is null);
        await fleet.StepAsync(2);

        (await fleet.SharesAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Delete_takes_the_members_HPAs_away_and_leaves_what_runs()
    {
        var fleet = await StartAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa(spec: "deletionPolicy: Delete"));
        await fleet.UntilReadyAsync();

        await fleet.DeleteFedHpaAsync();
        await fleet.UntilAsync("it is gone", async () => await fleet.FindFedHpaAsync() is null);

        (await fleet.SharesAsync()).ShouldBeEmpty();
        foreach (var member in fleet.Members) (await fleet.RunsAsync(member.Name)).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Restore_puts_back_what_was_adopted_exactly_as_it_was_and_deletes_the_rest()
    {
        var fleet = await StartAsync();
        await fleet.DeployAsync();
        var member = fleet.Members[0];
        await member.ApplyAsync(Manifests.OwnHpa(fleet.Namespace));
        var before = (await fleet.FindHpaAsync(member.Name, "own"))!["spec"]!.ToJsonString();
        await fleet.ApplyAsync(Manifests.FedHpa(spec: "adoption: Adopt\ndeletionPolicy: Restore"));
        await fleet.UntilReadyAsync();
        await fleet.UntilAsync("it is taken over", async () => (await fleet.FindHpaAsync(member.Name, "own"))!["spec"]!.ToJsonString() != before);

        await fleet.DeleteFedHpaAsync();
        await fleet.UntilAsync("it is gone", async () => await fleet.FindFedHpaAsync() is null);

        (await fleet.FindHpaAsync(member.Name, "own"))!["spec"]!.ToJsonString().ShouldBe(before);
        (await fleet.SharesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Restore_with_a_member_gone_puts_back_what_can_be_reached_and_names_the_rest()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        var before = new Dictionary<string, string>();
        foreach (var member in fleet.Members)
        {
            await member.ApplyAsync(Manifests.OwnHpa(fleet.Namespace));
            before[member.Name] = (await fleet.FindHpaAsync(member.Name, "own"))!["spec"]!.ToJsonString();
        }

        await fleet.ApplyAsync(Manifests.FedHpa(spec: "adoption: Adopt\ndeletionPolicy: Restore"));
        await fleet.UntilReadyAsync();
        fleet.Sandbox.BlackHole("idc-b");
        await fleet.StepAsync(15);

        await fleet.DeleteFedHpaAsync();
        await fleet.UntilAsync("it is gone", async () => await fleet.FindFedHpaAsync() is null, TimeSpan.FromSeconds(90));
        await fleet.UntilAsync("the member is named", async () => (await fleet.EventsAsync("NotUndone")).Any(static note => note.Contains("idc-b", StringComparison.Ordinal)));
        foreach (var name in (string[])["idc-a", "cloud-c"]) (await fleet.FindHpaAsync(name, "own"))!["spec"]!.ToJsonString().ShouldBe(before[name]);

        // What stands there is nobody's any more: its people find the spec as it was in the annotation.
        fleet.Sandbox.Mend("idc-b");
        await fleet.StepAsync(60);
        var left = (await fleet.FindHpaAsync("idc-b", "own"))!;
        left["spec"]!.ToJsonString().ShouldNotBe(before["idc-b"]);
        JsonNode.DeepEquals(JsonNode.Parse((string)left["metadata"]!["annotations"]!["fedscaler.io/adopted-spec"]!), JsonNode.Parse(before["idc-b"])).ShouldBeTrue();
    }

    [Fact]
    public async Task A_member_that_is_gone_holds_nothing_up_and_is_named_in_an_event()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa(spec: "deletionPolicy: Delete"));
        await fleet.UntilReadyAsync();
        fleet.Sandbox.Refuse("idc-b");
        await fleet.StepAsync(15);

        await fleet.DeleteFedHpaAsync();
        await fleet.UntilAsync("it is gone", async () => await fleet.FindFedHpaAsync() is null, TimeSpan.FromSeconds(90));

        await fleet.StepAsync(5);
        (await fleet.EventsAsync("NotUndone")).ShouldContain(static note => note.Contains("idc-b", StringComparison.Ordinal));
        (await fleet.ShareAsync("idc-a")).ShouldBeNull();
        (await fleet.ShareAsync("cloud-c")).ShouldBeNull();
    }

    [Fact]
    public async Task A_FedHPA_one_of_whose_members_is_registered_no_more_is_deleted_all_the_same()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa(spec: "deletionPolicy: Delete"));
        await fleet.UntilReadyAsync();

        await fleet.UnregisterAsync("cloud-c");
        await fleet.DeleteFedHpaAsync();
        await fleet.UntilAsync("it is gone", async () => await fleet.FindFedHpaAsync() is null, TimeSpan.FromSeconds(90));
    }
}

using FedScaler.Api;
using FedScaler.Kube.Models;

namespace FedScaler.EndToEnd.Tests.Scenarios;

/// <summary>Clusters that are not what they were: replaced, wiped, or pretending to be empty.</summary>
public sealed class IdentityTests : FleetTest
{
    [Fact]
    public async Task A_member_that_answers_with_empty_lists_changes_nothing_anywhere()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        // Enough workloads that losing all of them at once is not natural.
        for (var i = 0; i < 6; i++)
        {
            await fleet.DeployAsync($"app-{i}");
            await fleet.ApplyAsync(Manifests.FedHpa(name: $"app-{i}", target: $"app-{i}", min: 3, max: 9));
        }

        await fleet.ApplyAsync(Manifests.FedHpa());
        await fleet.UntilReadyAsync();
        await fleet.StepAsync(60);
        var before = await fleet.SharesAsync();
        var runs = await fleet.RunsAsync("idc-b");

        fleet.Sandbox.Faults("idc-b").EmptyLists = true;
        fleet.Sandbox.Faults("idc-b").ExpireWatches();
        await fleet.StepAsync(30);
        (await fleet.SharesAsync()).ShouldBe(before);
        (await fleet.RunsAsync("idc-b")).ShouldBe(runs);
        ((int?)(await fleet.FindBindingAsync())!["spec"]!["clusters"]!.AsArray().First(static cluster => (string?)cluster!["name"] == "idc-b")!["replicas"]).ShouldBe(runs);

        fleet.Sandbox.Faults("idc-b").Clear();
        fleet.Sandbox.Faults("idc-b").ExpireWatches();
        await fleet.StepAsync(60);
        (await fleet.SharesAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Another_cluster_of_the_same_name_is_read_anew_and_given_its_own_share()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa());
        await fleet.UntilReadyAsync();
        var uid = (string?)(await fleet.Hub.FindAsync(ApiResources.MemberClusters, null, "idc-b"))!["status"]!["clusterUID"];

        await fleet.Sandbox.ReplaceAsync("idc-b");
        await fleet.DeployAsync(members: "idc-b");
        await fleet.UntilAsync("another cluster is known", async () =>
            (string?)(await fleet.Hub.FindAsync(ApiResources.MemberClusters, null, "idc-b"))!["status"]!["clusterUID"] is { } now && now != uid);
        await fleet.UntilAsync("it has a share", async () => await fleet.ShareAsync("idc-b") is not null);
        await fleet.UntilAsync("the shares add up", async () => (await fleet.SharesAsync()).Values.Sum(static share => share.Max) == 60);
    }

    [Fact]
    public async Task A_member_whose_target_is_gone_is_excluded_until_it_is_back()
    {
        var fleet = await StartAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa());
        await fleet.UntilReadyAsync();
        var member = fleet.Members[0];

        await member.DeleteAsync(KnownResources.Deployments, fleet.Namespace, "web");
        await fleet.UntilAsync("it is excluded", async () => (string?)(await fleet.StatusOfAsync(member.Name))["state"] == "Excluded");
        await fleet.UntilAsync("the others share the whole", async () =>
            (await fleet.SharesAsync()).Where(share => share.Key != member.Name).Sum(static share => share.Value.Max) == 60);

        await fleet.DeployAsync(members: member.Name);
        await fleet.UntilAsync("it takes part again", async () =>
            await fleet.ShareAsync(member.Name) is not null && (await fleet.SharesAsync()).Values.Sum(static share => share.Max) == 60);
    }
}

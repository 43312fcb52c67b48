using FedScaler.Api;
using FedScaler.Hosting.Federations;
using FedScaler.Kube.Models;

namespace FedScaler.EndToEnd.Tests.Scenarios;

/// <summary>Clusters that are not what they were: replaced, wiped, or pretending to be empty.</summary>
public class IdentityTests : FleetTest
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
        Assert.SkipWhen(Federation == FederationKind.Karmada, "it would have to join Karmada anew");
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa());
        await fleet.UntilReadyAsync();
        var uid = await UidAsync(fleet);

        await fleet.Sandbox.ReplaceAsync("idc-b");
        await fleet.DeployAsync(members: "idc-b");
        await fleet.UntilAsync("another cluster is known", async () => await UidAsync(fleet) is { } now && now != uid);
        await fleet.UntilAsync("it has a share", async () => await fleet.ShareAsync("idc-b") is not null);
        await fleet.UntilAsync("the shares add up", async () => (await fleet.SharesAsync()).Values.Sum(static share => share.Max) == 60);
    }

    [Fact]
    public async Task One_cluster_under_two_names_has_one_share_and_the_second_name_is_told_whose_it_is()
    {
        Assert.SkipWhen(Federation == FederationKind.Karmada, "Karmada itself lets no cluster join twice");
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa());
        await fleet.UntilReadyAsync();
        await fleet.StepAsync(40);
        var before = await fleet.SharesAsync();

        await fleet.Hub.ApplyAsync(
            """
            apiVersion: fedscaler.io/v1alpha1
            kind: MemberCluster
            metadata: {name: a-copy}
            spec: {kubeconfigSecretRef: {name: idc-a, key: kubeconfig}}
            """);
        await fleet.UntilAsync("it is told", async () => await fleet.MemberConditionAsync("Ready", "a-copy") is { IsTrue: false, Reason: "SameCluster" });
        (await fleet.MemberConditionAsync("Ready", "a-copy")).Message.ShouldContain("the same cluster as member idc-a");
        (await fleet.Sandbox.CountStoredAsync(() => fleet.StepAsync(60))).ShouldBeEmpty();
        (await fleet.SharesAsync()).ShouldBe(before);
        ((string?)(await fleet.StatusOfAsync("a-copy"))["reason"]).ShouldNotBeNull().ShouldContain("the same cluster as member idc-a");

        await fleet.Hub.DeleteAsync(ApiResources.MemberClusters, null, "a-copy");
        await fleet.UntilConditionAsync("MembersSilent", status: false);
        (await fleet.SharesAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task The_hub_may_be_a_member_of_its_own_fleet()
    {
        Assert.SkipWhen(Federation == FederationKind.Karmada, "the hub of a Karmada has no nodes");
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        // The laws know the hub as the hub alone: of this member's share they can't be asked.
        fleet.Sandbox.Bar("home");
        await fleet.Hub.ApplyAsync(Manifests.Workload(fleet.Namespace, "web", 1, "Deployment", "1"));
        await fleet.Hub.ApplyAsync(
            $$"""{apiVersion: v1, kind: Secret, metadata: {name: home, namespace: fedscaler-system}, data: {kubeconfig: {{Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(fleet.Sandbox.Servers.Hub.Kubeconfig))}} } }""");
        await fleet.Hub.ApplyAsync("{apiVersion: fedscaler.io/v1alpha1, kind: MemberCluster, metadata: {name: home}, spec: {kubeconfigSecretRef: {name: home, key: kubeconfig}}}");
        await fleet.ApplyAsync(Manifests.FedHpa());
        await fleet.UntilAsync("it has a share", async () => await fleet.Hub.FindAsync(KnownResources.HorizontalPodAutoscalers, fleet.Namespace, "web") is not null);
        await fleet.UntilReadyAsync();
        (await fleet.MemberConditionAsync("Ready", "home")).IsTrue.ShouldBeTrue();
    }

    [Fact]
    public async Task A_member_whose_target_is_gone_is_excluded_until_it_is_back()
    {
        Assert.SkipWhen(Federation == FederationKind.Karmada, "Karmada puts back what a hand deletes in a member");
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

    private static async Task<string?> UidAsync(Scenario fleet) =>
        (string?)(await fleet.Hub.FindAsync(ApiResources.MemberClusters, null, "idc-b"))!["status"]!["clusterUID"];
}

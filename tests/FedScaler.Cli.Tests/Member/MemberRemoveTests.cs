using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Kube.Models;
using FedScaler.Members.Clusters;
using Shouldly;
using Xunit;

namespace FedScaler.Cli.Tests.Members;

public sealed class MemberRemoveTests
{
    private static readonly ObjectKey SecretKey = new(MemberFleet.Namespace, "idc-a");

    [Fact]
    public async Task What_adding_made_is_gone_on_both_sides_but_for_the_namespaces()
    {
        await using var fleet = await MemberFleet.StartAsync();
        await fleet.AddedAsync();

        var run = await fleet.RemoveAsync("--kubeconfig", fleet.Folder.PathOf("idc-a.kubeconfig"));

        run.ExitCode.ShouldBe(0, run.Error);
        fleet.MemberCluster().ShouldBeNull();
        fleet.Hub.Get(KnownResources.Secrets, SecretKey).ShouldBeNull();
        foreach (var each in MemberObjects.All(MemberFleet.Namespace, scaleIn: true)) fleet.Member().Get(each.Type, each.Key).ShouldBeNull(each.Words);
        run.Output.ShouldContain("member idc-a: namespace/fedscaler-system left");
        run.Output.ShouldContain("hub: membercluster.fedscaler.io/idc-a deleted");
    }

    [Fact]
    public async Task A_member_with_shares_is_taken_out_only_when_that_is_confirmed()
    {
        await using var fleet = await MemberFleet.StartAsync();
        await fleet.AddedAsync();
        fleet.Hub.Create(ApiResources.FedHpas, (JsonObject)JsonNode.Parse(
            """
            {"apiVersion": "fedscaler.io/v1alpha1", "kind": "FedHPA", "metadata": {"name": "web", "namespace": "shop"},
             "spec": {"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}, "minReplicas": 1, "maxReplicas": 9},
             "status": {"clusters": [{"name": "idc-a", "state": "Active", "minReplicas": 1, "maxReplicas": 9, "currentReplicas": 4, "desiredReplicas": 4, "readyReplicas": 4, "unschedulableReplicas": 0}]}}
            """)!);

        var refused = await fleet.RemoveAsync();
        refused.ExitCode.ShouldBe(2);
        refused.Error.ShouldContain("FedHPA shop/web: 4 replicas run there, and its share is 1 to 9");
        refused.Error.ShouldContain("--yes");
        fleet.MemberCluster().ShouldNotBeNull();

        (await fleet.RemoveAsync("--yes")).ExitCode.ShouldBe(0);
        fleet.MemberCluster().ShouldBeNull();
    }

    [Fact]
    public async Task Without_a_kubeconfig_it_says_what_is_left_in_the_member()
    {
        await using var fleet = await MemberFleet.StartAsync();
        await fleet.AddedAsync();

        var run = await fleet.RemoveAsync();

        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldContain("member idc-a: its account and rights were left, give its kubeconfig with --kubeconfig to take them away");
        fleet.Member().Get(KnownResources.ServiceAccounts, new ObjectKey(MemberFleet.Namespace, "fedscaler")).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_member_that_is_gone_for_good_is_forgotten_by_the_hub_all_the_same()
    {
        await using var fleet = await MemberFleet.StartAsync();
        await fleet.AddedAsync();
        fleet.Report(fleet.UidOf("idc-a"));
        await fleet.Fleet.Servers["idc-a"].KillAsync();

        var run = await fleet.RemoveAsync("--kubeconfig", fleet.Folder.PathOf("idc-a.kubeconfig"));

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("its account and rights were left");
        fleet.MemberCluster().ShouldBeNull();
        fleet.Hub.Get(KnownResources.Secrets, SecretKey).ShouldBeNull();
    }

    [Fact]
    public async Task A_Secret_that_was_made_by_hand_is_left()
    {
        await using var fleet = await MemberFleet.StartAsync();
        await fleet.AddedAsync();
        fleet.Hub.Update(KnownResources.Secrets, SecretKey, static secret => ((JsonObject)secret["metadata"]!["labels"]!).Remove(MemberObjects.ManagedByLabel));

        var run = await fleet.RemoveAsync();

        run.Output.ShouldContain("hub: secret/idc-a left: fedscaler member add did not make it");
        fleet.Hub.Get(KnownResources.Secrets, SecretKey).ShouldNotBeNull();
    }

    [Fact]
    public async Task The_kubeconfig_of_another_member_is_refused_before_anything_is_deleted()
    {
        await using var fleet = await MemberFleet.StartAsync();
        await fleet.AddedAsync();
        fleet.Report(fleet.UidOf("idc-a"));

        var run = await fleet.RemoveAsync("--kubeconfig", fleet.Folder.PathOf("idc-b.kubeconfig"));

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("leads to another cluster");
        fleet.MemberCluster().ShouldNotBeNull();
    }

    [Fact]
    public async Task What_a_finalizer_holds_is_waited_for_no_longer_than_was_asked()
    {
        await using var fleet = await MemberFleet.StartAsync();
        await fleet.AddedAsync();
        fleet.Hub.Update(ApiResources.MemberClusters, new ObjectKey(null, "idc-a"), static member =>
        {
            member["metadata"]!["finalizers"] = new JsonArray("example.com/hold");
            return true;
        });

        var run = await fleet.RemoveAsync("--timeout", "1s");

        run.ExitCode.ShouldBe(3);
        run.Error.ShouldContain("not done within 1 s; run it again");
    }

    [Fact]
    public async Task Removed_twice_it_says_that_nothing_is_there()
    {
        await using var fleet = await MemberFleet.StartAsync();

        var run = await fleet.RemoveAsync("--kubeconfig", fleet.Folder.PathOf("idc-a.kubeconfig"));

        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldContain("hub: membercluster.fedscaler.io/idc-a not there");
        run.Output.ShouldContain("hub: secret/idc-a not there");
    }
}

using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Hosting.Federations;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;

namespace FedScaler.EndToEnd.Tests.Scenarios.Karmada;

/// <summary>Shares travel as Works, and follow the load as they do in direct mode.</summary>
public sealed class WorksTests : FleetTest
{
    protected override FederationKind Federation => FederationKind.Karmada;

    [Fact]
    public async Task A_FedHPA_beside_a_policy_is_shared_out_over_every_member()
    {
        var fleet = await StartSharedAsync();
        var shares = await fleet.SharesAsync();
        shares.Keys.ShouldBe(fleet.Members.Select(static member => member.Name), ignoreOrder: true);
        shares.Values.ShouldAllBe(static share => share.Min >= 1 && share.Min <= share.Max);
        (await OwnWorksAsync(fleet)).Count.ShouldBe(fleet.Members.Count);
        (await fleet.Hub.ListAsync(KnownResources.HorizontalPodAutoscalers, fleet.Namespace)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Room_moves_to_a_saturated_member_through_its_Work()
    {
        var fleet = await StartSharedAsync();
        var before = (await fleet.ShareAsync("cloud-c"))!.Value;
        var wanted = before.Max + 5;
        fleet.Sandbox.SetLoad("cloud-c", wanted * 0.6);
        await fleet.UntilAsync($"cloud-c may run {wanted}", async () => (await fleet.ShareAsync("cloud-c"))!.Value.Max >= wanted, TimeSpan.FromMinutes(10));
        await fleet.UntilAsync("the shares add up", async () => (await fleet.SharesAsync()).Values.Sum(static share => share.Max) == 60);
        await fleet.UntilAsync($"cloud-c runs {wanted}", async () => await fleet.RunsAsync("cloud-c") >= wanted, TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task A_hand_in_a_member_is_put_back_by_Karmada_and_stays_where_the_member_is_paused()
    {
        var fleet = await StartSharedAsync();
        var share = (await fleet.ShareAsync("idc-a"))!.Value;
        await fleet.Member("idc-a").PatchAsync(KnownResources.HorizontalPodAutoscalers, fleet.Namespace, "web", "spec: {maxReplicas: 99}");
        await fleet.UntilAsync("it is put back", async () => await fleet.ShareAsync("idc-a") == share);

        await fleet.Hub.PatchAsync(KarmadaResources.Clusters, null, "idc-a", "metadata: {labels: {fedscaler.io/paused: \"true\"}}");
        await fleet.UntilAsync("its Work is suspended", async () => (await OwnWorksAsync(fleet, "idc-a")).All(static work => (bool?)work["spec"]!["suspendDispatching"] == true));
        await fleet.Member("idc-a").PatchAsync(KnownResources.HorizontalPodAutoscalers, fleet.Namespace, "web", "spec: {maxReplicas: 99}");
        await fleet.StepAsync(60);
        (await fleet.ShareAsync("idc-a"))!.Value.Max.ShouldBe(99);

        await fleet.Hub.PatchAsync(KarmadaResources.Clusters, null, "idc-a", "metadata: {labels: {fedscaler.io/paused: null}}");
        await fleet.UntilAsync("all adds up again", async () => (await fleet.SharesAsync()).Values.Sum(static each => each.Max) == 60);
    }

    [Fact]
    public async Task A_share_that_a_hand_deletes_in_a_member_comes_back_though_Karmada_does_not_know_it_by_its_Work()
    {
        var fleet = await StartSharedAsync();
        var shares = await fleet.SharesAsync();
        await fleet.Member("idc-a").DeleteAsync(KnownResources.HorizontalPodAutoscalers, fleet.Namespace, "web");
        await fleet.UntilAsync("it is there again", async () => await fleet.ShareAsync("idc-a") == shares["idc-a"], TimeSpan.FromSeconds(30));
        await fleet.StepAsync(40);
        (await fleet.SharesAsync()).ShouldBe(shares, ignoreOrder: true);
        (await fleet.ConditionAsync("Ready")).IsTrue.ShouldBeTrue();
    }

    [Theory]
    [InlineData("Delete", false)]
    [InlineData("Orphan", true)]
    public async Task A_FedHPA_that_goes_leaves_no_Work_behind(string policy, bool stays)
    {
        var fleet = await StartSharedAsync($"deletionPolicy: {policy}");
        var before = await fleet.SharesAsync();
        await fleet.DeleteFedHpaAsync();
        await fleet.UntilAsync("it is gone", async () => await fleet.FindFedHpaAsync() is null);
        (await OwnWorksAsync(fleet)).ShouldBeEmpty();
        var after = await fleet.SharesAsync();
        if (stays) after.ShouldBe(before, ignoreOrder: true);
        else after.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_adopted_HPA_is_given_back_as_it_was()
    {
        var fleet = await StartSandboxAsync();
        await fleet.Hub.ApplyAsync(Manifests.Workload(fleet.Namespace, "web", 6, "Deployment", "1"));
        await fleet.ApplyAsync(Manifests.Policy(fleet.Namespace, "web", "Deployment", fleet.Members.Select(static member => member.Name)));
        await fleet.UntilAsync("idc-a runs it", async () => await fleet.RunsAsync("idc-a") > 0);
        await fleet.Member("idc-a").ApplyAsync(Manifests.OwnHpa(fleet.Namespace, "web"));
        await fleet.ApplyAsync(Manifests.FedHpa(spec: "adoption: Adopt\ndeletionPolicy: Restore"));
        await fleet.UntilReadyAsync();
        await fleet.UntilAsync("it is taken over", async () => (await fleet.SharesAsync()).Values.Sum(static share => share.Max) == 60);

        await fleet.DeleteFedHpaAsync();
        await fleet.UntilAsync("it is gone", async () => await fleet.FindFedHpaAsync() is null);
        (await OwnWorksAsync(fleet)).ShouldBeEmpty();
        (await fleet.SharesAsync()).ShouldHaveSingleItem().Value.ShouldBe(new Share(2, 9));
        (await fleet.FindHpaAsync("idc-a"))!["metadata"]!["annotations"]?["fedscaler.io/owner"].ShouldBeNull();
    }

    [Fact]
    public async Task A_black_holed_member_is_silent_long_before_Karmada_says_so_and_its_share_is_lent_after_the_grace()
    {
        var fleet = await StartSharedAsync("failover: {mode: Reassign, graceSeconds: 60}");
        fleet.Sandbox.BlackHole("idc-b");
        await fleet.StepAsync(12);
        ((string?)(await fleet.StatusOfAsync("idc-b"))["state"]).ShouldBe("Silent");
        Condition.Find(await fleet.Hub.FindAsync(KarmadaResources.Clusters, null, "idc-b"), "Ready").IsTrue.ShouldBeTrue();
        await fleet.UntilAsync("its share is lent", async () => (string?)(await fleet.StatusOfAsync("idc-b"))["state"] == "Lent");

        fleet.Sandbox.Mend("idc-b");
        await fleet.UntilAsync("all adds up again", async () => (string?)(await fleet.StatusOfAsync("idc-b"))["state"] == "Active" && await AddUpAsync(fleet) == (6, 60), TimeSpan.FromMinutes(20));
    }

    [Fact]
    public async Task A_named_pod_is_taken_out_and_Karmada_puts_nothing_back()
    {
        var fleet = await StartSharedAsync(RemovalScenario.Behavior);
        fleet.Sandbox.SetLoad("idc-a", 6);
        await fleet.UntilAsync("idc-a runs 10", async () => await fleet.RunsAsync("idc-a") == 10 && await fleet.ReadyAsync("idc-a") == 10);
        var pod = (string)(await fleet.Member("idc-a").ListAsync(KnownResources.Pods, fleet.Namespace))[4]["metadata"]!["name"]!;
        await fleet.ApplyAsync(
            $$"""
            apiVersion: fedscaler.io/v1alpha1
            kind: ScaleIn
            metadata: {name: drop, namespace: NAMESPACE}
            spec:
              scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
              pods: [{cluster: idc-a, name: {{pod}}}]
            """);
        await fleet.UntilAsync("it is over", async () => (string?)(await fleet.Hub.FindAsync(ApiResources.ScaleIns, fleet.Namespace, "drop"))?["status"]?["phase"] == "Completed", TimeSpan.FromMinutes(12));
        (await fleet.Member("idc-a").FindAsync(KnownResources.Pods, fleet.Namespace, pod)).ShouldBeNull();
        await fleet.UntilAsync("its HPA is let go", async () => (await fleet.FindHpaAsync("idc-a"))!["metadata"]!["annotations"]?["fedscaler.io/held-by"] is null);
    }

    [Fact]
    public async Task A_restart_with_nothing_changed_writes_nothing()
    {
        var fleet = await StartSharedAsync();
        await fleet.StepAsync(60);
        await fleet.StopServiceAsync();
        var writes = await fleet.Sandbox.CountWritesAsync(async () =>
        {
            await fleet.StartServiceAsync();
            await fleet.StepAsync(60);
        });
        writes.ShouldBeEmpty();
    }

    private async Task<Scenario> StartSharedAsync(string spec = "")
    {
        var fleet = await StartSandboxAsync();
        await fleet.Hub.ApplyAsync(RemovalScenario.Workload(fleet.Namespace, "Deployment", 6));
        await fleet.ApplyAsync(Manifests.Policy(fleet.Namespace, "web", "Deployment", fleet.Members.Select(static member => member.Name)));
        await fleet.ApplyAsync(Manifests.FedHpa(min: 6, max: 60, spec: spec));
        await fleet.UntilReadyAsync();
        await fleet.UntilAsync("every member has its share", async () => await AddUpAsync(fleet) == (6, 60) && (await fleet.SharesAsync()).Count == fleet.Members.Count);
        return fleet;
    }

    private static async Task<(int Min, int Max)> AddUpAsync(Scenario fleet)
    {
        var shares = (await fleet.SharesAsync()).Values;
        return (shares.Sum(static share => share.Min), shares.Sum(static share => share.Max));
    }

    private static async Task<List<JsonObject>> OwnWorksAsync(Scenario fleet, string? member = null) =>
    [
        .. (await fleet.Hub.ListAsync(KarmadaResources.Works, member is null ? null : KarmadaKeys.ExecutionNamespace(member)))
            .Where(static work => (string?)work["metadata"]!["labels"]?["app.kubernetes.io/managed-by"] == "fedscaler"),
    ];
}

namespace FedScaler.EndToEnd.Tests.Scenarios;

/// <summary>Where the shares go: strategies, spread and preferences.</summary>
public class PlacementTests : FleetTest
{
    private const string BurstToCloud =
        """
        placement:
          clusters:
          - {name: idc-a, priority: 0}
          - {name: idc-b, priority: 0}
          - {name: cloud-c, priority: 10}
        split: {strategy: Priority, spread: WhenNeeded}
        """;

    [Fact]
    public async Task A_member_that_is_not_needed_is_parked_and_opened_when_the_load_outgrows_the_others()
    {
        var fleet = await StartSandboxAsync();
        await DeployOnPremiseAsync(fleet);
        await fleet.ApplyAsync(Manifests.FedHpa(min: 4, max: 140, spec: BurstToCloud));
        await fleet.UntilReadyAsync();
        // Karmada brings the workload there once the members lead.
        if (fleet.IsKarmada) await fleet.UntilAsync("cloud-c is known", async () => (await fleet.StatusOfAsync("cloud-c"))["state"] is not null);
        ((string?)(await fleet.StatusOfAsync("cloud-c"))["state"]).ShouldBe("Parked");
        (await fleet.ShareAsync("cloud-c")).ShouldBeNull();

        // More than the 48 and 64 cpus of the other two.
        fleet.Sandbox.SetLoad("idc-a", 60 * 0.6);
        fleet.Sandbox.SetLoad("idc-b", 70 * 0.6);
        await fleet.UntilAsync("cloud-c is opened", async () => await fleet.ShareAsync("cloud-c") is not null, TimeSpan.FromMinutes(20));
        ((string?)(await fleet.StatusOfAsync("cloud-c"))["state"]).ShouldBe("Active");
    }

    [Fact]
    public async Task An_active_member_is_parked_when_its_load_is_gone_and_opened_again_when_it_is_needed()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa(min: 4, max: 140, spec: BurstToCloud));
        await fleet.UntilReadyAsync();
        fleet.Sandbox.SetLoad("cloud-c", 6 * 0.6);
        await fleet.UntilAsync("cloud-c runs 6", async () => await fleet.RunsAsync("cloud-c") == 6);
        ((string?)(await fleet.StatusOfAsync("cloud-c"))["state"]).ShouldBe("Active");

        fleet.Sandbox.SetLoad("cloud-c", 0);
        await fleet.UntilAsync("cloud-c is parked", async () => (string?)(await fleet.StatusOfAsync("cloud-c"))["state"] == "Parked", TimeSpan.FromMinutes(20));
        await fleet.UntilAsync("nothing runs there", async () => await fleet.ShareAsync("cloud-c") is null && await fleet.RunsAsync("cloud-c") == 0);
        (await fleet.SharesAsync()).Values.Sum(static share => share.Max).ShouldBe(140);
        await fleet.StepAsync(600);
        (await fleet.ShareAsync("cloud-c")).ShouldBeNull();

        fleet.Sandbox.SetLoad("idc-a", 60 * 0.6);
        fleet.Sandbox.SetLoad("idc-b", 70 * 0.6);
        await fleet.UntilAsync("cloud-c runs again", async () => await fleet.ReadyAsync("cloud-c") > 0, TimeSpan.FromMinutes(20));
        ((string?)(await fleet.StatusOfAsync("cloud-c"))["state"]).ShouldBe("Active");
    }

    [Fact]
    public async Task Weights_and_bounds_of_single_members_are_kept()
    {
        var fleet = await StartAsync();
        Assert.SkipUnless(fleet.Members.Count == 3, "needs three members");
        await fleet.DeployAsync();
        var (a, b, c) = (fleet.Members[0].Name, fleet.Members[1].Name, fleet.Members[2].Name);
        await fleet.ApplyAsync(Manifests.FedHpa(min: 6, max: 30, spec:
            $$"""
            placement:
              clusters:
              - {name: {{a}}, weight: 3, maxReplicas: 12}
              - {name: {{b}}, weight: 1, minReplicas: 2}
              - {name: {{c}}, weight: 1}
            split: {strategy: Weighted}
            """));
        await fleet.UntilReadyAsync();

        (await fleet.ShareAsync(a))!.Value.Max.ShouldBe(12);
        (await fleet.ShareAsync(b))!.Value.Min.ShouldBeGreaterThanOrEqualTo(2);
        (await fleet.ShareAsync(b))!.Value.Max.ShouldBeInRange(8, 10);
        (await fleet.SharesAsync()).Values.Sum(static share => share.Max).ShouldBe(30);
    }

    [Fact]
    public async Task A_member_that_is_no_longer_selected_loses_its_HPA_and_keeps_what_runs()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa());
        await fleet.UntilReadyAsync();
        await fleet.StepAsync(40);
        var runs = await fleet.RunsAsync("idc-b");

        await fleet.EditAsync("spec: {placement: {clusterSelector: {matchLabels: {region: shanghai}}}}");
        await fleet.UntilAsync("idc-b is left", async () => await fleet.ShareAsync("idc-b") is null);
        await fleet.UntilAsync("the others share the whole", async () => (await fleet.SharesAsync()).Values.Sum(static share => share.Max) == 60);
        (await fleet.RunsAsync("idc-b")).ShouldBe(runs);
    }

    /// <summary>One replica in either of the on-premise members, and none in the cloud.</summary>
    private static async Task DeployOnPremiseAsync(Scenario fleet)
    {
        string[] onPremise = ["idc-a", "idc-b"];
        if (!fleet.IsKarmada)
        {
            await fleet.DeployAsync(replicas: 1, members: onPremise);
            await fleet.DeployAsync(replicas: 0, members: "cloud-c");
            return;
        }

        const string OnPremiseAlone =
            "weightPreference: {staticWeightList: [{targetCluster: {clusterNames: [idc-a]}, weight: 1}, {targetCluster: {clusterNames: [idc-b]}, weight: 1}]}";
        await fleet.Hub.ApplyAsync(Manifests.Policy(fleet.Namespace, "web", "Deployment", fleet.Members.Select(static member => member.Name), OnPremiseAlone));
        await fleet.Hub.ApplyAsync(Manifests.Workload(fleet.Namespace, "web", onPremise.Length, "Deployment", "1"));
        foreach (var member in onPremise) await fleet.UntilAsync($"{member} runs one", async () => await fleet.RunsAsync(member) == 1);
    }
}

namespace FedScaler.EndToEnd.Tests.Scenarios.Removals;

/// <summary>Exactly the named pods go, no other, and nothing puts them back.</summary>
public class ExactTests : FleetTest
{
    [Fact]
    public async Task Named_pods_of_two_clusters_go_and_no_other_and_nothing_puts_them_back()
    {
        var fleet = await StartSandboxAsync();
        await fleet.RunEightEachAsync();
        string[] named = [.. await fleet.PickAsync("idc-a", 1, 5), .. await fleet.PickAsync("idc-b", 3)];
        using var ledger = new PodLedger(fleet.Sandbox.Servers);

        await fleet.TakeOutAsync(named);
        // What six pods serve well within their target: demand that needs more would rightly bring more.
        fleet.Sandbox.SetLoad("idc-a", 3.6);
        (await fleet.EndOfAsync()).ShouldBe("Completed");
        await fleet.StepAsync(900);

        ledger.Deleted.ShouldBe(named.Order(StringComparer.Ordinal));
        ledger.Created.ShouldBeEmpty();
        (await fleet.RunsAsync("idc-a")).ShouldBe(6);
        (await fleet.RunsAsync("idc-b")).ShouldBe(7);
        (await fleet.RunsAsync("cloud-c")).ShouldBe(8);
        (await fleet.StatesAsync()).Values.ShouldAllBe(static state => state == "Deleted");
        ((int?)(await fleet.FindBindingAsync())!["spec"]!["replicas"]).ShouldBe(21);
        // Of the workload and of the FedHPA, which has its name.
        (await fleet.EventsAsync("PodsTakenOut")).Count.ShouldBe(2);
        await fleet.ShouldBeRestoredAsync();
    }

    [Theory]
    [InlineData(600)]
    [InlineData(60)]
    public async Task An_HPA_without_a_behavior_is_held_until_it_has_forgotten_the_count_that_was_whatever_the_deadline(int deadlineSeconds)
    {
        var fleet = await StartSandboxAsync();
        await fleet.RunEightEachAsync(spec: "");
        var before = (await fleet.FindHpaAsync("idc-a"))!["spec"]!.ToJsonString();
        var named = await fleet.PickAsync("idc-a", 0);
        using var ledger = new PodLedger(fleet.Sandbox.Servers);

        await fleet.TakeOutAsync(named, $"deadlineSeconds: {deadlineSeconds}");
        (await fleet.EndOfAsync()).ShouldBe("Completed");
        await fleet.StepAsync(600);

        ledger.Deleted.ShouldBe(named);
        ledger.Created.ShouldBeEmpty();
        (await fleet.RunsAsync("idc-a")).ShouldBe(7);
        (await fleet.FindHpaAsync("idc-a"))!["spec"]!["behavior"].ShouldBeNull(before);
        await fleet.ShouldBeRestoredAsync();
    }

    [Fact]
    public async Task With_the_controllers_cache_five_seconds_behind_the_named_pods_go_all_the_same()
    {
        var fleet = await StartSandboxAsync();
        await fleet.RunEightEachAsync();
        fleet.Sandbox.LagPods("idc-a", TimeSpan.FromSeconds(5));
        var named = await fleet.PickAsync("idc-a", 2, 7);
        using var ledger = new PodLedger(fleet.Sandbox.Servers);

        await fleet.TakeOutAsync(named);
        fleet.Sandbox.SetLoad("idc-a", 3.6);
        (await fleet.EndOfAsync()).ShouldBe("Completed");
        await fleet.StepAsync(60);

        ledger.Deleted.ShouldBe(named);
        ledger.Created.ShouldBeEmpty();
        await fleet.ShouldBeRestoredAsync();
    }

    [Fact]
    public async Task Cap_lowers_the_fleets_maximum_by_as_many()
    {
        var fleet = await StartSandboxAsync();
        await fleet.RunEightEachAsync();

        await fleet.TakeOutAsync(await fleet.PickAsync("cloud-c", 0, 1), "mode: Cap");
        (await fleet.EndOfAsync()).ShouldBe("Completed");
        await fleet.StepAsync(30);

        ((int?)(await fleet.FindFedHpaAsync())!["spec"]!["maxReplicas"]).ShouldBe(58);
        (await fleet.SharesAsync()).Values.Sum(static share => share.Max).ShouldBe(58);
    }

    [Fact]
    public async Task Replace_keeps_the_count()
    {
        var fleet = await StartSandboxAsync();
        await fleet.RunEightEachAsync();
        var named = await fleet.PickAsync("idc-a", 4);
        using var ledger = new PodLedger(fleet.Sandbox.Servers);

        await fleet.TakeOutAsync(named, "mode: Replace");
        (await fleet.EndOfAsync()).ShouldBe("Completed");
        await fleet.StepAsync(30);

        ledger.Deleted.ShouldBe(named);
        ledger.Created.Count.ShouldBe(1);
        (await fleet.RunsAsync("idc-a")).ShouldBe(8);
    }

    [Fact]
    public async Task A_dry_run_tells_and_touches_nothing()
    {
        var fleet = await StartSandboxAsync();
        await fleet.RunEightEachAsync();
        var named = await fleet.PickAsync("idc-a", 4);

        var writes = await fleet.Sandbox.CountWritesAsync(async () =>
        {
            await fleet.TakeOutAsync(named, "dryRun: true");
            (await fleet.EndOfAsync()).ShouldBe("Completed");
        });

        (await fleet.StatesAsync())[named[0]].ShouldBe("WouldGo");
        writes.Where(static write => !write.StartsWith("hub:", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_pod_that_was_made_anew_under_its_name_is_left_alone()
    {
        var fleet = await StartSandboxAsync();
        await fleet.RunEightEachAsync("StatefulSet", autoscale: false);
        using var ledger = new PodLedger(fleet.Sandbox.Servers);

        await fleet.ApplyAsync(
            """
            apiVersion: fedscaler.io/v1alpha1
            kind: ScaleIn
            metadata: {name: bad, namespace: NAMESPACE}
            spec:
              scaleTargetRef: {apiVersion: apps/v1, kind: StatefulSet, name: web}
              pods: [{cluster: idc-a, name: web-7, uid: 00000000-0000-0000-0000-000000000000}]
            """);
        (await fleet.EndOfAsync()).ShouldBe("Completed");

        ledger.Deleted.ShouldBeEmpty();
        (await fleet.StatesAsync())["idc-a/web-7"].ShouldBe("Gone");
    }
}

using FedScaler.Kube.Models;

namespace FedScaler.EndToEnd.Tests.Scenarios.Removals;

/// <summary>Each kind of workload gives pods up in its own way.</summary>
public class KindTests : FleetTest
{
    [Fact]
    public async Task A_CloneSet_is_told_which_pods_and_the_count_in_one_write()
    {
        var fleet = await StartSandboxAsync();
        await fleet.RunEightEachAsync("CloneSet", autoscale: false);
        var named = await fleet.PickAsync("idc-a", 2, 5);
        using var ledger = new PodLedger(fleet.Sandbox.Servers);

        await fleet.TakeOutAsync(named, kind: "CloneSet");
        (await fleet.EndOfAsync()).ShouldBe("Completed");
        await fleet.StepAsync(60);

        ledger.Deleted.ShouldBe(named);
        ledger.Created.ShouldBeEmpty();
        (await RunsAsync(fleet, "CloneSet", "idc-a")).ShouldBe(6);
        await fleet.ShouldBeRestoredAsync("CloneSet");
    }

    [Fact]
    public async Task A_CloneSets_failed_pod_goes_without_a_healthy_one_going_for_it()
    {
        var fleet = await StartSandboxAsync();
        await fleet.RunEightEachAsync("CloneSet", autoscale: false);
        var named = await fleet.PickAsync("idc-a", 2, 5);
        fleet.Sandbox.FailPod("idc-a", named[0].Split('/')[1]);
        await fleet.StepAsync(30);
        using var ledger = new PodLedger(fleet.Sandbox.Servers);

        await fleet.TakeOutAsync(named, kind: "CloneSet");
        (await fleet.EndOfAsync()).ShouldBe("Completed");
        await fleet.StepAsync(60);

        ledger.Deleted.ShouldBe(named);
        ledger.Created.ShouldBeEmpty();
        (await RunsAsync(fleet, "CloneSet", "idc-a")).ShouldBe(7);
    }

    [Fact]
    public async Task A_StatefulSet_gives_up_its_highest_ordinals()
    {
        var fleet = await StartSandboxAsync();
        await fleet.RunEightEachAsync("StatefulSet", autoscale: false);
        using var ledger = new PodLedger(fleet.Sandbox.Servers);

        await fleet.TakeOutAsync(["idc-a/web-7", "idc-a/web-6"], kind: "StatefulSet");
        (await fleet.EndOfAsync()).ShouldBe("Completed");
        await fleet.StepAsync(60);

        ledger.Deleted.ShouldBe(["idc-a/web-6", "idc-a/web-7"]);
        ledger.Created.ShouldBeEmpty();
        (await RunsAsync(fleet, "StatefulSet", "idc-a")).ShouldBe(6);
    }

    [Fact]
    public async Task A_StatefulSet_gives_up_its_lowest_ordinals_by_where_it_starts()
    {
        var fleet = await StartSandboxAsync();
        await fleet.RunEightEachAsync("StatefulSet", autoscale: false);
        using var ledger = new PodLedger(fleet.Sandbox.Servers);

        await fleet.TakeOutAsync(["idc-a/web-0", "idc-a/web-1"], kind: "StatefulSet");
        (await fleet.EndOfAsync()).ShouldBe("Completed");
        await fleet.StepAsync(60);

        ledger.Deleted.ShouldBe(["idc-a/web-0", "idc-a/web-1"]);
        ledger.Created.ShouldBeEmpty();
        var set = (await fleet.Member("idc-a").FindAsync(KnownResources.StatefulSets, fleet.Namespace, "web"))!;
        ((int?)set["spec"]!["ordinals"]!["start"]).ShouldBe(2);
    }

    [Fact]
    public async Task From_the_middle_of_a_StatefulSet_it_is_refused_with_the_list_that_would_work()
    {
        var fleet = await StartSandboxAsync();
        await fleet.RunEightEachAsync("StatefulSet", autoscale: false);

        await fleet.TakeOutAsync(["idc-a/web-5"], kind: "StatefulSet");
        (await fleet.EndOfAsync()).ShouldBe("Refused");

        var refusal = (await fleet.FindScaleInAsync())!["status"]!["refusals"]![0]!;
        ((string?)refusal["reason"]).ShouldBe("OrdinalsNotRemovable");
        ((string?)refusal["mend"])!.ShouldContain("web-5, web-6, web-7");
    }

    [Fact]
    public async Task Kruises_StatefulSet_gives_up_any_ordinal_and_keeps_it_reserved()
    {
        var fleet = await StartSandboxAsync();
        await fleet.RunEightEachAsync("KruiseStatefulSet", autoscale: false);
        using var ledger = new PodLedger(fleet.Sandbox.Servers);

        await fleet.TakeOutAsync(["idc-a/web-2", "idc-a/web-5"], kind: "KruiseStatefulSet");
        (await fleet.EndOfAsync()).ShouldBe("Completed");
        await fleet.StepAsync(60);

        ledger.Deleted.ShouldBe(["idc-a/web-2", "idc-a/web-5"]);
        ledger.Created.ShouldBeEmpty();
        (await RunsAsync(fleet, "KruiseStatefulSet", "idc-a")).ShouldBe(6);
    }

    private static async Task<int> RunsAsync(Scenario fleet, string kind, string member) =>
        (int)(await fleet.Member(member).FindAsync(RemovalScenario.TypeOf(kind), fleet.Namespace, "web"))!["spec"]!["replicas"]!;
}

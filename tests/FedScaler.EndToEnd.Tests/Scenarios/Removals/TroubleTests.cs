using FedScaler.Api;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Faults;

namespace FedScaler.EndToEnd.Tests.Scenarios.Removals;

/// <summary>The world goes on while pods are taken out.</summary>
public class TroubleTests : FleetTest
{
    [Fact]
    public async Task An_HPA_that_would_scale_up_meanwhile_waits_until_it_is_done()
    {
        var fleet = await StartSandboxAsync();
        await fleet.RunEightEachAsync();
        var named = await fleet.PickAsync("idc-a", 2);
        using var ledger = new PodLedger(fleet.Sandbox.Servers);

        await fleet.TakeOutAsync(named);
        fleet.Sandbox.SetLoad("idc-a", 8 * 0.6 * 1.5);
        (await fleet.EndOfAsync()).ShouldBe("Completed");

        ledger.Deleted.ShouldBe(named);
        await fleet.UntilAsync("it grows with its load", async () => await fleet.RunsAsync("idc-a") > 8);
        ledger.Deleted.ShouldBe(named);
    }

    [Fact]
    public async Task An_HPA_that_wrote_its_count_just_before_changes_nothing_of_what_goes()
    {
        var fleet = await StartSandboxAsync();
        await fleet.RunEightEachAsync();
        var named = await fleet.PickAsync("idc-a", 2);
        using var ledger = new PodLedger(fleet.Sandbox.Servers);

        await fleet.TakeOutAsync(named);
        await fleet.UntilAsync("it is being prepared", async () => (string?)(await fleet.FindScaleInAsync())?["status"]?["clusters"]?[0]?["stage"] == "Preparing");
        // As an HPA would through /scale, in the middle of it.
        await fleet.Member("idc-a").PatchAsync(KnownResources.Deployments, fleet.Namespace, "web", "spec: {replicas: 9}", subresource: "scale");
        (await fleet.EndOfAsync()).ShouldBe("Completed");

        ledger.Deleted.ShouldBe(named);
    }

    [Fact]
    public async Task A_pod_that_has_failed_goes_without_a_healthy_one_going_for_it()
    {
        var fleet = await StartSandboxAsync();
        await fleet.RunEightEachAsync();
        var named = await fleet.PickAsync("idc-a", 2, 3);
        fleet.Sandbox.FailPod("idc-a", named[0].Split('/')[1]);
        await fleet.StepAsync(30);
        using var ledger = new PodLedger(fleet.Sandbox.Servers);

        await fleet.TakeOutAsync(named);
        (await fleet.EndOfAsync()).ShouldBe("Completed");

        // The failed one had been replaced already: it holds no place in the count.
        ledger.Deleted.ShouldBe(named.Order(StringComparer.Ordinal));
        ledger.Created.ShouldBeEmpty();
        (await fleet.RunsAsync("idc-a")).ShouldBe(7);
        await fleet.ShouldBeRestoredAsync();
    }

    [Fact]
    public async Task A_rollout_that_starts_in_the_middle_is_waited_for_before_anything_is_committed()
    {
        var fleet = await StartSandboxAsync();
        await fleet.RunEightEachAsync();
        string[] named = [.. await fleet.PickAsync("idc-a", 2), .. await fleet.PickAsync("idc-b", 2)];
        fleet.Sandbox.LagPods("idc-a", TimeSpan.FromSeconds(20));
        await fleet.TakeOutAsync(named, "deadlineSeconds: 120");
        await fleet.StepAsync(5);
        (await fleet.PhaseAsync()).ShouldBe("Pending");

        // On a Karmada control plane it is everywhere: a template that was changed in one member only would be put back.
        await (fleet.IsKarmada ? fleet.Hub : fleet.Member("idc-a")).PatchAsync(
            KnownResources.Deployments, fleet.Namespace, "web", "spec: {template: {metadata: {labels: {release: v2}}}}");
        var end = await fleet.EndOfAsync();

        // The pods that were named there have gone with the old template: nothing is left to take out, and no other is taken.
        end.ShouldBeOneOf("Completed", "Aborted");
        fleet.Sandbox.LagPods("idc-a", TimeSpan.Zero);
        await fleet.StepAsync(60);
        (await fleet.RunsAsync("idc-a")).ShouldBe(8);
        (await fleet.RunsAsync("idc-b")).ShouldBe(end == "Completed" && !fleet.IsKarmada ? 7 : 8);
    }

    [Fact]
    public async Task Of_two_on_one_workload_the_earlier_goes_first_and_both_are_exact()
    {
        var fleet = await StartSandboxAsync();
        await fleet.RunEightEachAsync();
        string[] first = await fleet.PickAsync("idc-a", 1), second = await fleet.PickAsync("idc-a", 6);
        using var ledger = new PodLedger(fleet.Sandbox.Servers);

        await fleet.TakeOutAsync(first, name: "first");
        await fleet.StepAsync(1);
        await fleet.TakeOutAsync(second, name: "second");
        // What six pods serve well within their target.
        fleet.Sandbox.SetLoad("idc-a", 3.6);
        (await fleet.EndOfAsync("first")).ShouldBe("Completed");
        (await fleet.EndOfAsync("second")).ShouldBe("Completed");

        ledger.Deleted.ShouldBe(first.Concat(second).Order(StringComparer.Ordinal));
        ledger.Created.ShouldBeEmpty();
        (await fleet.RunsAsync("idc-a")).ShouldBe(6);
        await fleet.ShouldBeRestoredAsync(name: "second");
    }

    [Fact]
    public async Task A_node_that_dies_between_the_proof_and_the_deletion_is_made_up_for_and_reported()
    {
        var fleet = await StartSandboxAsync();
        await fleet.RunEightEachAsync();
        var named = await fleet.PickAsync("idc-a", 2);
        var node = await NodeOfAnotherAsync(fleet, named[0].Split('/')[1]);
        fleet.Sandbox.AtCommit("idc-a", () =>
        {
            // Pods that are not ready go before every mark.
            fleet.Sandbox.LoseNode("idc-a", node);
            return WriteFate.Proceed;
        });

        await fleet.TakeOutAsync(named);
        (await fleet.EndOfAsync()).ShouldBe("Completed");
        var cluster = (await fleet.FindScaleInAsync())!["status"]!["clusters"]![0]!;
        ((int?)cluster["collateral"]).ShouldBe(1);
        cluster["notes"]!.AsArray().Select(static note => (string)note!).ShouldContain(static note => note.Contains("died in place of named ones", StringComparison.Ordinal));
        (await fleet.EventsAsync("Collateral", "bad")).ShouldNotBeEmpty();

        await fleet.StepAsync(900);
        (await fleet.PodsAsync("idc-a")).ShouldNotContain(named[0].Split('/')[1]);
        (await fleet.PodsAsync("idc-a")).Count.ShouldBe(await fleet.RunsAsync("idc-a"));
        await fleet.ShouldBeRestoredAsync();
    }

    [Fact]
    public async Task BestEffort_goes_on_where_Exact_would_not_and_says_what_falls_short()
    {
        var fleet = await StartSandboxAsync();
        await fleet.RunEightEachAsync();
        await fleet.Member("idc-a").ApplyAsync(
            $$"""
            apiVersion: policy/v1
            kind: PodDisruptionBudget
            metadata: {name: by-release, namespace: {{fleet.Namespace}}}
            spec: {maxUnavailable: 4, selector: {matchLabels: {release: v1} } }
            """);
        await fleet.StepAsync(10);
        var named = await fleet.PickAsync("idc-a", 3);

        await fleet.TakeOutAsync(named, name: "exact");
        (await fleet.EndOfAsync("exact")).ShouldBe("Refused");
        (await fleet.RefusalsAsync("exact")).ShouldBe(["spec.scaleTargetRef NoBarrierLabel"]);

        using var ledger = new PodLedger(fleet.Sandbox.Servers);
        await fleet.TakeOutAsync(named, "guarantee: BestEffort");
        (await fleet.EndOfAsync()).ShouldBe("Completed");
        ledger.Deleted.ShouldBe(named);
        (await fleet.FindScaleInAsync())!["status"]!["clusters"]![0]!["notes"]!.AsArray().Select(static note => (string)note!)
            .ShouldAllBe(static note => note.StartsWith("not exact: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_that_is_deleted_half_way_puts_everything_back()
    {
        var fleet = await StartSandboxAsync();
        await fleet.RunEightEachAsync();
        fleet.Sandbox.LagPods("idc-a", TimeSpan.FromSeconds(20));
        var named = await fleet.PickAsync("idc-a", 2);
        using var ledger = new PodLedger(fleet.Sandbox.Servers);
        await fleet.TakeOutAsync(named);
        await fleet.StepAsync(6);

        await fleet.Hub.DeleteAsync(ApiResources.ScaleIns, fleet.Namespace, "bad");
        await fleet.UntilAsync("it is gone", async () => await fleet.FindScaleInAsync() is null);
        await fleet.StepAsync(60);

        ledger.Deleted.ShouldBeEmpty();
        (await fleet.RunsAsync("idc-a")).ShouldBe(8);
        await fleet.ShouldBeRestoredAsync();
    }

    /// <summary>A node of idc-a that holds pods of the workload, but not this one.</summary>
    private static async Task<string> NodeOfAnotherAsync(Scenario fleet, string pod)
    {
        var nodes = (await fleet.Member("idc-a").ListAsync(KnownResources.Pods, fleet.Namespace))
            .ToDictionary(static one => (string)one["metadata"]!["name"]!, static one => (string)one["spec"]!["nodeName"]!, StringComparer.Ordinal);
        return nodes.Values.First(node => node != nodes[pod]);
    }
}

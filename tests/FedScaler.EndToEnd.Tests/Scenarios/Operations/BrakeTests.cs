using FedScaler.EndToEnd.Tests.Scenarios.Manual;

namespace FedScaler.EndToEnd.Tests.Scenarios.Operations;

/// <summary>The service's brake: all writes stop at once, and what is seen is told on. The laws watch it in every one of these.</summary>
public class BrakeTests : FleetTest
{
    [Fact]
    public async Task While_it_is_on_nothing_is_written_and_when_it_is_let_go_what_was_asked_meanwhile_is_done()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa());
        await fleet.UntilReadyAsync();
        await fleet.BrakeAsync();
        await fleet.UntilConditionAsync("Paused", reason: "ByService");
        var before = await fleet.SharesAsync();

        var writes = await fleet.WritesThatMatterAsync(async () =>
        {
            await fleet.EditAsync("spec: {maxReplicas: 30, metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 80}}}]}");
            fleet.Sandbox.SetLoad("idc-a", 20 * 0.6);
            await fleet.StepAsync(120);
        });

        writes.ShouldBe(["hub: PATCH fedhpas.fedscaler.io shop/web"], "the user's own");
        (await fleet.SharesAsync()).ShouldBe(before);
        (await fleet.ConditionAsync("Paused")).Message.ShouldContain("ConfigMap fedscaler-system/fedscaler key paused");
        (await fleet.ConditionAsync("Ready")).Reason.ShouldBe("Paused");
        ((int?)(await fleet.StatusAsync())["effectiveMaxReplicas"]).ShouldBe(30, "what would be decided is told");
        (await fleet.StatusAsync())["clusters"]!.AsArray().ShouldContain(static cluster => ((string?)cluster!["reason"])!.StartsWith("paused; otherwise ", StringComparison.Ordinal));
        (await fleet.StoryAsync("ConfigMap", "fedscaler", "fedscaler-system")).ShouldContain(static told => told.StartsWith("Normal Paused: ", StringComparison.Ordinal));

        await fleet.LetGoAsync();
        await fleet.UntilReadyAsync();
        (await fleet.SharesAsync()).Values.Sum(static share => share.Max).ShouldBe(30);
        (await fleet.ConditionAsync("Paused")).IsTrue.ShouldBeFalse();
        await fleet.UntilAsync("the end is told", async () => (await fleet.StoryAsync("ConfigMap", "fedscaler", "fedscaler-system")).Any(static told => told.StartsWith("Normal Resumed: ", StringComparison.Ordinal)));
        await fleet.StepAsync(60);
        (await fleet.Sandbox.CountWritesAsync(() => fleet.StepAsync(60))).Where(static write => !write.StartsWith("hub", StringComparison.Ordinal)).ShouldBeEmpty("and then all is quiet");
    }

    [Fact]
    public async Task A_value_that_is_neither_true_nor_false_stops_the_service_and_is_told()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa());
        await fleet.UntilReadyAsync();

        await fleet.BrakeAsync("yes");
        await fleet.UntilConditionAsync("Paused", reason: "ByService");
        await fleet.UntilAsync("the doubt is told", async () => (await fleet.StoryAsync("ConfigMap", "fedscaler", "fedscaler-system"))
            .Any(static told => told.StartsWith("Warning PausedUnclear: ", StringComparison.Ordinal) && told.Contains("is \"yes\"", StringComparison.Ordinal)));

        await fleet.BrakeAsync("false");
        await fleet.UntilReadyAsync();
    }

    [Fact]
    public async Task A_service_that_starts_with_it_on_writes_nothing_from_its_first_moment()
    {
        var fleet = await StartSandboxAsync(service: false);
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa(spec: "deletionPolicy: Delete"));
        await fleet.BrakeAsync();

        var writes = await fleet.WritesThatMatterAsync(async () =>
        {
            await fleet.StartServiceAsync();
            await fleet.StepAsync(60);
        });

        writes.ShouldBeEmpty();
        await fleet.UntilConditionAsync("Paused", reason: "ByService");
        var binding = await fleet.FindBindingAsync();
        // Karmada makes its bindings itself, and leaves it to the scheduler where the replicas go.
        (fleet.IsKarmada ? binding!["spec"]!["clusters"] : binding).ShouldBeNull();
        await fleet.LetGoAsync();
        await fleet.UntilReadyAsync();
    }

    [Fact]
    public async Task A_FedHPA_that_is_deleted_meanwhile_waits_and_is_undone_when_it_is_let_go()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa(spec: "deletionPolicy: Delete"));
        await fleet.UntilReadyAsync();
        await fleet.BrakeAsync();
        await fleet.UntilConditionAsync("Paused", reason: "ByService");

        await fleet.DeleteFedHpaAsync();
        await fleet.StepAsync(120);
        (await fleet.FindFedHpaAsync()).ShouldNotBeNull();
        (await fleet.SharesAsync()).Count.ShouldBe(3);
        await fleet.UntilAsync("that it waits is told", async () => (await fleet.EventsAsync("DeletionWaits")).Count == 1);

        await fleet.LetGoAsync();
        await fleet.UntilAsync("it is gone", async () => await fleet.FindFedHpaAsync() is null);
        (await fleet.SharesAsync()).ShouldBeEmpty();
        (await fleet.EventsAsync("NotUndone")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_count_that_a_user_sets_meanwhile_is_divided_when_it_is_let_go()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.BindAsync(9);
        await fleet.UntilRunsAsync(9);
        await fleet.BrakeAsync();
        await fleet.UntilBindingAsync("Paused", "ByService");

        var writes = await fleet.WritesThatMatterAsync(async () =>
        {
            await fleet.ScaleAsync(15);
            await fleet.StepAsync(60);
        });

        var (type, name) = fleet.Counted();
        writes.ShouldBe([$"hub: PATCH {type} shop/{name} scale"], "the user's own");
        (await fleet.CountsAsync()).Values.Sum().ShouldBe(9);
        await fleet.LetGoAsync();
        await fleet.UntilRunsAsync(15);
        (await fleet.BindingConditionAsync("Paused")).Present.ShouldBeFalse();
    }

    [Fact]
    public async Task A_schedule_that_begins_meanwhile_is_put_down_as_paused_and_applied_when_it_is_let_go()
    {
        var fleet = await StartSandboxAsync();
        await fleet.ShareOutAsync();
        await fleet.ScheduleAsync("{name: morning, schedule: \"10 8 * * *\", end: \"30 8 * * *\", minReplicas: 30}");
        await fleet.BrakeAsync();
        await fleet.UntilConditionAsync("Paused", reason: "ByService");

        await fleet.StepToAsync("8:12:00");
        (await fleet.HistoryAsync()).ShouldBe(["Start morning 08:10 Paused"]);
        (await fleet.SumAsync()).Min.ShouldBe(6);

        await fleet.LetGoAsync();
        await fleet.UntilAsync("it is applied", async () => (await fleet.HistoryAsync()).SequenceEqual(["Start morning 08:10 Applied"]));
        (await fleet.SumAsync()).Min.ShouldBe(30);
    }

    [Fact]
    public async Task A_ScaleIn_is_not_begun_and_one_that_is_committed_stands_as_it_is_until_it_is_let_go()
    {
        var fleet = await StartSandboxAsync(members: 2);
        await fleet.RunEightEachAsync();
        await fleet.BrakeAsync();
        await fleet.UntilConditionAsync("Paused", reason: "ByService");
        var early = await fleet.WritesThatMatterAsync(async () =>
        {
            await fleet.TakeOutAsync(await fleet.PickAsync("idc-a", 2));
            await fleet.StepAsync(30);
        });
        early.ShouldHaveSingleItem().ShouldContain("scaleins");
        await fleet.UntilAsync("it says what it waits for", async () => (await fleet.FindScaleInAsync())!["status"]?["waitsFor"]?.ToJsonString().Contains("brake is let go", StringComparison.Ordinal) == true);

        await fleet.LetGoAsync();
        await fleet.UntilPhaseAsync("Committed");
        await fleet.BrakeAsync();
        await fleet.StepAsync(2);
        var late = await fleet.WritesThatMatterAsync(() => fleet.StepAsync(60));
        late.ShouldBeEmpty();
        (await fleet.PhaseAsync()).ShouldBe("Committed");

        await fleet.LetGoAsync();
        (await fleet.EndOfAsync()).ShouldBe("Completed");
        (await fleet.RunsAsync("idc-a")).ShouldBe(7);
        await fleet.ShouldBeRestoredAsync();
    }

    [Fact]
    public async Task A_paused_member_is_written_nothing_neither_shares_nor_counts_nor_removals()
    {
        var fleet = await StartSandboxAsync();
        await fleet.RunEightEachAsync();
        await fleet.DeployAsync("api", replicas: 2);
        await fleet.BindAsync(6, workload: "api");
        await fleet.StepAsync(30);
        await fleet.PauseAsync("idc-b");
        await fleet.StepAsync(5);
        var (share, count) = (await fleet.ShareAsync("idc-b"), await fleet.RunsAsync("idc-b", "api"));

        var writes = await fleet.Sandbox.CountWritesAsync(async () =>
        {
            await fleet.EditAsync("spec: {maxReplicas: 40, deletionPolicy: Delete}");
            await fleet.ScaleAsync(30, "api");
            await fleet.TakeOutAsync(await fleet.PickAsync("idc-b", 1), "deadlineSeconds: 60");
            await fleet.StepAsync(90);
            await fleet.DeleteFedHpaAsync();
            await fleet.UntilAsync("it is gone", async () => await fleet.FindFedHpaAsync() is null);
        });

        writes.Where(static write => write.StartsWith("idc-b: ", StringComparison.Ordinal)).ShouldBeEmpty();
        writes.ShouldContain(static write => write.StartsWith("idc-a: ", StringComparison.Ordinal));
        (await fleet.ShareAsync("idc-b")).ShouldBe(share);
        (await fleet.RunsAsync("idc-b", "api")).ShouldBe(count);
        await fleet.UntilAsync("what is left there is named", async () => (await fleet.EventsAsync("NotUndone")).Any(static note => note.Contains("idc-b: HPA web stays, the member is paused", StringComparison.Ordinal)));
    }
}

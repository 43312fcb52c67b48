using FedScaler.Hosting.Federations;

namespace FedScaler.EndToEnd.Tests.Scenarios.Karmada;

/// <summary>A hand makes the policy anew with another schedulerName while all runs: who is no longer named writes no count any more, and nothing moves.</summary>
public sealed class SchedulerSwitchTests : FleetTest
{
    protected override FederationKind Federation => FederationKind.Karmada;

    [Fact]
    public async Task With_a_FedHPA_the_members_go_on_scaling_and_the_condition_says_whose_the_binding_is()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync(replicas: 3);
        await fleet.ApplyAsync(Manifests.FedHpa(min: 6, max: 60));
        await fleet.UntilReadyAsync();
        await fleet.LoadAsync();
        await fleet.StepAsync(400);
        fleet.Sandbox.SetLoad("idc-a", 5 * 0.59);
        await fleet.UntilAsync("idc-a runs 5", async () => await fleet.RunsAsync("idc-a") == 5 && await fleet.AgreesAsync());
        using var ledger = new MoveLedger(fleet);

        await fleet.ScheduleByAsync("default-scheduler");
        await fleet.UntilConditionAsync("Conflict", reason: "OtherScheduler");
        (await fleet.ConditionAsync("Conflict")).Message.ShouldContain("make PropagationPolicy shop/web anew with spec.schedulerName fedscaler");
        await fleet.StepAsync(400);
        ledger.ShouldBeEmpty("the members' own HPAs lead, and Karmada does not put its counts there");
        (await fleet.RetainedAsync()).ShouldBe("true");

        fleet.Sandbox.SetLoad("idc-b", 4 * 0.59);
        await fleet.UntilAsync("idc-b runs 4", async () => await fleet.RunsAsync("idc-b") == 4);
        ledger.Changes.Count.ShouldBe(1);

        await fleet.ScheduleByAsync("fedscaler");
        await fleet.UntilConditionAsync("Conflict", status: false);
        await fleet.UntilReadyAsync();
        await fleet.UntilAsync("the binding says what runs", fleet.AgreesAsync);
        await fleet.StepAsync(400);
        ledger.Changes.Count.ShouldBe(1);
        ledger.DeletedPods.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_one_all_marks_of_ours_go_and_come_and_nothing_moves()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync(replicas: 3);
        await fleet.UntilAsync("all run", async () => await fleet.RunsInAllAsync() == 9 && await fleet.AgreesAsync());
        (await fleet.RetainedAsync()).ShouldBe("true");
        using var ledger = new MoveLedger(fleet);

        await fleet.ScheduleByAsync("default-scheduler");
        await fleet.UntilAsync("our label is off", async () => await fleet.RetainedAsync() is null);
        await fleet.UntilAsync("the binding has no mark of ours", async () =>
            (await fleet.ResourceBindingAsync())!["metadata"]!["annotations"]!.AsObject().All(static note => !note.Key.StartsWith("fedscaler.io/", StringComparison.Ordinal)));
        await fleet.StepAsync(120);
        ledger.ShouldBeEmpty("Karmada's scheduler found what there was");

        await fleet.ScheduleByAsync("fedscaler");
        await fleet.UntilAsync("our label is on", async () => await fleet.RetainedAsync() == "true");
        await fleet.StepAsync(120);
        (await fleet.AgreesAsync()).ShouldBeTrue();
        ledger.ShouldBeEmpty("nor did we change any");
    }
}

using FedScaler.EndToEnd.Tests.Scenarios.Manual;
using FedScaler.EndToEnd.Tests.Scenarios.Operations;
using FedScaler.Hosting.Federations;
using FedScaler.Sandbox.Karmada;

namespace FedScaler.EndToEnd.Tests.Scenarios.Karmada;

/// <summary>Karmada's deploymentReplicasSyncer is switched on: two would write one count, and so FedScaler does not.</summary>
public sealed class ReplicasSyncerTests : FleetTest
{
    protected override FederationKind Federation => FederationKind.Karmada;

    [Fact]
    public async Task It_is_named_with_the_mend_nothing_is_written_and_members_scale_on_until_it_is_off()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync(replicas: 3);
        await fleet.ApplyAsync(Manifests.FedHpa(min: 6, max: 60));
        await fleet.UntilReadyAsync();
        await fleet.LoadAsync();
        await fleet.StepAsync(120);
        fleet.Sandbox.Contest();
        fleet.Sandbox.Run(KarmadaComponent.ReplicasSyncer);
        // Who is first says the same as the other would have: sooner or later it is the syncer.
        for (var count = 4; count < 16 && !(await fleet.ConditionAsync("Conflict")).IsTrue; count++)
        {
            fleet.Sandbox.SetLoad("idc-a", count * 0.59);
            await fleet.StepAsync(30);
        }

        await fleet.UntilConditionAsync("Conflict", reason: "ReplicasSyncer");
        var message = (await fleet.ConditionAsync("Conflict")).Message;
        message.ShouldContain("deploymentReplicasSyncer wrote ");
        message.ShouldContain("take it out of --controllers of karmada-controller-manager");
        await fleet.StepAsync(5);
        var writes = await fleet.WritesThatMatterAsync(async () =>
        {
            fleet.Sandbox.SetLoad("idc-b", 5 * 0.59);
            await fleet.UntilAsync("idc-b runs 5", async () => await fleet.RunsAsync("idc-b") == 5);
            await fleet.StepAsync(120);
        });
        writes.ShouldBeEmpty();

        fleet.Sandbox.Run(KarmadaComponent.ReplicasSyncer, runs: false);
        await fleet.UntilAsync("it is forgotten", async () => !(await fleet.ConditionAsync("Conflict")).IsTrue, TimeSpan.FromMinutes(11));
        fleet.Sandbox.Contest(false);
        await fleet.UntilReadyAsync();
        await fleet.UntilAsync("binding, template and members say the same", fleet.AgreesAsync);
        (await fleet.RunsAsync("idc-b")).ShouldBe(5);
    }

    [Fact]
    public async Task A_users_count_that_it_writes_over_is_told()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync(replicas: 3);
        await fleet.UntilAsync("all run", async () => await fleet.RunsInAllAsync() == 9 && await fleet.AgreesAsync());
        fleet.Sandbox.Contest();
        fleet.Sandbox.Run(KarmadaComponent.ReplicasSyncer);
        await fleet.ScaleAsync(15);
        await fleet.UntilAsync("it is told, or nothing was lost", async () =>
            (await fleet.FindBindingAsync())!["status"]!.ToJsonString().Contains("over the count 15", StringComparison.Ordinal) || (await fleet.UsersCountAsync() == 15 && await fleet.RunsInAllAsync() == 15));
    }
}

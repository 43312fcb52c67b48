using FedScaler.Hosting.Federations;
using FedScaler.Kube.Karmada;
using FedScaler.Sandbox.Simulation.Load;

namespace FedScaler.EndToEnd.Tests.Scenarios.Karmada.Moves;

/// <summary>An application under load moves out of Karmada's hands into ours and back again, the service running all the while.</summary>
public sealed class StoryTests : FleetTest
{
    /// <summary>A pod of 1 cpu serves 100 requests per second at most, 60 at the autoscalers' target.</summary>
    private static readonly PodLoadProfile Pod = new(Capacity: 100, MilliCpuPerRequest: 10);

    /// <summary>Karmada's scheduler divides by them whenever it thinks that it has to.</summary>
    private const string Even = "weightPreference: {staticWeightList: [{targetCluster: {clusterNames: [idc-a]}, weight: 1}, {targetCluster: {clusterNames: [idc-b]}, weight: 1}, {targetCluster: {clusterNames: [cloud-c]}, weight: 1}]}";

    protected override FederationKind Federation => FederationKind.Karmada;

    [Fact]
    public async Task While_load_rises_it_moves_in_and_back_and_nothing_is_ever_scaled_down_or_deleted()
    {
        var fleet = await StartSandboxAsync();
        await fleet.RunInKarmadasHandsAsync();
        var start = fleet.Sandbox.Now;
        // From 12 pods' worth up by one a minute: whoever leads has to follow it.
        fleet.Sandbox.Balance("web", Pod, time => 60 * (12 + ((time - start) / TimeSpan.FromMinutes(1))));
        using var ledger = new MoveLedger(fleet);
        await fleet.UntilAsync("Karmada has scaled it", async () => await fleet.RunsInAllAsync() >= 13);

        (await fleet.MigrateAsync()).ShouldEndWith(0).Output.ShouldContain("6/6");
        await fleet.ShouldBeOursAsync();
        var taken = await fleet.RunsInAllAsync();
        await fleet.UntilAsync("the members have scaled it", async () => await fleet.RunsInAllAsync() >= taken + 4, TimeSpan.FromMinutes(15));

        (await fleet.MigrateAsync("--back")).ShouldEndWith(0).Output.ShouldContain("9/9");
        await fleet.ShouldBeKarmadasAsync();
        var given = await fleet.RunsInAllAsync();
        await fleet.UntilAsync("Karmada has scaled it again", async () => await fleet.RunsInAllAsync() >= given + 4 && await fleet.AgreesAsync(), TimeSpan.FromMinutes(15));

        ledger.Lowered.ShouldBeEmpty();
        ledger.DeletedPods.ShouldBeEmpty();
        ledger.LeastSum.ShouldBeGreaterThanOrEqualTo(6);
        ((string?)(await fleet.Hub.FindAsync(KarmadaResources.FederatedHpas, fleet.Namespace, "web"))!["metadata"]!["name"]).ShouldBe("web");
    }

    /// <summary>Even where Karmada's scheduler, left to itself, would divide it in another way.</summary>
    [Fact]
    public async Task Under_steady_load_no_member_is_changed_by_any_step_in_or_out()
    {
        var fleet = await StartSandboxAsync();
        await fleet.RunInKarmadasHandsAsync(Even);
        await fleet.LoadAsync();
        await fleet.StepAsync(120);
        using (var ledger = new MoveLedger(fleet))
        {
            (await fleet.MigrateAsync()).ShouldEndWith(0);
            await fleet.ShouldBeOursAsync();
            await fleet.StepAsync(400);
            ledger.ShouldBeEmpty("in");
        }

        fleet.Sandbox.SetLoad("idc-a", 5 * 0.59);
        await fleet.UntilAsync("idc-a runs 5", async () => await fleet.RunsAsync("idc-a") == 5 && await fleet.AgreesAsync(), TimeSpan.FromMinutes(10));
        (await fleet.RunsEachAsync()).Distinct().Count().ShouldBeGreaterThan(1);
        using (var ledger = new MoveLedger(fleet))
        {
            (await fleet.MigrateAsync("--back")).ShouldEndWith(0);
            await fleet.ShouldBeKarmadasAsync();
            await fleet.StepAsync(400);
            ledger.ShouldBeEmpty("out");
        }

        await fleet.LoadAsync(1.5);
        await fleet.UntilAsync("Karmada scales it", async () => await fleet.RunsInAllAsync() > 10 && await fleet.AgreesAsync(), TimeSpan.FromMinutes(10));
    }
}

using FedScaler.Controllers.Fleet;
using FedScaler.Hosting.Federations;
using FedScaler.Sandbox.Simulation;

namespace FedScaler.EndToEnd.Tests.Scenarios.Karmada.Moves;

/// <summary>A move that is stopped after any of its steps is nobody's emergency: nothing moves until somebody runs it again, which may be hours.</summary>
public sealed class StoppedTests : FleetTest
{
    private const int StepsIn = 6;
    private const int StepsOut = 9;

    /// <summary>After each step; long where nobody scales any more, or nobody yet.</summary>
    private static readonly double[] HoursIn = [0.1, 1, 0.1, 0.1, 1, 0.1];

    private static readonly double[] HoursOut = [0.1, 1, 0.1, 0.1, 1, 1, 0.1, 1, 0.1];

    /// <summary>Karmada's scheduler divides by them whenever it thinks that it has to: what the members run is something else.</summary>
    private const string Even = "weightPreference: {staticWeightList: [{targetCluster: {clusterNames: [idc-a]}, weight: 1}, {targetCluster: {clusterNames: [idc-b]}, weight: 1}]}";

    /// <summary>Long looks, so that hours take seconds.</summary>
    private static readonly FleetOptions Watch = new() { Namespace = "fedscaler-system", ProbeInterval = TimeSpan.FromMinutes(10), ProbeDeadline = TimeSpan.FromSeconds(10) };

    private static readonly SimulationSettings Members = new() { HpaSyncPeriod = TimeSpan.FromMinutes(2), MetricsWindow = TimeSpan.FromMinutes(1) };

    protected override FederationKind Federation => FederationKind.Karmada;

    [Fact]
    public async Task Stopped_after_any_step_it_goes_on_hours_later_and_nothing_has_moved_in_between()
    {
        var fleet = await StartSandboxAsync(members: 2, simulation: Members, watch: Watch);
        await fleet.RunInKarmadasHandsAsync(Even);
        await fleet.LoadAsync();
        await fleet.StepAsync(60);
        for (var step = 1; step <= StepsOut; step++)
        {
            await MoveAsync(fleet, HoursIn[Math.Min(step, StepsIn) - 1], Math.Min(step, StepsIn), StepsIn);
            await fleet.ShouldBeOursAsync();
            if (step == 1) await MakeUnevenAsync(fleet);
            await MoveAsync(fleet, HoursOut[step - 1], step, StepsOut, "--back");
            await fleet.ShouldBeKarmadasAsync();
        }
    }

    /// <summary>It is then done by Karmada and the service, and where those are not all there, it waits.</summary>
    [Fact]
    public async Task Without_the_service_it_moves_in_and_waits_on_the_way_back_until_the_service_is_there()
    {
        var fleet = await StartSandboxAsync(members: 2);
        await fleet.RunInKarmadasHandsAsync(Even);
        await fleet.LoadAsync();
        await fleet.StepAsync(60);
        using var ledger = new MoveLedger(fleet);

        await fleet.StopServiceAsync();
        (await fleet.MigrateAsync()).ShouldEndWith(0);
        await fleet.StepAsync(600);
        await fleet.StartServiceAsync();
        await fleet.ShouldBeOursAsync();

        await fleet.StopServiceAsync();
        (await fleet.MigrateAsync("--back", "--timeout", "1m")).ShouldEndWith(3).Error.ShouldContain("until the service has seen it");
        await fleet.StepAsync(600);
        await fleet.StartServiceAsync();
        (await fleet.MigrateUntilAsync(7, "--back")).ShouldEndWith(130);
        await fleet.StopServiceAsync();
        (await fleet.MigrateAsync("--back", "--timeout", "1m")).ShouldEndWith(3).Error.ShouldContain("delete FedHPA shop/web, and wait until it is gone");
        await fleet.StartServiceAsync();
        await fleet.UntilAsync("the FedHPA is gone", async () => await fleet.FindFedHpaAsync() is null);
        await fleet.ShouldBeKarmadasAsync();
        ledger.ShouldBeEmpty("whether the service was there or not");
    }

    /// <summary>Stops after a step, lets hours pass in which the service restarts, and runs to the end.</summary>
    private static async Task MoveAsync(Scenario fleet, double hours, int step, int steps, params string[] args)
    {
        using var ledger = new MoveLedger(fleet);
        (await fleet.MigrateUntilAsync(step, args)).ShouldEndWith(130);
        await fleet.StepAsync(hours * 1800);
        await fleet.RestartServiceAsync();
        await fleet.StepAsync(hours * 1800);
        ledger.ShouldBeEmpty($"stopped after {step}/{steps}");
        // After its last step the way back leaves nothing to be gone on with.
        if (step < StepsOut) (await fleet.MigrateAsync(args)).ShouldEndWith(0).Output.ShouldContain($"{steps}/{steps}");
        await fleet.StepAsync(60);
        ledger.ShouldBeEmpty($"taken up after {step}/{steps}");
    }

    private static async Task MakeUnevenAsync(Scenario fleet)
    {
        fleet.Sandbox.SetLoad("idc-a", 5 * 0.59);
        await fleet.UntilAsync("idc-a runs 5", async () => await fleet.RunsAsync("idc-a") == 5 && await fleet.AgreesAsync(), TimeSpan.FromMinutes(10));
        await fleet.StepAsync(60);
    }
}

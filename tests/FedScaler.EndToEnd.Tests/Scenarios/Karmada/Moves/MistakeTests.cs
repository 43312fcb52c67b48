using FedScaler.Hosting.Federations;
using FedScaler.Kube.Karmada;

namespace FedScaler.EndToEnd.Tests.Scenarios.Karmada.Moves;

/// <summary>What users do wrong with the command: it names the field and the mend, and has written nothing.</summary>
public sealed class MistakeTests : FleetTest
{
    protected override FederationKind Federation => FederationKind.Karmada;

    [Fact]
    public async Task What_cannot_be_moved_is_refused_by_its_field_with_the_mend_and_nothing_is_written()
    {
        var fleet = await StartSandboxAsync(members: 2);
        await ShouldBeRefusedAsync(fleet, ["there is no FederatedHPA shop/web", "kubectl get federatedhpas"]);
        await fleet.RunInKarmadasHandsAsync();

        await fleet.ApplyAsync(MoveScenario.FederatedHpa(target: "nowhere"));
        await ShouldBeRefusedAsync(fleet, ["FederatedHPA shop/web spec.scaleTargetRef: there is no Deployment shop/nowhere", "create it there, or name the one that is"]);
        await fleet.ApplyAsync(MoveScenario.FederatedHpa());

        await SelectAsync(fleet, "{apiVersion: apps/v1, kind: Deployment, name: web}", "{apiVersion: v1, kind: ConfigMap, name: web}");
        await ShouldBeRefusedAsync(fleet, ["PropagationPolicy shop/web spec.resourceSelectors is not about Deployment shop/web alone", "Give the workload a policy of its own"]);
        await SelectAsync(fleet, "{apiVersion: apps/v1, kind: Deployment, name: web}");

        await ShouldBeRefusedAsync(fleet, ["there is no FedHPA shop/web: FederatedHPA shop/web is in force"], "--back");
        (await fleet.MigrateAsync()).ShouldEndWith(0);
        (await fleet.MigrateAsync()).ShouldEndWith(0).Output.Split('\n').Count(static line => line.EndsWith("was done", StringComparison.Ordinal)).ShouldBe(6);
        (await fleet.MigrateAsync("--back")).ShouldEndWith(0);
        await fleet.ShouldBeKarmadasAsync();
        await ShouldBeRefusedAsync(fleet, ["there is no FedHPA shop/web", "is in force"], "--back");
    }

    [Fact]
    public async Task What_a_hand_changes_midway_is_seen_before_the_next_write_and_named()
    {
        var fleet = await StartSandboxAsync(members: 2);
        await fleet.RunInKarmadasHandsAsync();
        using var ledger = new MoveLedger(fleet);

        (await fleet.MigrateUntilAsync(1)).ShouldEndWith(130);
        await fleet.Hub.PatchAsync(KarmadaResources.FederatedHpas, fleet.Namespace, "web", "spec: {maxReplicas: 80}");
        await ShouldBeRefusedAsync(fleet, ["FedHPA shop/web spec.maxReplicas is not what FederatedHPA shop/web comes to", "make them say the same"]);
        await fleet.EditAsync("spec: {maxReplicas: 80}");

        (await fleet.MigrateUntilAsync(2)).ShouldEndWith(130);
        await fleet.ScheduleByAsync("another");
        await ShouldBeRefusedAsync(fleet, ["PropagationPolicy shop/web spec.schedulerName is another", "Make the policy anew with default-scheduler first"]);
        await fleet.ScheduleByAsync("default-scheduler");

        (await fleet.MigrateUntilAsync(3)).ShouldEndWith(130);
        await fleet.Hub.PatchAsync(KarmadaResources.PropagationPolicies, fleet.Namespace, "web", "spec: {propagateDeps: true}");
        (await fleet.MigrateAsync("--timeout", "10s")).ShouldEndWith(3).Error.ShouldContain("PropagationPolicy shop/web-fedscaler does not say what PropagationPolicy shop/web says");
        await fleet.Hub.DeleteAsync(KarmadaResources.PropagationPolicies, fleet.Namespace, "web-fedscaler");

        (await fleet.MigrateUntilAsync(4)).ShouldEndWith(130);
        (await fleet.MigrateAsync()).ShouldEndWith(0).Output.ShouldContain("4/6 delete PropagationPolicy shop/web, and wait until PropagationPolicy shop/web-fedscaler has the workload: was done");
        await fleet.UntilReadyAsync();
        ledger.ShouldBeEmpty("whatever the hand did");
    }

    private static async Task ShouldBeRefusedAsync(Scenario fleet, string[] words, string? option = null)
    {
        CommandResult? result = null;
        var writes = await fleet.Sandbox.CollectStoredByAsync("fedscaler-migrate", async () => result = await fleet.MigrateAsync(option is null ? [] : [option]));
        result!.ShouldEndWith(2);
        foreach (var word in words) result.Error.ShouldContain(word);
        result.Output.ShouldBeEmpty();
        writes.ShouldBeEmpty();
    }

    private static Task SelectAsync(Scenario fleet, params string[] selectors) =>
        fleet.Hub.PatchAsync(KarmadaResources.PropagationPolicies, fleet.Namespace, "web", $"spec: {{resourceSelectors: [{string.Join(", ", selectors)}]}}");
}

using FedScaler.Hosting.Federations;
using FedScaler.Kube.Karmada;

namespace FedScaler.EndToEnd.Tests.Scenarios.Karmada;

/// <summary>A placement that cannot be honoured is refused by its field, and what stands goes on standing.</summary>
public sealed class SpreadTests : FleetTest
{
    protected override FederationKind Federation => FederationKind.Karmada;

    [Fact]
    public async Task Spread_constraints_that_are_not_met_are_refused_by_name_and_nothing_moves()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync(replicas: 3);
        await fleet.ApplyAsync(Manifests.FedHpa(min: 6, max: 60));
        await fleet.UntilReadyAsync();
        await fleet.LoadAsync();
        await fleet.StepAsync(60);
        var shares = await fleet.SharesAsync();
        using var ledger = new MoveLedger(fleet);

        foreach (var (constraint, words) in ((string, string)[])
        [
            ("{spreadByField: cluster, minGroups: 5}", "spreadConstraints[0].minGroups of PropagationPolicy shop/web asks for 5 groups by cluster, and the clusters that its placement admits make 3: admit more clusters, or lower minGroups"),
            ("{spreadByField: cluster, minGroups: 1, maxGroups: 2}", "spreadConstraints[0].maxGroups of PropagationPolicy shop/web allows 2 groups by cluster"),
        ])
        {
            await SpreadAsync(fleet, constraint);
            await fleet.UntilAsync($"{constraint} is refused", async () => (await fleet.ConditionAsync("Conflict")) is { IsTrue: true } conflict && conflict.Message.Contains(words, StringComparison.Ordinal));
            await fleet.UntilAsync("the binding says so in Karmada's words", async () => Condition.Find(await fleet.ResourceBindingAsync(), "Scheduled") is { IsTrue: false, Present: true, Reason: "Unschedulable" });
            await fleet.StepAsync(120);
            ledger.ShouldBeEmpty(constraint);
            (await fleet.SharesAsync()).ShouldBe(shares);
        }

        await SpreadAsync(fleet, "{spreadByField: cluster, minGroups: 2, maxGroups: 3}");
        await fleet.UntilConditionAsync("Conflict", status: false);
        await fleet.UntilReadyAsync();
        await fleet.StepAsync(120);
        ledger.ShouldBeEmpty("all is well again");
    }

    private static Task SpreadAsync(Scenario fleet, string constraint) =>
        fleet.Hub.PatchAsync(KarmadaResources.PropagationPolicies, fleet.Namespace, "web", $"spec: {{placement: {{spreadConstraints: [{constraint}]}}}}");
}

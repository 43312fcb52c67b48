using FedScaler.Hosting.Federations;
using FedScaler.Kube.Karmada;

namespace FedScaler.EndToEnd.Tests.Scenarios.Karmada.Moves;

/// <summary>Platform teams that write policies for all namespaces have their applications moved in the same way.</summary>
public sealed class ClusterPolicyTests : FleetTest
{
    protected override FederationKind Federation => FederationKind.Karmada;

    [Fact]
    public async Task An_application_of_a_ClusterPropagationPolicy_moves_in_and_back_and_no_replica_moves()
    {
        var fleet = await StartSandboxAsync();
        await fleet.Hub.ApplyAsync(MoveScenario.Policy(fleet)
            .Replace("kind: PropagationPolicy", "kind: ClusterPropagationPolicy", StringComparison.Ordinal)
            .Replace($", namespace: {fleet.Namespace}", "", StringComparison.Ordinal)
            .Replace("kind: Deployment, name: web", $"kind: Deployment, namespace: {fleet.Namespace}, name: web", StringComparison.Ordinal));
        await fleet.Hub.ApplyAsync(Manifests.Workload(fleet.Namespace, "web", 6, "Deployment", "1"));
        await fleet.ApplyAsync(MoveScenario.FederatedHpa());
        await fleet.UntilAsync("Karmada has divided it", async () => await fleet.RunsInAllAsync() == 6 && await fleet.AgreesAsync());
        await fleet.LoadAsync();
        await fleet.StepAsync(120);
        using var ledger = new MoveLedger(fleet);

        (await fleet.MigrateAsync()).ShouldEndWith(0).Output.ShouldContain("create ClusterPropagationPolicy web-fedscaler");
        await fleet.UntilReadyAsync();
        await fleet.UntilAsync("all agree", fleet.AgreesAsync);
        (await NamesAsync(fleet)).ShouldBe(["web-fedscaler"]);
        ((string?)(await fleet.ResourceBindingAsync())!["spec"]!["schedulerName"]).ShouldBe("fedscaler");

        (await fleet.MigrateAsync("--back")).ShouldEndWith(0);
        await fleet.UntilAsync("all agree", fleet.AgreesAsync);
        (await NamesAsync(fleet)).ShouldBe(["web"]);
        ((string?)(await fleet.ResourceBindingAsync())!["spec"]!["schedulerName"]).ShouldBe("default-scheduler");
        await fleet.StepAsync(120);
        ledger.ShouldBeEmpty("in and out");
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(Scenario fleet) =>
        [.. (await fleet.Hub.ListAsync(KarmadaResources.ClusterPropagationPolicies, null)).Select(static policy => (string)policy["metadata"]!["name"]!).Where(static name => name.StartsWith("web", StringComparison.Ordinal))];
}

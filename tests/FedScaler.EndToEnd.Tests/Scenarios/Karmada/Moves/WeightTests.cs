using FedScaler.Hosting.Federations;

namespace FedScaler.EndToEnd.Tests.Scenarios.Karmada.Moves;

/// <summary>A policy whose weights do not name every cluster: whom they leave out gets nothing, before the move and after it.</summary>
public sealed class WeightTests : FleetTest
{
    protected override FederationKind Federation => FederationKind.Karmada;

    [Fact]
    public async Task A_cluster_that_the_weights_leave_out_stays_empty()
    {
        var fleet = await StartSandboxAsync();
        await fleet.RunInKarmadasHandsAsync("weightPreference: {staticWeightList: [{targetCluster: {clusterNames: [idc-a]}, weight: 1}, {targetCluster: {clusterNames: [idc-b]}, weight: 1}]}");
        await fleet.LoadAsync();
        await fleet.StepAsync(60);
        using var ledger = new MoveLedger(fleet);

        (await fleet.MigrateAsync()).ShouldEndWith(0);
        await fleet.UntilReadyAsync();
        await fleet.UntilAsync("both have their shares", async () => (await fleet.SharesAsync()).Keys.Order(StringComparer.Ordinal).SequenceEqual(["idc-a", "idc-b"]));
        await fleet.StepAsync(120);
        ledger.ShouldBeEmpty("cloud-c had none");
    }
}

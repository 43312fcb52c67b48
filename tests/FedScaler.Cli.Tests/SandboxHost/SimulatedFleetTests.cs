using FedScaler.Api;
using FedScaler.Hosting.Federations;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Time;
using FedScaler.SandboxHost;
using Shouldly;
using Xunit;

namespace FedScaler.Cli.Tests.SandboxHost;

public sealed class SimulatedFleetTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_Karmada_fleet_has_joined_the_hub_and_no_credential_of_FedScalers_is_there()
    {
        var (fleet, _) = await StartAsync();
        await using var disposing = fleet;
        var hub = fleet.Servers.Hub.Store;
        hub.List(KarmadaResources.Clusters).Select(static cluster => cluster["metadata"]!["name"]!.GetValue<string>()).ShouldBe(fleet.Servers.Members.Select(static member => member.Name).Order(StringComparer.Ordinal));
        hub.List(KarmadaResources.Clusters).ShouldAllBe(static cluster => cluster["metadata"]!["labels"]!["region"] != null);
        hub.List(ApiResources.MemberClusters).ShouldBeEmpty();
        hub.List(KnownResources.Secrets, "fedscaler-system").ShouldBeEmpty();
        foreach (var kind in (string[])["works.work.karmada.io", "fedhpas.fedscaler.io", "clonesets.apps.kruise.io"])
            hub.Get(KnownResources.CustomResourceDefinitions, new(null, kind)).ShouldNotBeNull(kind);
    }

    [Fact]
    public async Task Its_members_and_its_Karmada_move_together()
    {
        var (fleet, time) = await StartAsync();
        await using var disposing = fleet;
        fleet.Simulation.AdvanceTo(time, time.GetUtcNow().AddSeconds(30));
        fleet.Servers.Hub.Store.List(KarmadaResources.Clusters)
            .ShouldAllBe(static cluster => cluster["status"]!["conditions"]!.AsArray().Any(condition => condition!["type"]!.GetValue<string>() == "Ready" && condition["status"]!.GetValue<string>() == "True"));
    }

    [Fact]
    public async Task A_direct_fleet_has_no_Karmada()
    {
        await using var fleet = await SimulatedFleet.StartAsync(Options(new(Start), FederationKind.Direct), TestContext.Current.CancellationToken);
        Should.Throw<InvalidOperationException>(() => fleet.Karmada);
        fleet.Servers.Hub.Store.List(ApiResources.MemberClusters).Count.ShouldBe(2);
    }

    private static async Task<(SimulatedFleet Fleet, SimulatedTimeProvider Time)> StartAsync()
    {
        var time = new SimulatedTimeProvider(Start);
        return (await SimulatedFleet.StartAsync(Options(time, FederationKind.Karmada), TestContext.Current.CancellationToken), time);
    }

    private static SimulatedFleetOptions Options(SimulatedTimeProvider time, FederationKind federation) =>
        new() { Time = time, Members = 2, UseTls = false, Federation = federation };
}

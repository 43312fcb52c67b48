using FedScaler.Api;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Health;

namespace FedScaler.EndToEnd.Tests.Scenarios.Leadership;

/// <summary>One instance goes in an orderly way, and another follows it.</summary>
public class HandOverTests : FleetTest
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task On_SIGTERM_the_other_leads_within_a_second_and_writes_nothing_that_is_so_already(bool streamsInitialEvents)
    {
        var (fleet, one, two) = await StartTwoAsync(streamsInitialEvents);
        var replicas = fleet.Sandbox.Replicas;

        one.Terminate();
        // It ends in no time of the fleet's clock; how long the machine takes is not what is measured.
        await one.Run.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System);
        await fleet.StepAsync(1);
        replicas.Holder.ShouldBe("two");

        await fleet.StepAsync(60);
        two.Wire.Writes.ShouldBe(0);
        await fleet.EditAsync("spec: {maxReplicas: 30}");
        await fleet.UntilReadyAsync();
        (await fleet.SharesAsync()).Values.Sum(static share => share.Max).ShouldBe(30);
        two.Wire.Writes.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task One_that_stands_by_is_ready_reads_nothing_and_says_who_leads()
    {
        var (fleet, one, two) = await StartTwoAsync();
        await fleet.StepAsync(60);

        two.Wire.Writes.ShouldBe(0);
        two.Activity.Informers.Select(static informer => informer.Resource).ShouldBe([KnownResources.Leases]);
        var (leads, standsBy) = (one.Health.Check(HealthKind.Readiness), two.Health.Check(HealthKind.Readiness));
        leads.Healthy.ShouldBeTrue(leads.Text);
        leads.Text.ShouldContain("[+]leadership ok: leads");
        standsBy.Healthy.ShouldBeTrue(standsBy.Text);
        standsBy.Text.ShouldContain("[+]leadership ok: stands by, one leads");
    }

    [Fact]
    public async Task Whoever_leads_is_told_on_the_Lease_and_stamps_all_that_it_writes()
    {
        var (fleet, _, _) = await StartTwoAsync();
        var lease = (await fleet.Hub.FindAsync(KnownResources.Leases, Replicas.Namespace, Replicas.LeaseName))!;
        var epoch = $"{(string?)lease["metadata"]!["uid"]}/{(int?)lease["spec"]!["leaseTransitions"]}";

        ((string?)(await fleet.StatusAsync())["epoch"]).ShouldBe(epoch);
        var binding = (await fleet.FindBindingAsync())!;
        // On Karmada it is its detector's, and what we patch there is guarded by its resourceVersion.
        if (!fleet.IsKarmada)
        {
            ((string?)binding["metadata"]!["annotations"]!["fedscaler.io/epoch"]).ShouldBe(epoch);
            ((string?)binding["status"]!["epoch"]).ShouldBe(epoch);
        }

        foreach (var member in fleet.Members)
        {
            var share = fleet.IsKarmada
                ? await fleet.Hub.FindAsync(KarmadaResources.Works, KarmadaKeys.ExecutionNamespace(member.Name), $"fedscaler-hpa.{fleet.Namespace}.web")
                : await fleet.FindHpaAsync(member.Name);
            ((string?)share!["metadata"]!["annotations"]!["fedscaler.io/epoch"]).ShouldBe(epoch);
            if (!fleet.IsKarmada) ((string?)(await fleet.Hub.FindAsync(ApiResources.MemberClusters, null, member.Name))!["status"]!["epoch"]).ShouldBe(epoch);
        }

        var told = (await fleet.Hub.ListAsync(KnownResources.Events, Replicas.Namespace)).Where(static e => (string?)e["reason"] == "LeaderElection");
        ((string?)told.ShouldHaveSingleItem()["note"]).ShouldBe("one became leader");
    }

    [Fact]
    public async Task A_new_leader_whose_epoch_the_API_server_does_not_know_yet_is_refused_quietly_and_soon_goes_on()
    {
        var fleet = await StartSandboxAsync(service: false);
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa(max: 24));
        var replicas = fleet.Sandbox.Replicas;
        var one = await replicas.StartAsync("one", lag: TimeSpan.FromSeconds(1.5));
        await fleet.StepAsync(10);
        await replicas.UntilLeadsAsync(one, TimeSpan.FromSeconds(1));

        replicas.Fence.Refusals.ShouldBeGreaterThan(0);
        await fleet.UntilReadyAsync();
        (await fleet.SharesAsync()).Values.Sum(static share => share.Max).ShouldBe(24);
        fleet.Sandbox.Log.ShouldNotContain(static line => line.Contains("epoch.fedscaler.io", StringComparison.Ordinal));
        fleet.Sandbox.Log.ShouldNotContain(static line => line.Contains("Error ", StringComparison.Ordinal));
    }

    private async Task<(Scenario Fleet, Replica One, Replica Two)> StartTwoAsync(bool streamsInitialEvents = true)
    {
        var fleet = await StartSandboxAsync(service: false);
        foreach (var cluster in fleet.Sandbox.Servers.Clusters) cluster.Server.StreamsInitialEvents = streamsInitialEvents;
        await fleet.DeployAsync();
        var replicas = fleet.Sandbox.Replicas;
        var one = await replicas.StartAsync("one");
        await replicas.UntilLeadsAsync(one, TimeSpan.FromSeconds(1));
        var two = await replicas.StartAsync("two");
        await fleet.ApplyAsync(Manifests.FedHpa(max: 24));
        await fleet.UntilReadyAsync();
        await fleet.StepAsync(30);
        return (fleet, one, two);
    }
}

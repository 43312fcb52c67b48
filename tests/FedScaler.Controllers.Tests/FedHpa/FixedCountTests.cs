using FedScaler.Api.Common;
using FedScaler.Controllers.Tests.Support;
using FedScaler.Core.Splitting;
using FedScaler.Runtime.Queues;

namespace FedScaler.Controllers.Tests.FedHpas;

public sealed class FixedCountTests
{
    private const string Now = "2026-11-23T00:00:00Z";
    private const string Mend = "allow the proxy";

    [Fact]
    public async Task A_member_at_0_that_cannot_be_started_gets_no_room_and_the_condition_names_it_and_the_mend()
    {
        await using var rig = ClockRig.Start(Now);
        rig.Fleet.Run("a", 0);
        rig.Fleet.Fix("a", Mend);
        await rig.SettleAsync();

        rig.Fleet.FindHpa("a").ShouldBeNull();
        rig.Fleet.HpaOf("b").MaxReplicas.ShouldBe(60);
        var ready = rig.FedHpaStatus.Conditions.Find("Ready")!;
        (ready.Status, ready.Reason).ShouldBe((Condition.True, "SharesInForce"));
        ready.Message.ShouldContain($"without a: it runs nothing, and cannot be started, as its count cannot be set: {Mend}");
        rig.FedHpaStatus.Clusters.Single(static cluster => cluster.Name == "a").State.ShouldBe(MemberState.Excluded);
        // Nothing to be tried again.
        (await rig.ReconcileFedHpaAsync()).ShouldNotBeOfType<ReconcileResult.Retry>();

        rig.Fleet.Run("a", 1);
        await rig.SettleAsync();
        rig.Fleet.HpaOf("a").MaxReplicas.ShouldBeGreaterThan(1);
        rig.Fleet.Max.ShouldBe(60);
    }

    [Fact]
    public async Task A_member_whose_count_cannot_be_set_is_never_parked()
    {
        await using var rig = ClockRig.Start(Now);
        rig.PutFedHpa(1, 60, more: """, "split": {"spread": "WhenNeeded"}""");
        rig.Fleet.Fix("a", Mend);
        rig.Fleet.Fix("b", Mend);
        await rig.SettleAsync();
        rig.Fleet.Run("a", 1);
        rig.Fleet.Run("b", 1);
        for (var minute = 0; minute < 10; minute++) await rig.StepAsync(TimeSpan.FromMinutes(1));

        rig.FedHpaStatus.Clusters.ShouldAllBe(static cluster => cluster.State == MemberState.Active);
        rig.Fleet.Max.ShouldBe(60);
    }

    [Fact]
    public async Task A_member_that_is_to_have_nothing_and_cannot_be_stopped_keeps_its_share_and_says_why()
    {
        await using var rig = ClockRig.Start(Now);
        await rig.SettleAsync();
        var share = rig.Fleet.HpaOf("a").MaxReplicas;
        rig.Fleet.Fix("a", Mend);
        rig.PutFedHpa(6, 60, more: """, "placement": {"clusters": [{"name": "a", "maxReplicas": 0}]}""");
        await rig.SettleAsync();

        rig.Fleet.HpaOf("a").MaxReplicas.ShouldBe(share);
        rig.FedHpaStatus.Clusters.Single(static cluster => cluster.Name == "a").Reason!.ShouldContain($"it cannot be stopped, as its count cannot be set: {Mend}");
    }
}

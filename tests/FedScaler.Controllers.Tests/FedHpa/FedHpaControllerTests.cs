using FedScaler.Api;
using FedScaler.Controllers.FedHpas;
using FedScaler.Controllers.Tests.Support;
using FedScaler.Runtime.Queues;

namespace FedScaler.Controllers.Tests.FedHpas;

public sealed class FedHpaControllerTests
{
    private const string Now = "2026-11-23T00:00:00Z";

    [Fact]
    public async Task Nobody_is_cut_down_because_another_share_is_on_its_way_back()
    {
        await using var rig = ClockRig.Start(Now);
        await rig.SettleAsync();
        rig.Fleet.Run("b", 12);
        rig.Fleet.Writes.Clear();
        rig.Fleet.Pending.Add("a");
        rig.PutFedHpa(6, 24);
        await rig.CatchUpAsync();
        (await rig.ReconcileFedHpaAsync()).ShouldBeOfType<ReconcileResult.NotYet>();
        rig.Fleet.Writes.ShouldBeEmpty();

        rig.Fleet.Pending.Clear();
        await rig.SettleAsync();
        rig.Fleet.Max.ShouldBe(24);
        rig.Fleet.Writes.ShouldAllBe(static write => write.Member != "b" || write.Share.Max >= 12);
    }

    [Fact]
    public async Task One_that_was_deleted_while_the_hub_was_not_followed_is_looked_at_when_it_is_again()
    {
        await using var rig = ClockRig.Start(Now);
        await rig.SettleAsync();
        rig.Hub.BeginDeletion(ApiResources.FedHpas, ClockRig.Web, rig.Clock.GetUtcNow(), FedHpaMarks.Finalizer);
        await rig.CatchUpAsync();
        await rig.LoseFedHpasAsync();
        (await rig.ReconcileFedHpaAsync()).ShouldBe(ReconcileResult.Finished);
        await rig.DrainAsync();

        rig.Clock.Advance(TimeSpan.FromSeconds(30));
        await ClockRig.UntilAsync(() => rig.FedHpaQueue.Ready == 1, "it is to be looked at");
    }
}

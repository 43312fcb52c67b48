using FedScaler.Api;
using FedScaler.Controllers.FedHpas;
using FedScaler.Controllers.Tests.Bindings.Support;
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

    [Fact]
    public async Task A_move_that_is_overtaken_half_way_is_told_as_one()
    {
        await using var rig = ClockRig.Start(Now, min: 6, max: 30);
        await rig.SettleAsync();
        var before = ((string[])["a", "b"]).ToDictionary(static name => name, rig.Fleet.MaxOf);
        rig.Events.All.Clear();

        // The one that gives is written, the one that takes has changed since it was looked at.
        rig.Fleet.Saturate("a");
        rig.Fleet.Refusals["a"] = FakeFleet.Conflict();
        rig.Clock.Advance(TimeSpan.FromMinutes(10));
        (await rig.ReconcileFedHpaAsync()).ShouldBeOfType<ReconcileResult.Retry>();
        rig.Fleet.MaxOf("b").ShouldBeLessThan(before["b"]);
        rig.Fleet.MaxOf("a").ShouldBe(before["a"]);
        Moves(rig).ShouldBeEmpty();

        rig.Fleet.Refusals.Clear();
        await rig.SettleAsync();
        rig.Fleet.MaxOf("a").ShouldBeGreaterThan(before["a"]);
        var (_, reason, note) = Moves(rig).ShouldHaveSingleItem();
        reason.ShouldBe("RoomMoved");
        note.ShouldBe($"a 3..{before["a"]} → 3..{rig.Fleet.MaxOf("a")}, b 3..{before["b"]} → 3..{rig.Fleet.MaxOf("b")}");
    }

    private static IEnumerable<(string Kind, string Reason, string Note)> Moves(ClockRig rig) =>
        rig.Events.All.Where(static told => told.Reason is "RoomMoved" or "SharesChanged" or "SharesGiven");
}

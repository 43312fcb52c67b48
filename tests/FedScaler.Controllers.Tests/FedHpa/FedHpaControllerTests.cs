using FedScaler.Api;
using FedScaler.Api.Common;
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
    public async Task It_is_not_ready_before_what_is_asked_for_is_in_force_and_nobody_is_told_of_the_way_there()
    {
        await using var rig = ClockRig.Start(Now);
        var seen = new List<string>();
        rig.Fleet.OnWrite = _ => seen.Add(ReadyOf(rig).Reason);
        await rig.SettleAsync();
        seen.ShouldBe(["SharesUnderWay", "SharesUnderWay"]);
        ReadyOf(rig).Reason.ShouldBe("SharesInForce");

        seen.Clear();
        rig.PutFedHpa(6, 80);
        await rig.SettleAsync();
        seen.ShouldBe(["SharesUnderWay", "SharesUnderWay"]);
        (ReadyOf(rig).Reason, rig.Fleet.Max).ShouldBe(("SharesInForce", 80));
        rig.Events.All.ShouldAllBe(static told => told.Reason == "SharesGiven" || told.Reason == "SharesChanged");
    }

    [Fact]
    public async Task Room_that_moves_by_itself_leaves_it_ready()
    {
        await using var rig = ClockRig.Start(Now);
        await rig.SettleAsync();
        var seen = new List<string>();
        rig.Fleet.OnWrite = _ => seen.Add(ReadyOf(rig).Reason);
        rig.Fleet.Saturate("a");
        await rig.SettleAsync();
        seen.ShouldBe(["SharesInForce", "SharesInForce"]);
    }

    [Fact]
    public async Task What_was_refused_is_said_until_the_member_is_seen_again()
    {
        await using var rig = ClockRig.Start(Now);
        rig.Fleet.Refusals["a"] = new TimeoutException("not taken in yet");
        await rig.CatchUpAsync();
        await rig.ReconcileFedHpaAsync();
        await rig.CatchUpAsync();
        (ReadyOf(rig).Reason, ReadyOf(rig).Message).ShouldBe(("WriteFailed", "tried again: a: not taken in yet"));

        rig.Fleet.Refusals.Clear();
        rig.Fleet.Pending.Add("a");
        await rig.SettleAsync();
        ReadyOf(rig).Reason.ShouldBe("WriteFailed");

        rig.Fleet.Pending.Clear();
        await rig.SettleAsync();
        ReadyOf(rig).Reason.ShouldBe("SharesInForce");
    }

    [Fact]
    public async Task Shares_are_given_once_the_target_is_in_every_member_that_the_federation_puts_it_into()
    {
        await using var rig = ClockRig.Start(Now);
        rig.Fleet.Coming.Add("b");
        await rig.CatchUpAsync();
        (await rig.ReconcileFedHpaAsync()).ShouldBeOfType<ReconcileResult.NotYet>();
        rig.Fleet.Writes.ShouldBeEmpty();

        rig.Clock.Advance(TimeSpan.FromSeconds(3));
        rig.Fleet.Coming.Clear();
        await rig.SettleAsync();
        rig.Fleet.Writes.Select(static write => write.Member).Order().ShouldBe(["a", "b"]);
        (rig.Fleet.Min, rig.Fleet.Max).ShouldBe((6, 60));
    }

    [Fact]
    public async Task A_member_into_which_the_target_does_not_come_is_waited_for_no_longer_than_for_one_that_does_not_answer()
    {
        await using var rig = ClockRig.Start(Now);
        rig.Fleet.Coming.Add("b");
        await rig.SettleAsync();
        await rig.StepAsync(FirstLook.Patience);
        (rig.Fleet.Min, rig.Fleet.Max).ShouldBe((6, 60));
        rig.Fleet.Writes.ShouldHaveSingleItem().Member.ShouldBe("a");
    }

    [Fact]
    public async Task Where_no_member_is_selected_it_is_said_what_members_are_and_how_one_gets_there()
    {
        await using var rig = ClockRig.Start(Now);
        rig.PutFedHpa(6, 60, more: """, "placement": {"clusterSelector": {"matchLabels": {"region": "nowhere"} } }""");
        await rig.SettleAsync();
        (ReadyOf(rig).Reason, ReadyOf(rig).Message).ShouldBe(("NoMembers", "spec.placement.clusterSelector matches no MemberCluster: mend it, or label or create one"));
    }

    private static Condition ReadyOf(ClockRig rig) => rig.FedHpaStatus.Conditions.Find("Ready")!;

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

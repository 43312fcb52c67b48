using FedScaler.Api;
using FedScaler.Api.Common;
using FedScaler.Controllers.FedHpas;
using FedScaler.Controllers.Fleet;
using FedScaler.Controllers.Tests.Support;
using FedScaler.Runtime.Queues;

namespace FedScaler.Controllers.Tests.FedHpas;

/// <summary>While a ScaleIn holds the target, its FedHPA looks on and writes to no member.</summary>
public sealed class HeldSharesTests
{
    private const string Now = "2026-11-23T00:00:00Z";

    private static readonly TargetRef Target = new("shop", "apps/v1", "Deployment", "web");

    [Fact]
    public async Task No_share_is_written_while_a_ScaleIn_holds_and_the_status_says_for_whom()
    {
        await using var rig = await StartAsync();
        rig.Holds.Set(Target, "drop");
        rig.PutFedHpa(6, 80);
        await rig.SettleAsync();

        rig.Fleet.Writes.ShouldBeEmpty();
        rig.Fleet.Max.ShouldBe(60);
        var status = rig.FedHpaStatus;
        status.HeldBy.ShouldBe("uid-drop");
        status.EffectiveMaxReplicas.ShouldBe(80);
        (Condition(rig, "Held").Status, Condition(rig, "Held").Reason).ShouldBe(("True", "ScaleInInProgress"));
        Condition(rig, "Held").Message.ShouldBe("shares are kept as they are for ScaleIn drop");
        Condition(rig, "Ready").Status.ShouldBe("True");
        rig.Events.All.ShouldContain(static told => told.Reason == "ScaleInInProgress");
    }

    [Fact]
    public async Task When_it_lets_go_the_status_says_so_before_the_first_write_and_what_was_put_off_is_done()
    {
        await using var rig = await StartAsync();
        rig.Holds.Set(Target, "drop");
        // Those who are to shrink are written before anything is put down in the status.
        rig.PutFedHpa(6, 40);
        await rig.SettleAsync();
        rig.Fleet.OnWrite = _ => rig.FedHpaStatus.HeldBy.ShouldBeNull();

        rig.Holds.Set(Target, null);
        await rig.SettleAsync();

        rig.Fleet.Max.ShouldBe(40);
        rig.FedHpaStatus.HeldBy.ShouldBeNull();
        rig.FedHpaStatus.Conditions.ShouldNotContain(static condition => condition.Type == "Held");
    }

    [Fact]
    public async Task What_was_planned_during_the_hold_is_not_remembered_as_done_over_a_restart()
    {
        await using var before = await StartAsync();
        before.Holds.Set(Target, "drop");
        before.PutFedHpa(6, 80);
        await before.SettleAsync();

        await using var rig = await before.RestartAsync();
        await rig.SettleAsync();

        rig.Fleet.Max.ShouldBe(80);
        rig.FedHpaStatus.HeldBy.ShouldBeNull();
    }

    [Fact]
    public async Task A_restart_while_held_writes_nothing_at_all()
    {
        await using var before = await StartAsync();
        before.Holds.Set(Target, "drop");
        await before.SettleAsync();
        await using var rig = await before.RestartAsync(static next => next.Set(Target, "drop"));
        var writes = rig.Hub.Writes.Count;
        await rig.SettleAsync();

        rig.Hub.Writes.Count.ShouldBe(writes);
        rig.Fleet.Writes.ShouldBeEmpty();
        rig.FedHpaStatus.HeldBy.ShouldBe("uid-drop");
    }

    [Fact]
    public async Task An_HPA_that_the_ScaleIn_holds_is_no_conflict_and_given_back_as_it_was_it_is_not_written()
    {
        await using var rig = await StartAsync();
        rig.Holds.Set(Target, "drop");
        await rig.SettleAsync();
        rig.Fleet.Hold("a", "uid-drop", min: 1);
        await rig.SettleAsync();
        Condition(rig, "Conflict").Status.ShouldBe("False");
        rig.Fleet.Writes.ShouldBeEmpty();

        rig.Fleet.Run("a", 2);
        rig.Fleet.Release("a", min: 3);
        rig.Holds.Set(Target, null);
        await rig.SettleAsync();

        rig.Fleet.Writes.ShouldBeEmpty();
        rig.FedHpaStatus.CurrentReplicas.ShouldBe(5);
        rig.FedHpaStatus.HeldBy.ShouldBeNull();
    }

    [Fact]
    public async Task A_cache_that_is_behind_is_waited_for_before_the_share_is_written_again()
    {
        await using var rig = await StartAsync();
        rig.Holds.Set(Target, "drop");
        rig.Fleet.Hold("a", "uid-drop", min: 1);
        await rig.SettleAsync();

        rig.Holds.Set(Target, null);
        await rig.SettleAsync();
        rig.FedHpaStatus.HeldBy.ShouldBeNull();
        await rig.StepAsync(TimeSpan.FromSeconds(9));
        rig.Fleet.Writes.ShouldBeEmpty("the HPA may have been given back already");
        (await rig.ReconcileFedHpaAsync()).ShouldBe(new ReconcileResult.After(TimeSpan.FromSeconds(1)));

        rig.Fleet.Release("a", min: 3);
        await rig.StepAsync(TimeSpan.FromMinutes(1));
        rig.Fleet.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_ScaleIn_that_is_gone_left_in_a_member_is_put_right_by_one_write()
    {
        await using var rig = await StartAsync();
        rig.Holds.Set(Target, "drop");
        rig.Fleet.Hold("a", "uid-drop", min: 1);
        await rig.SettleAsync();

        rig.Holds.Set(Target, null);
        await rig.SettleAsync();
        await rig.StepAsync(HoldMemory.Patience);

        rig.Fleet.Writes.Select(static write => write.Member).ShouldBe(["a"]);
        rig.Fleet.HpaOf("a").HeldBy.ShouldBeNull();
        (rig.Fleet.Min, rig.Fleet.Max).ShouldBe((6, 60));
    }

    [Fact]
    public async Task A_mark_alone_that_was_left_behind_is_taken_off_after_a_restart_too()
    {
        await using var before = await StartAsync();
        before.Fleet.Hold("a", "uid-gone", min: 3);
        await using var rig = await before.RestartAsync();
        await rig.SettleAsync();
        rig.Fleet.Writes.ShouldBeEmpty();
        await rig.StepAsync(HoldMemory.Patience);

        rig.Fleet.Writes.Select(static write => write.Member).ShouldBe(["a"]);
        rig.Fleet.HpaOf("a").HeldBy.ShouldBeNull();
    }

    [Fact]
    public async Task A_paused_FedHPA_and_an_invalid_one_confirm_the_hold_too()
    {
        await using var rig = await StartAsync();
        rig.PutFedHpa(6, 60, paused: true);
        rig.Holds.Set(Target, "drop");
        await rig.SettleAsync();
        rig.FedHpaStatus.HeldBy.ShouldBe("uid-drop");
        Condition(rig, "Ready").Reason.ShouldBe("Paused");

        rig.Holds.Set(Target, null);
        await rig.SettleAsync();
        rig.FedHpaStatus.HeldBy.ShouldBeNull();

        rig.PutFedHpa(6, 5);
        rig.Holds.Set(Target, "another");
        await rig.SettleAsync();
        rig.FedHpaStatus.HeldBy.ShouldBe("uid-another");
        Condition(rig, "Ready").Reason.ShouldBe("InvalidSpec");
        rig.Fleet.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_write_that_may_yet_land_is_given_its_time_before_the_hold_is_confirmed()
    {
        await using var rig = await StartAsync();
        rig.Fleet.Refusals["b"] = new TimeoutException("no answer");
        rig.PutFedHpa(6, 80);
        await rig.CatchUpAsync();
        (await rig.ReconcileFedHpaAsync()).ShouldBeOfType<ReconcileResult.Retry>();
        rig.Fleet.Refusals.Clear();
        rig.Fleet.Writes.Clear();

        rig.Holds.Set(Target, "drop");
        await rig.SettleAsync();
        await rig.StepAsync(HoldMemory.Doubt - TimeSpan.FromSeconds(1));
        rig.FedHpaStatus.HeldBy.ShouldBeNull();
        (await rig.ReconcileFedHpaAsync()).ShouldBe(new ReconcileResult.After(TimeSpan.FromSeconds(1)));

        await rig.StepAsync(TimeSpan.FromSeconds(1));
        rig.FedHpaStatus.HeldBy.ShouldBe("uid-drop");
        rig.Fleet.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_written_before_the_ScaleIns_are_known()
    {
        await using var rig = await StartAsync();
        rig.Holds.Set(Target, "drop");
        await rig.SettleAsync();
        rig.Holds.Set(Target, null);
        rig.Holds.Synced = false;
        rig.PutFedHpa(6, 80);
        await rig.SettleAsync();
        rig.Fleet.Writes.ShouldBeEmpty();
        rig.FedHpaStatus.HeldBy.ShouldBe("uid-drop");

        rig.Holds.Synced = true;
        await rig.SettleAsync();
        rig.Fleet.Max.ShouldBe(80);
        rig.FedHpaStatus.HeldBy.ShouldBeNull();
    }

    [Fact]
    public async Task A_deleted_FedHPA_waits_for_the_hold_to_end_but_no_longer_than_for_a_member()
    {
        await using var rig = await StartAsync(""", "deletionPolicy": "Delete" """);
        var undone = new List<string>();
        rig.Fleet.OnWrite = undone.Add;
        rig.Holds.Set(Target, "drop");
        rig.Hub.BeginDeletion(ApiResources.FedHpas, ClockRig.Web, rig.Clock.GetUtcNow(), FedHpaMarks.Finalizer);
        await rig.CatchUpAsync();
        (await rig.ReconcileFedHpaAsync()).ShouldBeOfType<ReconcileResult.After>();
        undone.ShouldBeEmpty();

        rig.Clock.Advance(FedHpaDeletion.Patience);
        (await rig.ReconcileFedHpaAsync()).ShouldBe(ReconcileResult.Finished);
        undone.ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task A_deleted_FedHPA_goes_as_soon_as_the_hold_ends()
    {
        await using var rig = await StartAsync(""", "deletionPolicy": "Delete" """);
        var undone = new List<string>();
        rig.Fleet.OnWrite = undone.Add;
        rig.Holds.Set(Target, "drop");
        rig.Hub.BeginDeletion(ApiResources.FedHpas, ClockRig.Web, rig.Clock.GetUtcNow(), FedHpaMarks.Finalizer);
        await rig.CatchUpAsync();
        await rig.ReconcileFedHpaAsync();
        rig.Holds.Set(Target, null);
        (await rig.ReconcileFedHpaAsync()).ShouldBe(ReconcileResult.Finished);
        undone.ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task A_hold_that_changes_brings_its_FedHPA_back_at_once_and_an_unknown_one_all()
    {
        await using var rig = await StartAsync();
        var key = await rig.FedHpaQueue.GetAsync(TestContext.Current.CancellationToken);
        rig.FedHpaQueue.Done(key);
        rig.FedHpaQueue.Counts.IsQuiet.ShouldBeTrue();

        rig.Holds.Set(Target with { Name = "other" }, "drop");
        rig.FedHpaQueue.Ready.ShouldBe(0);
        rig.Holds.Set(Target, "drop");
        rig.FedHpaQueue.Ready.ShouldBe(1);
        rig.FedHpaQueue.Done(await rig.FedHpaQueue.GetAsync(TestContext.Current.CancellationToken));
        rig.Holds.TellAll();
        rig.FedHpaQueue.Ready.ShouldBe(1);
    }

    private static async Task<ClockRig> StartAsync(string more = "")
    {
        var rig = ClockRig.Start(Now);
        if (more.Length > 0) rig.PutFedHpa(6, 60, more: more);
        await rig.SettleAsync();
        (rig.Fleet.Min, rig.Fleet.Max).ShouldBe((6, 60));
        rig.Fleet.Writes.Clear();
        return rig;
    }

    private static Condition Condition(ClockRig rig, string type) => rig.FedHpaStatus.Conditions.Find(type)!;
}

using FedScaler.Api;
using FedScaler.Controllers.Tests.CronHpas;
using FedScaler.Controllers.Tests.Support;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Queues;

namespace FedScaler.Controllers.Tests.FedHpas;

/// <summary>What the clock makes of a FedHPA's bounds reaches its members, and its spec stays what the user wrote.</summary>
public sealed class ScheduledBoundsTests
{
    [Fact]
    public async Task A_floor_comes_and_goes_by_the_clock_and_the_spec_stays_as_it_is()
    {
        await using var rig = ClockRig.Start("2026-11-23T00:19:00Z");
        rig.PutCron(Rules.Morning);
        await rig.SettleAsync();
        rig.Fleet.Min.ShouldBe(6);
        var spec = rig.Hub.Find(ApiResources.FedHpas, ClockRig.Web)!["spec"]!.ToJsonString();

        await rig.StepAsync(TimeSpan.FromMinutes(1));
        (rig.Fleet.Min, rig.Fleet.Max).ShouldBe((40, 60));
        rig.FedHpaStatus.EffectiveMinReplicas.ShouldBe(40);
        rig.FedHpaStatus.ActiveSchedules.ShouldBe(["peak/morning"]);
        var condition = rig.FedHpaStatus.Conditions.First(static condition => condition.Type == "Scheduled");
        (condition.Status, condition.Message).ShouldBe(("True", "min 40 by peak/morning until 11:00 Asia/Shanghai"));

        rig.Fleet.Run("a", 20);
        rig.Fleet.Run("b", 20);
        await rig.StepAsync(TimeSpan.FromMinutes(160));
        (rig.Fleet.Min, rig.Fleet.Max).ShouldBe((6, 60));
        rig.FedHpaStatus.ActiveSchedules.ShouldBeEmpty();
        var after = rig.Hub.Find(ApiResources.FedHpas, ClockRig.Web)!;
        after["spec"]!.ToJsonString().ShouldBe(spec);
        ((long)after["metadata"]!["generation"]!).ShouldBe(1);
    }

    [Fact]
    public async Task Created_in_the_middle_of_its_window_it_holds_at_once_and_deleted_there_it_holds_no_more()
    {
        await using var rig = ClockRig.Start("2026-11-23T01:30:00Z");
        await rig.SettleAsync();

        rig.PutCron(Rules.Morning);
        await rig.SettleAsync();
        rig.Fleet.Min.ShouldBe(40);

        rig.Hub.Delete(ApiResources.CronHpas, new ObjectKey("shop", "peak"));
        await rig.SettleAsync();
        rig.Fleet.Min.ShouldBe(6);
        rig.FedHpaStatus.Conditions.ShouldNotContain(static condition => condition.Type == "Scheduled");
    }

    [Fact]
    public async Task Nothing_is_written_to_a_member_before_the_CronHPAs_are_known()
    {
        await using var before = ClockRig.Start("2026-11-23T01:30:00Z");
        before.PutCron(Rules.Morning);
        await before.SettleAsync();
        before.Fleet.Min.ShouldBe(40);
        before.Fleet.Writes.Clear();
        var gate = before.Hub.Held["cronhpas"] = new TaskCompletionSource();

        await using var rig = await before.RestartAsync();
        await rig.CatchUpAsync();
        (await rig.ReconcileFedHpaAsync()).ShouldBeOfType<ReconcileResult.NotYet>();
        rig.Fleet.Writes.ShouldBeEmpty();
        rig.Fleet.Min.ShouldBe(40);

        rig.Hub.Held.Remove("cronhpas");
        gate.SetResult();
        var writes = rig.Hub.Writes.Count;
        await rig.SettleAsync();
        rig.Fleet.Writes.ShouldBeEmpty();
        rig.Hub.Writes.Count.ShouldBe(writes, "nothing changed over the restart");
    }

    [Fact]
    public async Task It_looks_again_at_the_next_transition_and_never_later_than_in_30_seconds()
    {
        await using var rig = ClockRig.Start("2026-11-23T00:10:00Z");
        rig.PutCron(Rules.Morning);
        await rig.SettleAsync();
        (await rig.ReconcileFedHpaAsync()).ShouldBe(new ReconcileResult.After(TimeSpan.FromSeconds(30)));

        await rig.StepAsync(TimeSpan.FromSeconds(593));
        (await rig.ReconcileFedHpaAsync()).ShouldBe(new ReconcileResult.After(TimeSpan.FromSeconds(7)));
    }

    [Fact]
    public async Task Both_bounds_up_and_down_at_once_never_pass_the_maximum_and_minima_never_pass_their_maxima()
    {
        await using var rig = ClockRig.Start("2026-11-23T00:59:00Z");
        rig.PutCron(Rules.Hour(90, more: """, "raiseMax": true, "maxReplicas": 100"""));
        await rig.SettleAsync();
        rig.Fleet.Writes.Clear();

        await rig.StepAsync(TimeSpan.FromMinutes(1));
        (rig.Fleet.Min, rig.Fleet.Max).ShouldBe((90, 100));
        rig.FedHpaStatus.EffectiveMaxReplicas.ShouldBe(100);
        Sums(rig, from: 60).ShouldAllBe(static sum => sum <= 100);

        rig.Fleet.Run("a", 45);
        rig.Fleet.Run("b", 45);
        rig.Fleet.Writes.Clear();
        await rig.StepAsync(TimeSpan.FromHours(1));
        (rig.Fleet.Min, rig.Fleet.Max).ShouldBe((6, 60));
        rig.Fleet.Writes.ShouldAllBe(static write => write.Share.Min >= 1 && write.Share.Min <= write.Share.Max && write.Share.Max <= 50);
    }

    [Fact]
    public async Task A_floor_that_falls_takes_the_minimum_back_and_leaves_the_maximum_alone()
    {
        await using var rig = ClockRig.Start("2026-11-23T01:30:00Z");
        rig.PutCron(Rules.Hour(40));
        await rig.SettleAsync();
        rig.Fleet.Run("a", 20);
        rig.Fleet.Run("b", 20);
        await rig.SettleAsync();
        rig.Fleet.Writes.Clear();

        await rig.StepAsync(TimeSpan.FromMinutes(30));
        rig.Fleet.Writes.ShouldNotBeEmpty();
        rig.Fleet.Writes.ShouldAllBe(static write => write.Share.Max == 30);
        rig.Fleet.Min.ShouldBe(6);
    }

    [Fact]
    public async Task A_floor_above_the_max_is_clamped_and_a_condition_says_so()
    {
        await using var rig = ClockRig.Start("2026-11-23T01:30:00Z", max: 30);
        rig.PutCron(Rules.Hour(40));
        await rig.SettleAsync();

        (rig.Fleet.Min, rig.Fleet.Max).ShouldBe((30, 30));
        var clamped = rig.FedHpaStatus.Conditions.First(static condition => condition.Type == "ScheduleClamped");
        (clamped.Status, clamped.Reason).ShouldBe(("True", "FloorAboveMax"));
        clamped.Message.ShouldBe("peak/hour asks for min 40 and gets 30: raise maxReplicas, or set raiseMax in the rule");
    }

    [Fact]
    public async Task A_floor_above_another_rules_ceiling_wins_and_a_condition_says_so()
    {
        await using var rig = ClockRig.Start("2026-11-23T01:30:00Z");
        rig.PutCron(Rules.Hour(40));
        rig.PutCron("""{"name": "cap", "schedule": "0 0 * * *", "duration": "5h", "maxReplicas": 20}""", "quota");
        await rig.SettleAsync();

        (rig.Fleet.Min, rig.Fleet.Max).ShouldBe((40, 40));
        rig.FedHpaStatus.ActiveSchedules.ShouldBe(["peak/hour", "quota/cap"]);
        var conflict = rig.FedHpaStatus.Conditions.First(static condition => condition.Type == "ScheduleConflict");
        (conflict.Status, conflict.Reason).ShouldBe(("True", "FloorOverCeiling"));
    }

    [Fact]
    public async Task A_paused_FedHPA_writes_nothing_and_is_not_ready()
    {
        await using var rig = ClockRig.Start("2026-11-23T00:59:00Z");
        rig.PutCron(Rules.Hour(40));
        await rig.SettleAsync();
        rig.PutFedHpa(6, 60, paused: true);
        await rig.SettleAsync();
        rig.Fleet.Writes.Clear();

        await rig.StepAsync(TimeSpan.FromMinutes(1));
        rig.Fleet.Writes.ShouldBeEmpty();
        var ready = rig.FedHpaStatus.Conditions.First(static condition => condition.Type == "Ready");
        (ready.Status, ready.Reason).ShouldBe(("False", "Paused"));

        rig.PutFedHpa(6, 60);
        await rig.SettleAsync();
        rig.Fleet.Min.ShouldBe(40);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_and_forth_by_an_hour_leaves_what_the_time_of_day_says()
    {
        await using var rig = ClockRig.Start("2026-11-23T01:10:00Z");
        rig.PutCron(Rules.Hour(40));
        await rig.SettleAsync();
        rig.Fleet.Min.ShouldBe(40);

        rig.Clock.Jump = TimeSpan.FromHours(-1);
        await rig.StepAsync(TimeSpan.FromSeconds(30));
        rig.Fleet.Min.ShouldBe(6);
        rig.Clock.Jump = TimeSpan.Zero;
        await rig.StepAsync(TimeSpan.FromSeconds(30));
        rig.Fleet.Min.ShouldBe(40);
        rig.Fleet.Writes.Clear();
        var writes = rig.Hub.Writes.Count;
        await rig.StepAsync(TimeSpan.FromSeconds(30));
        rig.Fleet.Writes.ShouldBeEmpty();
        rig.Hub.Writes.Count.ShouldBe(writes);
    }

    /// <summary>The sum of both members' maxima after each write.</summary>
    private static List<int> Sums(ClockRig rig, int from)
    {
        var maxima = new Dictionary<string, int>(StringComparer.Ordinal) { ["a"] = from / 2, ["b"] = from / 2 };
        var sums = new List<int>();
        foreach (var (member, share) in rig.Fleet.Writes)
        {
            maxima[member] = share.Max;
            sums.Add(maxima.Values.Sum());
        }

        return sums;
    }
}

using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Api.CronHpas;
using FedScaler.Controllers.Tests.Support;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Queues;

namespace FedScaler.Controllers.Tests.CronHpas;

/// <summary>What a CronHPA's status tells of its rules.</summary>
public sealed class CronHpaControllerTests
{
    [Fact]
    public async Task It_tells_what_is_in_force_what_it_comes_to_and_what_comes_next()
    {
        await using var rig = ClockRig.Start("2026-11-23T00:19:00Z");
        rig.PutCron(Rules.Morning);
        await rig.SettleAsync();
        rig.CronStatus()!.NextTransition.ShouldBe(new ScheduleTransition { Time = At("2026-11-23T00:20:00Z"), Rule = "morning", Edge = TransitionEdge.Start });
        rig.CronStatus()!.Effective.ShouldBe(new EffectiveBounds { MinReplicas = 6, MaxReplicas = 60 });
        rig.CronStatus()!.History.ShouldBeEmpty();

        await rig.StepAsync(TimeSpan.FromMinutes(1));

        var status = rig.CronStatus()!;
        status.Active.ShouldBe([new ActiveRule { Rule = "morning", Since = At("2026-11-23T00:20:00Z"), Until = At("2026-11-23T03:00:00Z") }]);
        status.Effective.ShouldBe(new EffectiveBounds { MinReplicas = 40, MaxReplicas = 60 });
        status.NextTransition.ShouldBe(new ScheduleTransition { Time = At("2026-11-23T03:00:00Z"), Rule = "morning", Edge = TransitionEdge.End });
        var entry = status.History.ShouldHaveSingleItem();
        (entry.Edge, entry.Result, entry.ScheduledTime, entry.AppliedTime).ShouldBe(
            (TransitionEdge.Start, ScheduleResults.Applied, At("2026-11-23T00:20:00Z"), At("2026-11-23T00:20:00Z")));
        entry.Message.ShouldBe("min 40 until 11:00 Asia/Shanghai");
        Condition(status, "Ready").Message.ShouldBe("in force: morning (min 40 until 11:00 Asia/Shanghai); next morning ends at 2026-11-23 11:00 Asia/Shanghai");
    }

    [Fact]
    public async Task A_look_at_which_nothing_has_changed_writes_nothing_and_another_is_due_in_30_seconds()
    {
        await using var rig = ClockRig.Start("2026-11-23T01:30:00Z");
        rig.PutCron(Rules.Morning);
        await rig.SettleAsync();
        var writes = rig.Hub.Writes.Count;

        for (var i = 0; i < 10; i++) await rig.StepAsync(TimeSpan.FromSeconds(30));

        rig.Hub.Writes.Count.ShouldBe(writes);
        (await rig.ReconcileCronAsync()).ShouldBe(new ReconcileResult.After(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task A_start_and_an_end_that_nobody_was_there_for_are_told_late()
    {
        await using var rig = ClockRig.Start("2026-11-23T00:30:00Z");
        rig.PutCron(Rules.Hour(40));
        await rig.SettleAsync();

        await using var second = await RestartAfterAsync(rig, TimeSpan.FromMinutes(42));
        var start = second.CronStatus()!.History.ShouldHaveSingleItem();
        (start.Result, start.ScheduledTime, start.AppliedTime).ShouldBe((ScheduleResults.Applied, At("2026-11-23T01:00:00Z"), At("2026-11-23T01:12:00Z")));
        start.Message.ShouldBe("min 40 until 02:00 UTC; 12m late: nobody was there to apply it at the time");

        await using var third = await RestartAfterAsync(second, TimeSpan.FromHours(1));
        var end = third.CronStatus()!.History[0];
        (end.Edge, end.Result, end.ScheduledTime).ShouldBe((TransitionEdge.End, ScheduleResults.Applied, At("2026-11-23T02:00:00Z")));
        end.Message.ShouldBe("12m late: nobody was there to apply it at the time");
        third.CronStatus()!.History.Count.ShouldBe(2);
        third.Fleet.Min.ShouldBe(6);
    }

    [Fact]
    public async Task A_window_that_came_and_went_while_nobody_was_there_is_told_as_missed_once()
    {
        await using var rig = ClockRig.Start("2026-11-23T00:30:00Z");
        rig.PutCron(Rules.Hour(40));
        await rig.SettleAsync();

        await using var second = await RestartAfterAsync(rig, TimeSpan.FromHours(3));
        var missed = second.CronStatus()!.History.ShouldHaveSingleItem();
        (missed.Rule, missed.Edge, missed.Result, missed.ScheduledTime, missed.AppliedTime).ShouldBe(
            ("hour", TransitionEdge.Start, ScheduleResults.Missed, At("2026-11-23T01:00:00Z"), null));
        missed.Message.ShouldBe("nobody was there from its start to its end");

        await using var third = await RestartAfterAsync(second, TimeSpan.FromDays(3));
        third.CronStatus()!.History.Select(static entry => (entry.Result, entry.ScheduledTime)).ShouldBe(
            [(ScheduleResults.Missed, At("2026-11-26T01:00:00Z")), (ScheduleResults.Missed, At("2026-11-23T01:00:00Z"))]);
        third.CronStatus()!.History[0].Message!.ShouldContain("so it was 2 times before");
        var writes = third.Hub.Writes.Count;
        await using var fourth = await RestartAfterAsync(third, TimeSpan.Zero);
        fourth.Hub.Writes.Count.ShouldBe(writes, "a restart with nothing changed");
    }

    [Fact]
    public async Task A_clock_set_back_by_an_hour_tells_no_transition_twice()
    {
        await using var rig = ClockRig.Start("2026-11-23T00:59:30Z");
        rig.PutCron(Rules.Hour(40));
        await rig.SettleAsync();
        await rig.StepAsync(TimeSpan.FromMinutes(1));
        var history = rig.CronStatus()!.History;
        history.ShouldHaveSingleItem();

        rig.Clock.Jump = TimeSpan.FromHours(-1);
        for (var i = 0; i < 4; i++) await rig.StepAsync(TimeSpan.FromMinutes(20));

        rig.CronStatus()!.Active.ShouldHaveSingleItem().Rule.ShouldBe("hour");
        rig.CronStatus()!.History.ShouldBe(history);
    }

    [Fact]
    public async Task A_status_that_could_not_be_written_is_written_later_and_tells_each_transition_once()
    {
        await using var rig = ClockRig.Start("2026-11-23T00:59:30Z");
        rig.PutCron(Rules.Hour(40));
        await rig.SettleAsync();
        rig.Clock.Advance(TimeSpan.FromMinutes(1));
        await rig.ReconcileFedHpaAsync();
        await rig.CatchUpAsync();
        rig.Hub.Refusal = new HttpRequestException("the hub does not answer");
        await Should.ThrowAsync<HttpRequestException>(rig.ReconcileCronAsync());
        rig.Events.All.ShouldNotContain(static told => told.Reason == "ScheduleStarted");

        rig.Hub.Refusal = null;
        await rig.SettleAsync();

        rig.CronStatus()!.History.ShouldHaveSingleItem().Result.ShouldBe(ScheduleResults.Applied);
        rig.Events.All.Where(static told => told.Reason == "ScheduleStarted").Select(static told => told.Kind).ShouldBe(["CronHPA", "FedHPA"]);
    }

    [Fact]
    public async Task A_history_limit_bounds_it_and_none_is_kept_with_0()
    {
        await using var rig = ClockRig.Start("2026-11-23T00:59:30Z");
        rig.PutCron(Rules.Hour(40), more: """, "historyLimit": 0""");
        rig.PutCron(Rules.Hour(41), "short", """, "historyLimit": 2""");
        await rig.SettleAsync();
        for (var i = 0; i < 4; i++) await rig.StepAsync(TimeSpan.FromHours(12.5));

        rig.CronStatus()!.History.ShouldBeEmpty();
        var kept = rig.CronStatus("short")!.History;
        kept.Count.ShouldBe(2);
        kept[0].ScheduledTime.ShouldBeGreaterThan(kept[1].ScheduledTime);
    }

    [Fact]
    public async Task Suspended_in_the_middle_of_a_window_it_ends_there_and_resumed_it_begins_again()
    {
        await using var rig = ClockRig.Start("2026-11-23T01:10:00Z");
        rig.PutCron(Rules.Hour(40));
        await rig.SettleAsync();
        rig.CronStatus()!.History.ShouldHaveSingleItem().Message.ShouldBe("min 40 until 02:00 UTC; under way already when the CronHPA was created or changed");

        await rig.StepAsync(TimeSpan.FromMinutes(5));
        rig.PutCron(Rules.Hour(40), more: """, "suspend": true""");
        await rig.SettleAsync();
        rig.Fleet.Min.ShouldBe(6);
        var end = rig.CronStatus()!.History[0];
        (end.Edge, end.ScheduledTime, end.Message).ShouldBe((TransitionEdge.End, At("2026-11-23T01:15:00Z"), "cut short: the CronHPA was changed"));
        Condition(rig.CronStatus()!, "Ready").Reason.ShouldBe("Suspended");

        rig.PutCron(Rules.Hour(40));
        await rig.SettleAsync();
        rig.Fleet.Min.ShouldBe(40);
        rig.CronStatus()!.Active.ShouldHaveSingleItem().Rule.ShouldBe("hour");
    }

    [Fact]
    public async Task A_missing_target_is_a_condition_and_what_was_due_is_told_when_it_is_there()
    {
        await using var rig = ClockRig.Start("2026-11-23T00:59:30Z");
        rig.PutCron(Rules.Hour(40), target: "other");
        await rig.SettleAsync();
        Condition(rig.CronStatus()!, "TargetMissing").Status.ShouldBe("True");
        await rig.StepAsync(TimeSpan.FromMinutes(1));
        rig.CronStatus()!.History.ShouldHaveSingleItem().Result.ShouldBe(ScheduleResults.TargetMissing);

        rig.PutCron(Rules.Hour(40));
        await rig.SettleAsync();
        Condition(rig.CronStatus()!, "TargetMissing").Status.ShouldBe("False");
        var entry = rig.CronStatus()!.History.ShouldHaveSingleItem();
        entry.Result.ShouldBe(ScheduleResults.Applied);
        entry.Message!.ShouldContain("there was no target");
    }

    [Fact]
    public async Task A_workload_is_answered_with_what_to_name_in_its_place()
    {
        await using var rig = ClockRig.Start("2026-11-23T00:59:30Z");
        rig.Hub.Put(ApiResources.CronHpas, new ObjectKey("shop", "peak"), (JsonObject)JsonNode.Parse(
            """{"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}, "rules": [{"name": "a", "schedule": "0 1 * * *", "replicas": 4}]}""")!);
        await rig.SettleAsync();
        var missing = Condition(rig.CronStatus()!, "TargetMissing");
        missing.Status.ShouldBe("True");
        missing.Message.ShouldBe("Deployment shop/web is nothing to act on: name the FedHPA over it in spec.scaleTargetRef, or ReplicaBinding web-deployment");
    }

    [Fact]
    public async Task A_paused_target_is_the_result_until_it_is_resumed()
    {
        await using var rig = ClockRig.Start("2026-11-23T00:59:30Z");
        rig.PutFedHpa(6, 60, paused: true);
        rig.PutCron(Rules.Hour(40));
        await rig.SettleAsync();
        await rig.StepAsync(TimeSpan.FromMinutes(1));
        rig.CronStatus()!.History.ShouldHaveSingleItem().Result.ShouldBe(ScheduleResults.Paused);

        await rig.StepAsync(TimeSpan.FromMinutes(10));
        rig.PutFedHpa(6, 60);
        await rig.SettleAsync();
        var entry = rig.CronStatus()!.History.ShouldHaveSingleItem();
        (entry.Result, entry.AppliedTime).ShouldBe((ScheduleResults.Applied, At("2026-11-23T01:10:30Z")));
        entry.Message!.ShouldContain("10m30s late: the target was paused");
    }

    [Fact]
    public async Task A_transition_waits_for_its_target_and_is_pending_when_that_takes_long()
    {
        await using var rig = ClockRig.Start("2026-11-23T00:59:30Z");
        rig.PutCron(Rules.Hour(40));
        await rig.SettleAsync();
        rig.Clock.Advance(TimeSpan.FromMinutes(1));
        await rig.SettleAsync(fedHpas: false);
        rig.CronStatus()!.History.ShouldBeEmpty("told in one write, with what came of it");

        rig.Clock.Advance(TimeSpan.FromSeconds(2));
        await rig.SettleAsync(fedHpas: false);
        rig.CronStatus()!.History.ShouldHaveSingleItem().Result.ShouldBe("Pending");

        await rig.StepAsync(TimeSpan.FromMinutes(1));
        rig.CronStatus()!.History.ShouldHaveSingleItem().Result.ShouldBe(ScheduleResults.Applied);
    }

    [Fact]
    public async Task A_CronHPA_deleted_in_a_window_is_told_at_its_target()
    {
        await using var rig = ClockRig.Start("2026-11-23T01:10:00Z");
        rig.PutCron(Rules.Hour(40));
        await rig.SettleAsync();

        rig.Hub.Delete(ApiResources.CronHpas, new ObjectKey("shop", "peak"));
        await rig.SettleAsync();
        await rig.ReconcileCronAsync();

        rig.Events.All.ShouldContain(("FedHPA", "ScheduleEnded", "peak/hour: the CronHPA was deleted"));
    }

    /// <summary>The service is down for so long, and starts again.</summary>
    private static async Task<ClockRig> RestartAfterAsync(ClockRig rig, TimeSpan down)
    {
        await rig.DisposeAsync();
        rig.Clock.Advance(down);
        var next = ClockRig.Start(rig.Hub, rig.Fleet, rig.Clock);
        await next.SettleAsync();
        return next;
    }

    private static Api.Common.Condition Condition(CronHpaStatus status, string type) => status.Conditions.First(condition => condition.Type == type);

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture);
}

using FedScaler.Api.CronHpas;
using FedScaler.Controllers.Tests.Support;

namespace FedScaler.Controllers.Tests.CronHpas;

/// <summary>What stands in the way of a CronHPA, as its conditions tell it.</summary>
public sealed class CronHpaConditionsTests
{
    [Fact]
    public async Task An_invalid_spec_names_the_field_and_the_mend_and_nothing_acts()
    {
        await using var rig = ClockRig.Start("2026-11-23T01:10:00Z");
        rig.PutCron("""{"name": "hour", "schedule": "61 1 * * *", "duration": "1h", "minReplicas": 40}""");
        await rig.SettleAsync();

        var invalid = Condition(rig.CronStatus()!, "Invalid");
        (invalid.Status, invalid.Reason).ShouldBe(("True", "InvalidSpec"));
        invalid.Message.ShouldStartWith("spec.rules[0].schedule: ");
        Condition(rig.CronStatus()!, "Ready").Status.ShouldBe("False");
        rig.Fleet.Min.ShouldBe(6);

        rig.PutCron(Rules.Hour(40));
        await rig.SettleAsync();
        Condition(rig.CronStatus()!, "Invalid").Status.ShouldBe("False");
        rig.Fleet.Min.ShouldBe(40);
    }

    [Fact]
    public async Task A_rule_that_another_CronHPA_outbids_is_overridden()
    {
        await using var rig = ClockRig.Start("2026-11-23T01:10:00Z");
        rig.PutCron(Rules.Hour(20), "small");
        rig.PutCron(Rules.Hour(40));
        await rig.SettleAsync();

        var overridden = Condition(rig.CronStatus("small")!, "Overridden");
        (overridden.Status, overridden.Message).ShouldBe(("True", "hour: min 40 holds, by peak/hour"));
        Condition(rig.CronStatus()!, "Overridden").Status.ShouldBe("False");
        rig.CronStatus("small")!.Effective!.MinReplicas.ShouldBe(40);
        rig.CronStatus("small")!.History.ShouldHaveSingleItem().Result.ShouldBe(ScheduleResults.Overridden);
    }

    [Fact]
    public async Task A_floor_that_the_max_clamps_says_so()
    {
        await using var rig = ClockRig.Start("2026-11-23T01:10:00Z", max: 30);
        rig.PutCron(Rules.Hour(40));
        await rig.SettleAsync();

        rig.CronStatus()!.History.ShouldHaveSingleItem().Result.ShouldBe(ScheduleResults.Clamped);
        Condition(rig.CronStatus()!, "Overridden").Message.ShouldBe("hour: min 30 in place of 40: maxReplicas of the FedHPA is 30; raise it, or set raiseMax");
    }

    [Fact]
    public async Task A_hub_whose_clock_is_45_seconds_off_is_a_condition()
    {
        await using var rig = ClockRig.Start("2026-11-23T01:10:00Z");
        rig.PutCron(Rules.Hour(40));
        rig.Hub.ClockSkew = TimeSpan.FromSeconds(20);
        await rig.SettleAsync();
        Condition(rig.CronStatus()!, "ClockSkew").Status.ShouldBe("False");

        rig.Hub.ClockSkew = TimeSpan.FromSeconds(48);
        await rig.StepAsync(TimeSpan.FromSeconds(30));
        Condition(rig.CronStatus()!, "ClockSkew").Message.ShouldStartWith("this service's clock is about 50s behind the hub's");
        var writes = rig.Hub.Writes.Count;
        rig.Hub.ClockSkew = TimeSpan.FromSeconds(46);
        await rig.StepAsync(TimeSpan.FromSeconds(30));
        rig.Hub.Writes.Count.ShouldBe(writes, "a second more or less is no news");
    }

    private static Api.Common.Condition Condition(CronHpaStatus status, string type) => status.Conditions.First(condition => condition.Type == type);
}

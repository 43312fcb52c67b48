using FedScaler.Controllers.Tests.ScaleIns.Support;
using FedScaler.Core.Scheduling;

namespace FedScaler.Controllers.Tests.ScaleIns;

public sealed class LeadersTests
{
    [Fact]
    public async Task A_floor_of_a_CronHPA_is_told_by_its_rule()
    {
        await using var rig = new ScaleInRig(("a", 5), ("b", 5));
        rig.PutFedHpa();
        rig.Schedule = InForce(new ScheduleEffect.Bounds(10, null, RaisesMax: false));
        rig.PutScaleIn("drop", ["a/web-0"]);
        await rig.RunToEndAsync();
        rig.Status().Refusals.ShouldHaveSingleItem().Message.ShouldBe("9 replicas would be left in all clusters, but CronHPA rule peak/day keeps 10");
    }

    [Fact]
    public async Task A_count_that_a_CronHPA_sets_is_a_floor_of_what_the_binding_divides()
    {
        await using var rig = new ScaleInRig(("a", 5), ("b", 5));
        rig.PutBinding(4);
        rig.Schedule = InForce(new ScheduleEffect.Count(10));
        rig.PutScaleIn("drop", ["a/web-0", "b/web-0"]);
        await rig.RunToEndAsync();
        rig.Status().Refusals.ShouldHaveSingleItem().Message.ShouldBe("8 replicas would be left in all clusters, but CronHPA rule peak/day keeps 10");
    }

    private static ScheduleState InForce(ScheduleEffect effect)
    {
        var rule = new ScheduledRule("day", CronExpression.Parse("0 8 * * *"), null, effect, TimeZoneInfo.Utc);
        return new ScheduleState([new ScheduleWindow("peak", rule, ScaleInRig.Began.AddHours(-1), null)], null);
    }
}

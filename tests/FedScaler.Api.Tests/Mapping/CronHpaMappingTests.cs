using FedScaler.Api.CronHpas;
using FedScaler.Api.Json;
using FedScaler.Api.Mapping;
using FedScaler.Api.Tests.Json;
using FedScaler.Core.Scheduling;
using Shouldly;
using Xunit;

namespace FedScaler.Api.Tests.Mapping;

public sealed class CronHpaMappingTests
{
    private static readonly CronHpa Peak = Contract.Parse(Contract.CronHpa, ApiJson.Default.CronHpa);

    [Fact]
    public void A_rule_becomes_a_window_in_its_own_zone()
    {
        var rule = Read(Peak).Rules[0];

        rule.Name.ShouldBe("morning");
        rule.Starts.ShouldBe(CronExpression.Parse("30 8 * * MON-FRI"));
        rule.End.ShouldBe(new WindowEnd.AtCron(CronExpression.Parse("0 11 * * MON-FRI")));
        rule.Effect.ShouldBe(new ScheduleEffect.Bounds(40, 80, RaisesMax: true));
        rule.Zone.Id.ShouldBe("Asia/Tokyo");
        rule.LeadTime.ShouldBe(TimeSpan.FromMinutes(10));
        rule.Suspended.ShouldBeFalse();
    }

    [Fact]
    public void A_rule_without_a_zone_has_that_of_the_CronHPA()
    {
        var rule = Read(Peak).Rules[1];

        rule.Zone.Id.ShouldBe("Asia/Shanghai");
        rule.End.ShouldBe(new WindowEnd.After(TimeSpan.FromMinutes(150)));
        rule.Effect.ShouldBe(new ScheduleEffect.Bounds(4, null, RaisesMax: false));
        rule.Suspended.ShouldBeTrue();
    }

    [Fact]
    public void Excluded_dates_and_ranges_become_ranges()
    {
        var schedule = Read(Peak);

        schedule.Name.ShouldBe("peak");
        schedule.Suspended.ShouldBeFalse();
        schedule.Excluded.ShouldBe(
            [new DateRange(new DateOnly(2026, 10, 1), new DateOnly(2026, 10, 7)), new DateRange(new DateOnly(2026, 12, 25), new DateOnly(2026, 12, 25))]);
    }

    [Fact]
    public void A_count_without_an_end_is_open_ended()
    {
        var resource = Peak with { Spec = Binding(new ScheduleRule { Name = "evening", Schedule = "0 22 * * *", Replicas = 4 }) with { Suspend = true } };

        var schedule = Read(resource);

        schedule.Suspended.ShouldBeTrue();
        schedule.Rules[0].End.ShouldBeNull();
        schedule.Rules[0].Effect.ShouldBe(new ScheduleEffect.Count(4));
        schedule.Rules[0].Zone.ShouldBe(TimeZoneInfo.Utc);
    }

    [Fact]
    public void Of_a_CronHPA_with_one_invalid_rule_nothing_acts()
    {
        var spec = Binding(new ScheduleRule { Name = "good", Schedule = "@daily", Replicas = 4 }, new ScheduleRule { Name = "bad", Schedule = "@every 90m", Replicas = 5 });

        var read = (Peak with { Spec = spec }).ReadSchedule();

        read.Value.ShouldBeNull();
        read.Errors.ShouldHaveSingleItem().Field.ShouldBe("spec.rules[1].schedule");
        Should.Throw<ArgumentException>(() => spec.ToSchedule("peak")).Message.ShouldContain("bad.schedule");
    }

    private static Schedule Read(CronHpa resource)
    {
        var read = resource.ReadSchedule();
        read.Errors.ShouldBeEmpty();
        return read.Value!;
    }

    private static CronHpaSpec Binding(params ScheduleRule[] rules) => new()
    {
        ScaleTargetRef = new() { ApiVersion = ApiResources.ApiVersion, Kind = "ReplicaBinding", Name = "web" },
        Rules = rules,
    };
}

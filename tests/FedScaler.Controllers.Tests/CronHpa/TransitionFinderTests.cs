using System.Globalization;
using FedScaler.Api.CronHpas;
using FedScaler.Controllers.CronHpas;
using FedScaler.Core.Scheduling;
using Edge = FedScaler.Api.CronHpas.TransitionEdge;
using Next = FedScaler.Api.CronHpas.ScheduleTransition;

namespace FedScaler.Controllers.Tests.CronHpas;

/// <summary>Rules without an end: counts of replicas that hold until another one fires.</summary>
public sealed class TransitionFinderTests
{
    private static readonly Schedule Own = new("own", [Count("day", "0 9 * * *", 20), Count("night", "0 22 * * *", 4)]);
    private static readonly Schedule Other = new("other", [Count("lunch", "0 12 * * *", 30)]);

    [Fact]
    public void One_ends_when_another_of_its_schedule_fires()
    {
        Find("2026-11-23T22:00:01Z", Before("day", "2026-11-23T09:00:00Z", next: "2026-11-23T22:00:00Z"), Own).ShouldBe(
        [
            new FoundTransition("day", Edge.End, At("2026-11-23T22:00:00Z"), TransitionCause.Clock),
            new FoundTransition("night", Edge.Start, At("2026-11-23T22:00:00Z"), TransitionCause.Clock),
        ]);
    }

    [Fact]
    public void One_ends_when_another_schedule_of_the_target_fires()
    {
        Find("2026-11-23T12:30:00Z", Before("day", "2026-11-23T09:00:00Z", next: "2026-11-23T22:00:00Z"), Own, Other)
            .ShouldBe([new FoundTransition("day", Edge.End, At("2026-11-23T12:00:00Z"), TransitionCause.Clock)]);
    }

    [Fact]
    public void One_that_held_all_the_time_has_not_been_missed()
    {
        var lone = Own with { Rules = [Own.Rules[0]] };

        Find("2026-11-26T10:00:00Z", Before("day", "2026-11-23T09:00:00Z", next: "2026-11-24T09:00:00Z"), lone)
            .ShouldBe([new FoundTransition("day", Edge.Start, At("2026-11-26T09:00:00Z"), TransitionCause.Clock)]);
    }

    [Fact]
    public void Nothing_is_found_at_a_second_look()
    {
        Find("2026-11-23T23:00:00Z", Before("night", "2026-11-23T22:00:00Z", next: "2026-11-24T09:00:00Z"), Own).ShouldBeEmpty();
    }

    private static IReadOnlyList<FoundTransition> Find(string now, CronHpaStatus before, params Schedule[] schedules) =>
        TransitionFinder.Find(before, sameSpec: true, schedules[0], Schedules.At([.. schedules], At(now)).Active, At(now));

    private static CronHpaStatus Before(string rule, string since, string next) => new()
    {
        Active = [new ActiveRule { Rule = rule, Since = At(since) }],
        NextTransition = new Next { Time = At(next), Rule = "any", Edge = Edge.Start },
    };

    private static ScheduledRule Count(string name, string cron, int replicas) =>
        new(name, CronExpression.Parse(cron), null, new ScheduleEffect.Count(replicas), TimeZoneInfo.Utc);

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);
}

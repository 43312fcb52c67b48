using FedScaler.Core.Scheduling;

namespace FedScaler.Core.Tests.Scheduling;

/// <summary>Held to what robfig/cron v3.0.1 does, the parser of Kubernetes' CronJob.</summary>
public sealed class CronVectorTests
{
    /// <summary>Zones without daylight saving: exactly robfig's.</summary>
    public static TheoryData<int, string> Plain => Named(CronVectors.Plain);

    public static TheoryData<int, string> DaylightSaving => Named(CronVectors.DaylightSaving);

    public static TheoryData<int, string> Refused => Named(CronVectors.Refused);

    [Theory]
    [MemberData(nameof(Plain))]
    public void Fires_when_Kubernetes_would(int index, string schedule)
    {
        var vector = CronVectors.Plain[index];
        Fires.After(schedule, vector.Zone, vector.After, vector.Next.Length).ShouldBe(vector.Next);
    }

    [Theory]
    [MemberData(nameof(Plain))]
    public void Searching_back_meets_the_same_times(int index, string schedule)
    {
        var vector = CronVectors.Plain[index];
        var cron = CronExpression.Parse(schedule);
        for (var i = vector.Next.Length - 1; i > 0; i--)
            cron.GetPreviousOccurrence(vector.Next[i], vector.Zone).ShouldBe(vector.Next[i - 1]);
        cron.GetPreviousOccurrence(vector.Next[0], vector.Zone)!.Value.ShouldBeLessThanOrEqualTo(vector.After);
    }

    // robfig skips what does not exist and doubles what comes twice; ours must not, so the rule itself says what to expect.
    [Theory]
    [MemberData(nameof(DaylightSaving))]
    public void Fires_by_the_rule_where_clocks_change(int index, string schedule)
    {
        var vector = CronVectors.DaylightSaving[index];
        var expected = new MinuteWalk(vector.Zone, vector.After.AddDays(-3), vector.After.AddDays(9))
            .Fires(NaiveCron.Parse(schedule))
            .Where(time => time > vector.After)
            .Take(vector.Next.Length)
            .ToList();
        expected.Count.ShouldBe(vector.Next.Length);
        Fires.After(schedule, vector.Zone, vector.After, vector.Next.Length).ShouldBe(expected);
    }

    [Fact]
    public void Only_the_two_rules_on_changing_clocks_set_ours_apart_from_Kubernetes()
    {
        var different = CronVectors.DaylightSaving
            .Where(vector => !Fires.After(vector.Schedule, vector.Zone, vector.After, vector.Next.Length).SequenceEqual(vector.Next))
            .Select(vector => $"{vector.Schedule} {vector.TimeZone}")
            .ToList();
        different.ShouldBe(
        [
            "30 2 * * * America/New_York", // does not exist on 8 March
            "0 2 * * * America/New_York",
            "30 1 * * * America/New_York", // comes twice on 1 November
            "30 2 * * * Europe/Berlin", // does not exist on 29 March
            "30 2 * * * Europe/Berlin", // comes twice on 25 October
            "15 0 * * * America/Havana",
            "15 0 * * * America/Havana",
            "0 0 * * * America/Santiago",
        ]);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Refuses_what_Kubernetes_refuses_save_what_Cronos_adds(int index, string schedule)
    {
        CronVectors.Refused[index].Schedule.ShouldBe(schedule);
        var wraps = schedule == "5-1 * * * *";
        CronExpression.TryParse(schedule, out _, out var error).ShouldBe(wraps);
        if (!wraps) error!.Message.Length.ShouldBeGreaterThan(20);
    }

    [Fact]
    public void All_vectors_are_read()
    {
        CronVectors.Plain.Count.ShouldBe(264);
        CronVectors.DaylightSaving.Count.ShouldBe(70);
        CronVectors.Refused.Count.ShouldBe(20);
    }

    private static TheoryData<int, string> Named(IReadOnlyList<CronVector> vectors)
    {
        var data = new TheoryData<int, string>();
        foreach (var (index, vector) in vectors.Index())
            data.Add(index, vector.Schedule);
        return data;
    }
}

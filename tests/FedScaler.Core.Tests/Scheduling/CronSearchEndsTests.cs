using FedScaler.Core.Scheduling;

namespace FedScaler.Core.Tests.Scheduling;

/// <summary>A search ends, wherever it begins and however rare the schedule.</summary>
public sealed class CronSearchEndsTests
{
    public static TheoryData<string> Zones => ["UTC", "Pacific/Kiritimati", "Etc/GMT+12", "America/New_York", "Pacific/Apia"];

    [Theory]
    [MemberData(nameof(Zones))]
    public void The_ends_of_time_throw_nothing(string id)
    {
        var zone = Fires.Zone(id);
        foreach (var text in new[] { "* * * * *", "59 23 31 12 *", "0 0 29 2 *", "0 0 1 1 *", "0 0 * 2 1#5" })
        {
            var cron = CronExpression.Parse(text);
            foreach (var end in new[] { DateTimeOffset.MinValue, DateTimeOffset.MaxValue })
            {
                foreach (var ticks in new[] { 0L, 1, TimeSpan.TicksPerHour, 20 * TimeSpan.TicksPerHour })
                {
                    var from = end == DateTimeOffset.MinValue ? end.AddTicks(ticks) : end.AddTicks(-ticks);
                    if (cron.GetNextOccurrence(from, zone) is { } next) next.ShouldBeGreaterThan(from);
                    if (cron.GetPreviousOccurrence(from, zone) is { } previous) previous.ShouldBeLessThan(from);
                    if (cron.GetNextOccurrence(from, zone, inclusive: true) is { } at) at.ShouldBeGreaterThanOrEqualTo(from);
                    if (cron.GetPreviousOccurrence(from, zone, inclusive: true) is { } until) until.ShouldBeLessThanOrEqualTo(from);
                }
            }

            cron.GetNextOccurrence(DateTimeOffset.MaxValue, zone).ShouldBeNull();
            cron.GetPreviousOccurrence(DateTimeOffset.MinValue, zone).ShouldBeNull();
            cron.GetNextOccurrence(DateTimeOffset.MinValue, zone).ShouldNotBeNull();
            cron.GetPreviousOccurrence(DateTimeOffset.MaxValue, zone).ShouldNotBeNull();
        }
    }

    // robfig/cron gives up after five years and loses what comes less often over 2100, which is no leap year.
    [Fact]
    public void February_29_is_found_over_a_century_without_a_leap_day()
    {
        Fires.After("0 0 29 2 *", Fires.Utc, Fires.At("2096-03-01T00:00:00Z"), 1).ShouldBe([Fires.At("2104-02-29T00:00:00Z")]);
        CronExpression.Parse("0 0 29 2 *").GetPreviousOccurrence(Fires.At("2104-02-28T00:00:00Z"), Fires.Utc)
            .ShouldBe(Fires.At("2096-02-29T00:00:00Z"));
    }

    [Fact]
    public void A_fifth_Monday_in_February_is_found_forty_years_on()
    {
        var cron = CronExpression.Parse("0 0 * 2 MON#5");
        cron.GetNextOccurrence(Fires.At("2072-03-01T00:00:00Z"), Fires.Utc).ShouldBe(Fires.At("2112-02-29T00:00:00Z"));
        var years = Fires.After("0 0 * 2 MON#5", Fires.Utc, Fires.At("1800-01-01T00:00:00Z"), 40).ConvertAll(time => time.Year);
        years.Zip(years.Skip(1)).Max(pair => pair.Second - pair.First).ShouldBe(40);
    }

    // Karmada's vendored gocron spins on this one: 2.17 s of CPU in 2 s.
    [Fact]
    public void A_day_that_never_comes_is_refused_at_once() =>
        Should.Throw<CronFormatException>(() => CronExpression.Parse("0 9 31 2 *")).Field.ShouldBe("day of month");

    [Theory]
    [InlineData("30 8 * * MON-FRI")]
    [InlineData("0 0 29 2 *")]
    [InlineData("*/5 * L-3W * 5#2")]
    public void A_search_allocates_nothing(string text)
    {
        var cron = CronExpression.Parse(text);
        var from = Fires.At("2026-03-08T06:59:00Z");
        Search();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Search();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);

        void Search()
        {
            for (var i = 0; i < 100; i++)
            {
                cron.GetNextOccurrence(from, Fires.NewYork);
                cron.GetPreviousOccurrence(from, Fires.NewYork, inclusive: true);
            }
        }
    }
}

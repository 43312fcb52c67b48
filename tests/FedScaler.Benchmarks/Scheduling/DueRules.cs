using System.Collections.Immutable;
using System.Globalization;
using FedScaler.Core.Scheduling;

namespace FedScaler.Benchmarks.Scheduling;

/// <summary>10,000 rules on 1,000 targets, every one of which starts at one and the same instant, each kind for a reason of its own.</summary>
internal static class DueRules
{
    public const int Targets = 1000;
    public const int RulesOfOne = 10;
    public const int Rules = Targets * RulesOfOne;

    /// <summary>A Monday.</summary>
    public static readonly DateTimeOffset Due = new(2026, 1, 5, 8, 30, 0, TimeSpan.Zero);

    private static readonly WindowEnd Hours = new WindowEnd.After(TimeSpan.FromHours(2));

    /// <summary>What one target's two CronHPAs ask for; parsed for each target anew, as their readers would.</summary>
    public static ImmutableArray<Schedule>[] OfAll() => [.. Enumerable.Range(0, Targets).Select(static target => OfOne(target))];

    private static ImmutableArray<Schedule> OfOne(int target)
    {
        var name = target.ToString("0000", CultureInfo.InvariantCulture);
        return
        [
            new Schedule($"peak-{name}",
            [
                Rule("daily", "30 8 * * *", Hours),
                Rule("weekdays", "30 8 * * MON-FRI", new WindowEnd.AtCron(CronExpression.Parse("0 11 * * MON-FRI"))),
                Rule("shanghai", "30 16 * * *", Hours, "Asia/Shanghai"),
                Rule("new-york", "30 3 * * *", Hours, "America/New_York"),
                Rule("ahead", "40 8 * * *", Hours) with { LeadTime = TimeSpan.FromMinutes(10) },
            ]),
            new Schedule($"base-{name}",
            [
                Rule("half-hourly", "*/30 * * * *", new WindowEnd.After(TimeSpan.FromMinutes(20))),
                Rule("monthly", "30 8 5 * *", Hours),
                Rule("january", "30 8 * JAN *", Hours),
                Rule("berlin", "30 9 * * *", Hours, "Europe/Berlin"),
                Rule("open", "30 8 * * *", null),
            ]),
        ];
    }

    private static ScheduledRule Rule(string name, string starts, WindowEnd? end, string zone = "UTC") => new(
        name, CronExpression.Parse(starts), end, new ScheduleEffect.Bounds(Floor: 10, Ceiling: null, RaisesMax: false), TimeZoneInfo.FindSystemTimeZoneById(zone));
}

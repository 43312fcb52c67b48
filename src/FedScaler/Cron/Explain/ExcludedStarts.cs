using FedScaler.Core.Scheduling;

namespace FedScaler.Cron.Explain;

/// <summary>The starts that excluded dates take away.</summary>
internal static class ExcludedStarts
{
    /// <summary>Those from one time to another, in order of time.</summary>
    public static IEnumerable<SkippedStart> Of(ScheduledTarget target, DateTimeOffset since, DateTimeOffset until)
    {
        var starts =
            from schedule in target.Schedules
            where !schedule.Suspended
            from rule in schedule.Rules
            where !rule.Suspended
            from dates in schedule.Excluded
            from time in Occurrences(rule, dates, since, until)
            select new SkippedStart(LocalDays.DateOf(time, rule.Zone), TimeZoneInfo.ConvertTime(time, rule.Zone), $"{schedule.Name}/{rule.Name}");
        // Ranges may overlap.
        return starts.Distinct().OrderBy(static start => start.Time).ThenBy(static start => start.Rule, StringComparer.Ordinal);
    }

    private static IEnumerable<DateTimeOffset> Occurrences(ScheduledRule rule, DateRange dates, DateTimeOffset since, DateTimeOffset until)
    {
        // Ranges without end ("until 9999") are cut to what is looked at.
        var (first, last) = (LocalDays.DateOf(since, rule.Zone), LocalDays.DateOf(until, rule.Zone));
        var begin = dates.First > first ? LocalDays.StartOf(dates.First, rule.Zone) : since;
        var end = dates.Last < last ? LocalDays.StartOf(dates.Last.AddDays(1), rule.Zone) : until;
        for (var next = rule.Starts.GetNextOccurrence(begin, rule.Zone, inclusive: true); next is { } time && time < end; next = rule.Starts.GetNextOccurrence(time, rule.Zone))
            yield return time;
    }
}

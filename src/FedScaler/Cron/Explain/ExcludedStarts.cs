namespace FedScaler.Cron.Explain;

/// <summary>The starts that excluded dates take away.</summary>
internal static class ExcludedStarts
{
    /// <summary>Those from one time to another, in order of time.</summary>
    public static IEnumerable<SkippedStart> Of(ScheduledTarget target, DateTimeOffset from, DateTimeOffset until)
    {
        var starts =
            from schedule in target.Schedules
            where !schedule.Suspended
            from rule in schedule.Rules
            where !rule.Suspended
            from dates in schedule.Excluded
            let begin = LocalDays.StartOf(dates.First, rule.Zone)
            let end = LocalDays.StartOf(dates.Last.AddDays(1), rule.Zone)
            from time in Occurrences(rule.Starts, rule.Zone, begin > from ? begin : from, end < until ? end : until)
            select new SkippedStart(LocalDays.DateOf(time, rule.Zone), TimeZoneInfo.ConvertTime(time, rule.Zone), $"{schedule.Name}/{rule.Name}");
        // Ranges may overlap.
        return starts.Distinct().OrderBy(static start => start.Time).ThenBy(static start => start.Rule, StringComparer.Ordinal);
    }

    private static IEnumerable<DateTimeOffset> Occurrences(Core.Scheduling.CronExpression starts, TimeZoneInfo zone, DateTimeOffset from, DateTimeOffset until)
    {
        for (var next = starts.GetNextOccurrence(from, zone, inclusive: true); next is { } time && time < until; next = starts.GetNextOccurrence(time, zone))
            yield return time;
    }
}

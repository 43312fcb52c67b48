using System.Globalization;
using FedScaler.Core.Scheduling;

namespace FedScaler.Cron.Explain;

/// <summary>What a clock change does to one occurrence of a schedule, in words.</summary>
internal static class ClockNotes
{
    /// <param name="occurrence">A time at which the expression fires, before any lead time.</param>
    /// <param name="isEnd">Whether it ends a window: of a time that comes twice an end takes the last, a start the first.</param>
    public static string? Of(CronExpression expression, TimeZoneInfo zone, DateTimeOffset occurrence, bool isEnd)
    {
        var local = TimeZoneInfo.ConvertTime(occurrence, zone).DateTime;
        var skipped = zone.GetUtcOffset(occurrence) - zone.GetUtcOffset(occurrence.AddTicks(-1));
        if (skipped > TimeSpan.Zero) return Gap(expression, zone, local, skipped);
        if (!zone.IsAmbiguousTime(local) || FiresTwice(expression, zone, local)) return null;
        return $"{Clock(local)} comes twice on {Date(local)} in {zone.Id}: the {(isEnd ? "last" : "first")} counts";
    }

    private static string? Gap(CronExpression expression, TimeZoneInfo zone, DateTime local, TimeSpan skipped)
    {
        // In UTC there are no gaps: that is where to ask what the expression wanted.
        var gap = new DateTimeOffset(local - skipped, TimeSpan.Zero);
        var wanted = expression.GetNextOccurrence(gap, TimeZoneInfo.Utc, inclusive: true)?.DateTime;
        var isDueAnyway = expression.GetNextOccurrence(gap + skipped, TimeZoneInfo.Utc, inclusive: true)?.DateTime == local;
        return wanted < local && !isDueAnyway
            ? $"{Clock(wanted.Value)} does not exist on {Date(local)} in {zone.Id} (the clocks go from {Clock(gap.DateTime)} to {Clock(local)}): {Clock(local)} instead"
            : null;
    }

    private static bool FiresTwice(CronExpression expression, TimeZoneInfo zone, DateTime local) =>
        zone.GetAmbiguousTimeOffsets(local).Select(offset => new DateTimeOffset(local, offset))
            .All(time => expression.GetNextOccurrence(time, zone, inclusive: true) == time);

    private static string Clock(DateTime time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string Date(DateTime time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

using System.Globalization;

namespace FedScaler.Cron.Explain;

/// <summary>Days as the clocks of a zone have them: of 23, 24 or 25 hours, and some without a midnight.</summary>
internal static class LocalDays
{
    public static DateOnly DateOf(DateTimeOffset time, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, zone).DateTime);

    /// <summary>The first instant of a day. Where the clocks skip midnight (Cairo, 2026-04-24) that is where they go on.</summary>
    public static DateTimeOffset StartOf(DateOnly date, TimeZoneInfo zone)
    {
        var midnight = date.ToDateTime(TimeOnly.MinValue);
        // No zone has changed its clocks by another step than quarters of an hour since 1972.
        while (zone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(15);
        var offset = zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset);
    }

    /// <summary>What the clocks do on a day, e.g. <c>the clocks go from 02:00 to 03:00</c>; null on most.</summary>
    public static string? ClockChange(DateOnly date, TimeZoneInfo zone)
    {
        var (start, end) = (StartOf(date, zone), StartOf(date.AddDays(1), zone));
        if (zone.GetUtcOffset(start) == zone.GetUtcOffset(end)) return null;
        // The change lies after "before" and not after "since".
        var (before, since) = (start.UtcDateTime, end.UtcDateTime);
        while (since - before > TimeSpan.FromSeconds(1))
        {
            var middle = before + ((since - before) / 2);
            if (zone.GetUtcOffset(middle) == zone.GetUtcOffset(start)) before = middle;
            else since = middle;
        }

        var change = new DateTimeOffset(since.Ticks - (since.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        return $"the clocks go from {Clock(change, zone.GetUtcOffset(start))} to {Clock(change, zone.GetUtcOffset(end))}";
    }

    private static string Clock(DateTimeOffset time, TimeSpan offset) => time.ToOffset(offset).ToString("HH:mm", CultureInfo.InvariantCulture);
}

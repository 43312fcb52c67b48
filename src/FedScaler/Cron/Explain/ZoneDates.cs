using System.Globalization;
using FedScaler.Core.Scheduling;

namespace FedScaler.Cron.Explain;

/// <summary>Dates and clock changes in a zone.</summary>
internal static class ZoneDates
{
    public static DateOnly DateOf(DateTimeOffset time, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, zone).DateTime);

    /// <summary>What the clocks do on a day, e.g. <c>the clocks go from 02:00 to 03:00</c>; null on most.</summary>
    public static string? ClockChange(DateOnly date, TimeZoneInfo zone)
    {
        var (start, end) = (LocalDay.StartOf(date, zone), LocalDay.StartOf(date.AddDays(1), zone));
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
        var (from, to) = (change.ToOffset(zone.GetUtcOffset(start)), change.ToOffset(zone.GetUtcOffset(end)));
        // A change over midnight, or of a whole day, says nothing without its dates.
        var format = from.Date == to.Date ? "HH:mm" : "yyyy-MM-dd HH:mm";
        return $"the clocks go from {from.ToString(format, CultureInfo.InvariantCulture)} to {to.ToString(format, CultureInfo.InvariantCulture)}";
    }
}

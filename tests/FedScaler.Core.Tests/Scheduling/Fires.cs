using FedScaler.Core.Scheduling;

namespace FedScaler.Core.Tests.Scheduling;

/// <summary>Shorthand for asking schedules when they fire.</summary>
internal static class Fires
{
    public static readonly TimeZoneInfo NewYork = Zone("America/New_York");
    public static readonly TimeZoneInfo Utc = TimeZoneInfo.Utc;

    public static TimeZoneInfo Zone(string id) => TimeZoneInfo.FindSystemTimeZoneById(id);

    /// <summary>A time written in ISO 8601; UTC where it has no offset.</summary>
    public static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, null, System.Globalization.DateTimeStyles.AssumeUniversal);

    public static List<DateTimeOffset> After(string schedule, TimeZoneInfo zone, DateTimeOffset from, int count)
    {
        var cron = CronExpression.Parse(schedule);
        var fires = new List<DateTimeOffset>();
        for (var next = cron.GetNextOccurrence(from, zone); next is { } time && fires.Count < count; next = cron.GetNextOccurrence(time, zone))
            fires.Add(time);
        return fires;
    }

    /// <summary>Local times with offset, such as 2026-03-08T03:00-04:00, of all that lies in a day of the zone.</summary>
    public static string[] On(string date, string schedule, TimeZoneInfo zone)
    {
        var noon = DateTime.ParseExact(date + " 12:00", "yyyy-MM-dd HH:mm", null);
        var from = new DateTimeOffset(noon, TimeSpan.Zero).AddHours(-36);
        return [.. After(schedule, zone, from, 5000)
            .TakeWhile(time => time < from.AddHours(72))
            .Where(time => time.Date == noon.Date)
            .Select(time => time.ToString("HH:mmzzz"))];
    }
}

namespace FedScaler.Core.Scheduling;

/// <summary>Days as the clocks of a zone have them: of 23, 24 or 25 hours, some without a midnight, and one without an hour.</summary>
public static class LocalDay
{
    /// <summary>
    /// The first instant of a day, in the zone's offset there. Where the clocks jump over midnight (Cairo, 2026-04-24) that is
    /// where they go on; of a midnight that comes twice it is the first. At the ends of the calendar, the calendar's end.
    /// </summary>
    public static DateTimeOffset StartOf(DateOnly date, TimeZoneInfo zone)
    {
        var clock = new ZoneClock(zone);
        var start = clock.Map(date.ToDateTime(TimeOnly.MinValue).Ticks).First;
        return clock.Show(start) ?? (start < 0 ? DateTimeOffset.MinValue : DateTimeOffset.MaxValue);
    }
}

namespace FedScaler.Sandbox.Laws.Schedules;

/// <summary>When a zone's clocks show a minute: what the design says of clock changes, tried out minute by minute.</summary>
internal static class WallClock
{
    /// <summary>A minute that is left out is shown when the gap ends; one that comes twice, at the first or the last time.</summary>
    public static DateTimeOffset At(DateTime minute, TimeZoneInfo zone, bool last)
    {
        while (zone.IsInvalidTime(minute)) minute = minute.AddMinutes(1);
        if (!zone.IsAmbiguousTime(minute)) return new DateTimeOffset(minute, zone.GetUtcOffset(minute));
        // The greater offset is summer's: its minute comes first.
        var offsets = zone.GetAmbiguousTimeOffsets(minute);
        return new DateTimeOffset(minute, last ? offsets.Min() : offsets.Max());
    }

    public static DateOnly DateAt(DateTimeOffset instant, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);
}

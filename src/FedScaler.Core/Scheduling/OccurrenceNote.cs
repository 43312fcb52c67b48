namespace FedScaler.Core.Scheduling;

/// <summary>What changing clocks do to a time at which a schedule fires.</summary>
public enum OccurrenceKind
{
    /// <summary>The local time that was meant does not exist that day: it fires where the gap ends.</summary>
    Skipped,

    /// <summary>The local time comes twice, and the first counts.</summary>
    FirstOfTwo,

    /// <summary>The local time comes twice, and the last counts: so with ends of windows.</summary>
    LastOfTwo,

    /// <summary>The local time comes twice, and counts both times: the schedule has a star, a range or a step in minute or hour.</summary>
    BothOfTwo,
}

/// <summary>A note on a time at which a schedule fires on a day on which clocks change.</summary>
/// <param name="Kind">What happens to it.</param>
/// <param name="Meant">The local time that the schedule names, the last of them where a gap holds several.</param>
/// <param name="Fires">When it fires, in the zone's offset then.</param>
/// <param name="Zone">The id of the time zone.</param>
/// <param name="ClocksFrom">The local time from which the clocks change.</param>
/// <param name="ClocksTo">The local time to which they change.</param>
public sealed record OccurrenceNote(OccurrenceKind Kind, DateTime Meant, DateTimeOffset Fires, string Zone, DateTime ClocksFrom, DateTime ClocksTo)
{
    /// <summary>The note on a start, or another time that <see cref="CronExpression.GetNextOccurrence"/> gave; null on ordinary days.</summary>
    public static OccurrenceNote? OfStart(CronExpression cron, TimeZoneInfo zone, DateTimeOffset occurrence) =>
        Of(cron, zone, occurrence, OccurrenceKind.FirstOfTwo);

    /// <summary>The note on the end of a window; null on ordinary days.</summary>
    public static OccurrenceNote? OfEnd(CronExpression cron, TimeZoneInfo zone, DateTimeOffset occurrence) =>
        Of(cron, zone, occurrence, OccurrenceKind.LastOfTwo);

    /// <summary>
    /// In words, such as "02:30 does not exist on 2026-03-08 in America/New_York (the clocks go from 02:00 to 03:00): 03:00
    /// instead".
    /// </summary>
    public override string ToString()
    {
        var (matter, outcome) = Kind switch
        {
            OccurrenceKind.Skipped => ("does not exist", $"{Fires:HH:mm}{(Fires.Date == Meant.Date ? "" : $" on {Fires:yyyy-MM-dd}")} instead"),
            OccurrenceKind.FirstOfTwo => ("comes twice", "the first counts"),
            OccurrenceKind.LastOfTwo => ("comes twice", "the last counts"),
            _ => ("comes twice", "both count"),
        };
        // A change over midnight, or of a whole day, says nothing without its dates.
        var change = ClocksFrom.Date == ClocksTo.Date ? $"{ClocksFrom:HH:mm} to {ClocksTo:HH:mm}" : $"{ClocksFrom:yyyy-MM-dd HH:mm} to {ClocksTo:yyyy-MM-dd HH:mm}";
        return $"{Meant:HH:mm} {matter} on {Meant:yyyy-MM-dd} in {Zone} (the clocks go from {change}): {outcome}";
    }

    private static OccurrenceNote? Of(CronExpression cron, TimeZoneInfo zone, DateTimeOffset occurrence, OccurrenceKind fixedTime)
    {
        var clock = new ZoneClock(zone);
        if (clock.Show(occurrence.UtcTicks) is not { } fires) return null;
        var local = fires.DateTime;
        if (clock.Map(local.Ticks) is { Kind: LocalKind.Repeated } twice)
            return new OccurrenceNote(cron.IsInterval ? OccurrenceKind.BothOfTwo : fixedTime, local, fires, zone.Id, new DateTime(twice.PartEnd), new DateTime(twice.PartStart));

        if (cron.Calendar.Matches(local) || cron.Calendar.Previous(local) is not { } meant) return null;
        return clock.Map(meant.Ticks) is { Kind: LocalKind.Skipped } gap && gap.Change == fires.UtcTicks
            ? new OccurrenceNote(OccurrenceKind.Skipped, meant, fires, zone.Id, new DateTime(gap.PartStart), new DateTime(gap.PartEnd))
            : null;
    }
}

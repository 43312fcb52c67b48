namespace FedScaler.Core.Scheduling;

/// <summary>
/// The clock of a time zone, known only by its offset at an instant. TimeZoneInfo's own IsInvalidTime and IsAmbiguousTime look
/// at daylight saving alone: a zone that changes its standard time (Samoa skipped 30 December 2011) has gaps they do not see.
/// All times are ticks; none throws at the ends of DateTimeOffset.
/// </summary>
internal readonly struct ZoneClock(TimeZoneInfo zone)
{
    // TimeZoneInfo's largest offset: an instant and its local time are no further apart.
    private const long MostOffset = 14 * TimeSpan.TicksPerHour;

    /// <summary>The offset in force at an instant.</summary>
    public long OffsetAt(long utc) =>
        zone.GetUtcOffset(new DateTime(Math.Clamp(utc, 0, DateTime.MaxValue.Ticks), DateTimeKind.Utc)).Ticks;

    /// <summary>When a local time comes. Two changes of clocks within 28 hours, which no zone ever had, may be taken for none.</summary>
    public LocalMapping Map(long local)
    {
        var before = OffsetAt(local - MostOffset);
        var after = OffsetAt(local + MostOffset);
        var early = local - before;
        var late = local - after;
        if (before == after) return new LocalMapping(LocalKind.Once, early, early, before, after, 0);

        var earlyIsReal = OffsetAt(early) == before;
        var lateIsReal = OffsetAt(late) == after;
        if (earlyIsReal != lateIsReal)
        {
            var instant = earlyIsReal ? early : late;
            return new LocalMapping(LocalKind.Once, instant, instant, before, after, 0);
        }

        var change = earlyIsReal ? ChangeWithin(early, late, after) : ChangeWithin(late, early, after);
        return earlyIsReal
            ? new LocalMapping(LocalKind.Repeated, early, late, before, after, change)
            : new LocalMapping(LocalKind.Skipped, change, change, before, after, change);
    }

    public DateTimeOffset? Show(long utc)
    {
        if (utc < 0 || utc > DateTime.MaxValue.Ticks) return null;
        var offset = OffsetAt(utc);
        var local = utc + offset;
        return local < 0 || local > DateTime.MaxValue.Ticks
            ? new DateTimeOffset(utc, TimeSpan.Zero)
            : new DateTimeOffset(local, new TimeSpan(offset));
    }

    /// <summary>The first instant in (from, until] from which the offset is <paramref name="after"/>.</summary>
    private long ChangeWithin(long from, long until, long after)
    {
        while (until - from > 1)
        {
            var middle = from + ((until - from) / 2);
            if (OffsetAt(middle) == after) until = middle;
            else from = middle;
        }

        return until;
    }
}

namespace FedScaler.Core.Scheduling;

/// <summary>Finds when a schedule fires by the clock of a zone.</summary>
internal readonly struct ZonedSearch(CronExpression cron, TimeZoneInfo zone, RepeatedTime repeated)
{
    private readonly ZoneClock _clock = new(zone);

    private bool FiresInFirstPass => cron.IsInterval || repeated == RepeatedTime.First;

    private bool FiresInLastPass => cron.IsInterval || repeated == RepeatedTime.Last;

    public DateTimeOffset? Next(DateTimeOffset from, bool inclusive)
    {
        var utc = from.UtcTicks;
        var local = utc + _clock.OffsetAt(utc);
        if (inclusive && FiresAtGapEnd(utc, local)) return _clock.Show(utc);

        var start = inclusive ? local : local + 1;
        var here = _clock.Map(local);
        if (here.Kind == LocalKind.Repeated)
        {
            if (utc < here.Change)
            {
                if (FiresInFirstPass && NextLocal(start) is { } first && first < here.PartEnd) return _clock.Show(first - here.Before);
                start = here.PartStart;
            }

            if (FiresInLastPass && NextLocal(start) is { } second && second < here.PartEnd) return _clock.Show(second - here.After);
            start = here.PartEnd;
        }

        if (NextLocal(start) is not { } next) return null;
        var there = _clock.Map(next);
        return _clock.Show(FiresInFirstPass ? there.First : there.Last);
    }

    public DateTimeOffset? Previous(DateTimeOffset from, bool inclusive)
    {
        var utc = from.UtcTicks;
        var local = utc + _clock.OffsetAt(utc);
        var start = inclusive ? local : local - 1;
        var here = _clock.Map(local);
        if (here.Kind == LocalKind.Repeated)
        {
            if (utc >= here.Change)
            {
                if (FiresInLastPass && PreviousLocal(start) is { } second && second >= here.PartStart) return _clock.Show(second - here.After);
                start = here.PartEnd - 1;
            }

            if (FiresInFirstPass && PreviousLocal(start) is { } first && first >= here.PartStart) return _clock.Show(first - here.Before);
            start = here.PartStart - 1;
        }

        while (PreviousLocal(start) is { } previous)
        {
            var there = _clock.Map(previous);
            var instant = FiresInLastPass ? there.Last : there.First;
            if (instant < utc || inclusive && instant == utc) return _clock.Show(instant);
            // A time in the gap that ends at this very instant: what fires there is not before it.
            start = Math.Min(previous, there.PartStart) - 1;
        }

        return null;
    }

    /// <summary>Whether the clocks have just jumped over a time of the schedule.</summary>
    private bool FiresAtGapEnd(long utc, long local)
    {
        var before = utc - 1 + _clock.OffsetAt(utc - 1);
        return before + 1 < local && NextLocal(before + 1) is { } skipped && skipped < local;
    }

    private long? NextLocal(long local) =>
        local > DateTime.MaxValue.Ticks ? null : cron.Calendar.Next(new DateTime(Math.Max(local, 0)))?.Ticks;

    private long? PreviousLocal(long local) =>
        local < 0 ? null : cron.Calendar.Previous(new DateTime(Math.Min(local, DateTime.MaxValue.Ticks)))?.Ticks;
}

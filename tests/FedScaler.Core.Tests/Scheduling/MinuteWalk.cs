namespace FedScaler.Core.Tests.Scheduling;

/// <summary>Every minute of a stretch of time with what the clock on the wall shows, and the rules on changing clocks told by it.</summary>
internal sealed class MinuteWalk
{
    private readonly DateTime[] _locals;
    private readonly ILookup<DateTime, DateTimeOffset> _instants;

    public MinuteWalk(TimeZoneInfo zone, DateTimeOffset from, DateTimeOffset until)
    {
        From = new DateTimeOffset(from.UtcTicks - (from.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        Until = until;
        _locals = [.. Enumerable.Range(0, (int)(until - From).TotalMinutes)
            .Select(minute => From.UtcDateTime.AddMinutes(minute))
            .Select(utc => DateTime.SpecifyKind(utc + zone.GetUtcOffset(utc), DateTimeKind.Unspecified))];
        _instants = _locals.Index().ToLookup(minute => minute.Item, minute => From.AddMinutes(minute.Index));
    }

    public DateTimeOffset From { get; }

    public DateTimeOffset Until { get; }

    /// <summary>
    /// When a schedule fires: each minute that the clock shows for the first time, where clocks jump what they jump over, and,
    /// for intervals, minutes shown again. The stretch must begin well before a change of clocks.
    /// </summary>
    public List<DateTimeOffset> Fires(NaiveCron cron)
    {
        var fires = new List<DateTimeOffset>();
        var furthest = _locals[0].AddMinutes(-1);
        for (var i = 0; i < _locals.Length; i++)
        {
            var local = _locals[i];
            var fire = cron.Matches(local) && (local > furthest || cron.IsInterval);
            for (var skipped = furthest.AddMinutes(1); skipped < local; skipped = skipped.AddMinutes(1))
                fire |= cron.Matches(skipped);
            if (fire) fires.Add(From.AddMinutes(i));
            if (local > furthest) furthest = local;
        }

        return fires;
    }

    /// <summary>The first minute at which the clock does not show one more than before; null where it always does.</summary>
    public DateTimeOffset? Change =>
        Array.FindIndex(_locals, local => local > _locals[0] && !_instants.Contains(local.AddMinutes(-1))) is > 0 and var jump ? From.AddMinutes(jump)
        : _instants.FirstOrDefault(local => local.Count() > 1)?.Last();

    public DateTime FirstLocal => _locals[0];

    public DateTime LastLocal => _locals[^1];

    /// <summary>When the clock shows a minute: never, once or twice.</summary>
    public List<DateTimeOffset> ShownAt(DateTime local) => [.. _instants[local]];

    /// <summary>The first instant at which the clock shows a time later than one that it jumps over.</summary>
    public DateTimeOffset GapEndOver(DateTime local) => From.AddMinutes(Array.FindIndex(_locals, shown => shown > local));
}

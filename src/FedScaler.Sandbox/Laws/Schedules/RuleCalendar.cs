using FedScaler.Api.Common;
using FedScaler.Api.CronHpas;

namespace FedScaler.Sandbox.Laws.Schedules;

/// <summary>When one rule acts, found by trying every minute of every day that matters, each day once.</summary>
internal sealed class RuleCalendar
{
    /// <summary>A rule fires once a year at the least, or is said to be unreadable.</summary>
    private const int LongestLook = 400;

    private const int MinutesOfDay = 24 * 60;

    private readonly Dictionary<DateOnly, DateTimeOffset[]> _starts = [];
    private readonly Dictionary<DateOnly, DateTimeOffset[]> _ends = [];
    private readonly WallClockPattern _pattern;
    private readonly WallClockPattern? _end;
    private readonly TimeSpan? _length;
    private readonly TimeSpan _lead;
    private readonly TimeZoneInfo _zone;
    private readonly IReadOnlyList<(DateOnly First, DateOnly Last)> _excluded;

    private RuleCalendar(ScheduleRule rule, WallClockPattern pattern, WallClockPattern? end, TimeSpan? length, TimeSpan lead, TimeZoneInfo zone, IReadOnlyList<(DateOnly, DateOnly)> excluded) =>
        (Rule, _pattern, _end, _length, _lead, _zone, _excluded) = (rule, pattern, end, length, lead, zone, excluded);

    public ScheduleRule Rule { get; }

    private bool HasEnd => _end is not null || _length is not null;

    /// <summary>Null for a rule that is beyond <see cref="WallClockPattern"/>.</summary>
    public static RuleCalendar? TryRead(ScheduleRule rule, CronHpaSpec spec, IReadOnlyList<(DateOnly, DateOnly)> excluded)
    {
        if (WallClockPattern.TryRead(rule.Schedule) is not { } pattern) return null;
        var end = rule.End is { } text ? WallClockPattern.TryRead(text) : null;
        if (rule.End is not null && end is null) return null;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(rule.TimeZone ?? spec.TimeZone, out var zone)) return null;
        TimeSpan? length = GoDuration.TryParse(rule.Duration, out var duration) ? duration : null;
        return new RuleCalendar(rule, pattern, end, length, GoDuration.TryParse(rule.LeadTime, out var lead) ? lead : TimeSpan.Zero, zone, excluded);
    }

    /// <summary>The while in which the rule acts at an instant; null when it does not.</summary>
    public ScheduledSpell? At(DateTimeOffset instant)
    {
        // Windows of one rule never overlap: only the latest start can be open.
        if (LatestStart(instant + _lead) is not { } start) return null;
        if (!HasEnd) return new ScheduledSpell(this, start - _lead, null);
        var end = _length is { } length ? start + length : FirstEnd(start);
        return instant < end ? new ScheduledSpell(this, start - _lead, end) : null;
    }

    private DateTimeOffset? LatestStart(DateTimeOffset until)
    {
        var today = WallClock.DateAt(until, _zone);
        for (var day = 0; day < LongestLook; day++)
            foreach (var start in Starts(today.AddDays(-day)).Reverse())
                if (start <= until) return start;
        return null;
    }

    private DateTimeOffset? FirstEnd(DateTimeOffset start)
    {
        var today = WallClock.DateAt(start, _zone);
        for (var day = 0; day < LongestLook; day++)
            foreach (var end in Ends(today.AddDays(day)))
                if (end > start) return end;
        return null;
    }

    private DateTimeOffset[] Starts(DateOnly date)
    {
        if (_starts.TryGetValue(date, out var known)) return known;
        var isExcluded = _excluded.Any(range => range.First <= date && date <= range.Last);
        return _starts[date] = isExcluded ? [] : Instants(_pattern, date, last: false);
    }

    private DateTimeOffset[] Ends(DateOnly date)
    {
        if (_ends.TryGetValue(date, out var known)) return known;
        return _ends[date] = Instants(_end!, date, last: true);
    }

    private DateTimeOffset[] Instants(WallClockPattern pattern, DateOnly date, bool last)
    {
        var midnight = date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified);
        return
        [
            .. Enumerable.Range(0, MinutesOfDay).Select(minute => midnight.AddMinutes(minute)).Where(pattern.Matches)
                .Select(minute => WallClock.At(minute, _zone, last)).Distinct().Order(),
        ];
    }
}

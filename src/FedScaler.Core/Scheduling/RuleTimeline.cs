using System.Collections.Immutable;

namespace FedScaler.Core.Scheduling;

/// <summary>
/// The windows of one rule along real time. Its state at an instant is that of its latest start alone: a start while the
/// window of an earlier one is still open takes that window's place.
/// </summary>
internal readonly struct RuleTimeline(ScheduledRule rule, ImmutableArray<DateRange> excluded)
{
    private readonly ZoneClock _clock = new(rule.Zone);

    public ScheduledRule Rule => rule;

    public bool IsOpenEnded => rule.End is null;

    private bool NeverActs => rule.Suspended || rule.End is WindowEnd.After(var length) && length <= TimeSpan.Zero;

    /// <summary>The window that began last at or before an instant; it may be over.</summary>
    public RuleWindow? Latest(DateTimeOffset now)
    {
        if (NeverActs) return null;
        var from = Shift(now, rule.LeadTime);
        for (var inclusive = true; rule.Starts.GetPreviousOccurrence(from, rule.Zone, inclusive) is { } start; inclusive = false)
        {
            if (Exclusion(start) is { } range)
                from = Earlier(start, LocalDay.StartOf(range.First, rule.Zone));
            else if (WindowFrom(start) is { IsEmpty: false } window)
                return window;
            else
                from = start;
        }

        return null;
    }

    /// <summary>The window that begins next after an instant.</summary>
    public RuleWindow? Following(DateTimeOffset now)
    {
        if (NeverActs) return null;
        var from = Shift(now, rule.LeadTime);
        var inclusive = false;
        while (rule.Starts.GetNextOccurrence(from, rule.Zone, inclusive) is { } start)
        {
            (from, inclusive) = (start, false);
            if (Exclusion(start) is { } range)
            {
                if (range.Last == DateOnly.MaxValue) return null;
                var after = LocalDay.StartOf(range.Last.AddDays(1), rule.Zone);
                if (after > start) (from, inclusive) = (after, true);
            }
            else if (WindowFrom(start) is { IsEmpty: false } window)
            {
                return window;
            }
        }

        return null;
    }

    /// <summary>The dates that keep a start from happening.</summary>
    public DateRange? Exclusion(DateTimeOffset start)
    {
        if (excluded.IsDefaultOrEmpty) return null;
        var date = DateOnly.FromDateTime(start.DateTime);
        foreach (var range in excluded)
            if (range.Contains(date)) return range;
        return null;
    }

    /// <summary>The starts after an instant and up to another that do not happen; found without looking at those that do.</summary>
    public IEnumerable<(DateTimeOffset Start, DateRange Dates)> ExcludedStarts(DateTimeOffset after, DateTimeOffset until)
    {
        var (cron, zone) = (rule.Starts, rule.Zone);
        foreach (var range in excluded.Distinct().OrderBy(static range => range.First))
        {
            var dawn = LocalDay.StartOf(range.First, rule.Zone);
            var next = dawn > after ? cron.GetNextOccurrence(dawn, zone, inclusive: true) : cron.GetNextOccurrence(after, zone);
            for (; next is { } start && start <= until && range.Contains(DateOnly.FromDateTime(start.DateTime)); next = cron.GetNextOccurrence(start, zone))
                if (Exclusion(start) == range) yield return (start, range);
        }
    }

    /// <summary>The window of one start. Empty where the clocks jump over the whole of it.</summary>
    public RuleWindow WindowFrom(DateTimeOffset start)
    {
        var since = Shift(start, -rule.LeadTime);
        return rule.End switch
        {
            WindowEnd.AtCron(var ends) => new RuleWindow(since, EndAfter(start, ends)),
            WindowEnd.After(var length) => new RuleWindow(since, Shift(start, length)),
            _ => new RuleWindow(since, null),
        };
    }

    /// <summary>
    /// The first later end. Fixed local times pair by the local clock, so that a start and an end that the clocks jump over stay
    /// a pair, and an end that comes again ends no window that began after it. An end that is a star, a range or a step comes in
    /// both passes of a repeated hour, and is paired by real time.
    /// </summary>
    private DateTimeOffset EndAfter(DateTimeOffset start, CronExpression ends)
    {
        if (ends.IsInterval)
            return new ZonedSearch(ends, rule.Zone, RepeatedTime.Last).Next(start, inclusive: false) ?? DateTimeOffset.MaxValue;
        // Where the start itself was jumped over, the local time that was meant is the schedule's last before the gap's end.
        var meant = rule.Starts.Calendar.Previous(start.DateTime) ?? start.DateTime;
        return meant < DateTime.MaxValue.AddMinutes(-1) && ends.Calendar.Next(meant.AddMinutes(1)) is { } end
            ? _clock.Show(_clock.Map(end.Ticks).Last) ?? DateTimeOffset.MaxValue
            : DateTimeOffset.MaxValue;
    }

    /// <summary>So much elapsed time later, or earlier, in the zone's offset there; no further than DateTimeOffset goes.</summary>
    private DateTimeOffset Shift(DateTimeOffset time, TimeSpan by)
    {
        if (by == TimeSpan.Zero) return time;
        var ticks = Int128.Clamp((Int128)time.UtcTicks + by.Ticks, 0, DateTime.MaxValue.Ticks);
        return _clock.Show((long)ticks)!.Value;
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}

using FedScaler.Core.Scheduling;

namespace FedScaler.Core.Tests.Scheduling;

/// <summary>All windows of a rule in a stretch of time, found by walking its local clock minute by minute.</summary>
internal sealed class NaiveWindows
{
    private readonly MinuteWalk _walk;
    private readonly ScheduledRule _rule;
    private readonly NaiveCron? _ends;
    private readonly List<DateTimeOffset> _endFires;

    private NaiveWindows(ScheduledRule rule, MinuteWalk walk)
    {
        (_rule, _walk) = (rule, walk);
        _ends = rule.End is WindowEnd.AtCron(var ends) ? NaiveCron.Parse(ends.ToString()) : null;
        _endFires = _ends is null ? [] : walk.Fires(_ends);
    }

    /// <summary>Since and until of each, in order of their starts by the local clock; until null for an open-ended rule.</summary>
    public static List<(DateTimeOffset Since, DateTimeOffset? Until)> Of(ScheduledRule rule, IEnumerable<DateRange> excluded, MinuteWalk walk) =>
        [.. new NaiveWindows(rule, walk).All([.. excluded])];

    private IEnumerable<(DateTimeOffset Since, DateTimeOffset? Until)> All(DateRange[] excluded)
    {
        var starts = NaiveCron.Parse(_rule.Starts.ToString());
        var found = new List<(DateTime Local, DateTimeOffset Instant)>();
        for (var local = _walk.FirstLocal; local <= _walk.LastLocal; local = local.AddMinutes(1))
        {
            if (!starts.Matches(local)) continue;
            var shown = _walk.ShownAt(local);
            found.AddRange(shown.Count == 0 ? [(local, _walk.GapEndOver(local))]
                : shown.Take(starts.IsInterval ? 2 : 1).Select(instant => (local, instant)));
        }

        foreach (var (local, instant) in found.OrderBy(start => start.Instant).ThenBy(start => start.Local))
        {
            var date = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, _rule.Zone).DateTime);
            if (excluded.Any(range => range.Contains(date))) continue;
            var until = Until(local, instant);
            if (until is null || until > instant - _rule.LeadTime) yield return (instant - _rule.LeadTime, until);
        }
    }

    private DateTimeOffset? Until(DateTime local, DateTimeOffset instant)
    {
        if (_rule.End is WindowEnd.After(var length)) return instant + length;
        if (_ends is null) return null;
        if (_ends.IsInterval) return _endFires.Find(fire => fire > instant) is var end && end != default ? end : _walk.Until;
        for (local = local.AddMinutes(1); local <= _walk.LastLocal; local = local.AddMinutes(1))
            if (_ends.Matches(local)) return _walk.ShownAt(local) is { Count: > 0 } shown ? shown[^1] : _walk.GapEndOver(local);
        return _walk.Until;
    }
}

using System.Collections.Immutable;

namespace FedScaler.Core.Scheduling;

/// <summary>Goes from transition to transition over the rules of one target.</summary>
internal sealed class TransitionWalk
{
    private readonly Track[] _tracks;
    private ScheduleWindow? _holder;

    public TransitionWalk(ImmutableArray<Schedule> schedules, DateTimeOffset after)
    {
        _tracks = [.. from schedule in schedules
                      where !schedule.Suspended
                      from rule in schedule.Rules
                      select new Track(schedule.Name, new RuleTimeline(rule, schedule.Excluded), after)];
        foreach (var track in _tracks)
            if (track.OpenEndedSince is { } held && (_holder is null || OpenEndedRank.Beats(held, _holder))) _holder = held;
    }

    /// <summary>When something changes next; null for never.</summary>
    public DateTimeOffset? NextTime
    {
        get
        {
            DateTimeOffset? least = null;
            foreach (var track in _tracks)
                if (track.NextTime is { } time && (least is null || time < least)) least = time;
            return least;
        }
    }

    /// <summary>The first transition after an instant, without walking: one look at each rule.</summary>
    public static ScheduleTransition? FirstAfter(ImmutableArray<Schedule> schedules, DateTimeOffset now) =>
        new TransitionWalk(schedules, now) is { NextTime: { } time } walk ? walk.Take(time)[0] : null;

    /// <summary>What changes at the next time: starts, then ends.</summary>
    public List<ScheduleTransition> Take(DateTimeOffset time)
    {
        var starts = new List<ScheduleTransition>();
        var ends = new List<ScheduleTransition>();
        ScheduleWindow? fired = null;
        var place = 0;
        foreach (var track in _tracks)
        {
            if (track.NextTime != time) continue;
            if (track.Advance(time) is not { } window)
            {
                ends.Add(track.EndedAt!);
            }
            else if (window.Until is not null)
            {
                starts.Add(Edge(window, window.Since, TransitionEdge.Start));
            }
            else if (fired is null || OpenEndedRank.Beats(window, fired))
            {
                if (fired is null) place = starts.Count;
                fired = window;
            }
        }

        if (fired is not null)
        {
            starts.Insert(place, Edge(fired, fired.Since, TransitionEdge.Start));
            if (_holder is not null && _holder.Id != fired.Id) ends.Add(Edge(_holder, fired.Since, TransitionEdge.End));
            _holder = fired;
        }

        starts.AddRange(ends);
        return starts;
    }

    private static ScheduleTransition Edge(ScheduleWindow window, DateTimeOffset time, TransitionEdge edge) =>
        new(TimeZoneInfo.ConvertTime(time, window.Rule.Zone), window.Schedule, window.Rule.Name, edge);

    /// <summary>One rule's place on its timeline.</summary>
    private sealed class Track
    {
        private readonly string _schedule;
        private readonly RuleTimeline _timeline;
        private RuleWindow? _open;
        private RuleWindow? _following;

        public Track(string schedule, RuleTimeline timeline, DateTimeOffset after)
        {
            (_schedule, _timeline) = (schedule, timeline);
            _open = timeline.Latest(after) is { } latest && latest.Contains(after) ? latest : null;
            _following = timeline.Following(after);
        }

        public ScheduleWindow? OpenEndedSince => _timeline.IsOpenEnded && _open is { } open ? Window(open) : null;

        public ScheduleTransition? EndedAt { get; private set; }

        public DateTimeOffset? NextTime =>
            _open?.Until is { } until && (_following is not { } following || until < following.Since) ? until : _following?.Since;

        /// <summary>The window that starts at the next time; null when one ends there instead.</summary>
        public ScheduleWindow? Advance(DateTimeOffset time)
        {
            if (_following is { } following && following.Since == time)
            {
                _open = following;
                _following = _timeline.Following(time);
                return Window(following);
            }

            EndedAt = Edge(Window(_open!.Value), time, TransitionEdge.End);
            _open = null;
            return null;
        }

        private ScheduleWindow Window(RuleWindow window) => new(_schedule, _timeline.Rule, window.Since, window.Until);
    }
}

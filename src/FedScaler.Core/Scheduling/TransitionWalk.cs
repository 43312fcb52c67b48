using System.Collections.Immutable;

namespace FedScaler.Core.Scheduling;

/// <summary>Goes from transition to transition over the rules of one target.</summary>
internal sealed class TransitionWalk
{
    private readonly RuleTrack[] _tracks;
    private ScheduleWindow? _holder;

    public TransitionWalk(ImmutableArray<Schedule> schedules, DateTimeOffset now)
    {
        _tracks = [.. from schedule in schedules
                      where !schedule.Suspended
                      from rule in schedule.Rules
                      select new RuleTrack(schedule.Name, new RuleTimeline(rule, schedule.Excluded), now)];
        foreach (var track in _tracks)
            if (track is { IsOpenEnded: true, Open: { } held } && (_holder is null || OpenEndedRank.Beats(held, _holder))) _holder = held;
    }

    /// <summary>The windows in force, then the open-ended rule that holds.</summary>
    public ImmutableArray<ScheduleWindow> Active
    {
        get
        {
            var active = ImmutableArray.CreateBuilder<ScheduleWindow>();
            foreach (var track in _tracks)
                if (track is { IsOpenEnded: false, Open: { } open }) active.Add(open);
            if (_holder is not null) active.Add(_holder);
            return active.DrainToImmutable();
        }
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

    /// <summary>The first of what changes next; null for never.</summary>
    public ScheduleTransition? Next
    {
        get
        {
            if (NextTime is not { } time) return null;
            ScheduleWindow? ends = null;
            foreach (var track in _tracks)
            {
                if (track.NextTime != time) continue;
                if (track.StartsAt(time)) return Edge(track.IsOpenEnded ? Winner(time)! : track.Following!, time, TransitionEdge.Start);
                ends ??= track.Open;
            }

            return Edge(ends!, time, TransitionEdge.End);
        }
    }

    /// <summary>Goes on over the next time, and tells what changes there: starts, then ends.</summary>
    public List<ScheduleTransition> PassNext()
    {
        var starts = new List<ScheduleTransition>();
        if (NextTime is not { } time) return starts;
        var ends = new List<ScheduleTransition>();
        var winner = Winner(time);
        var winnerIsTold = false;
        foreach (var track in _tracks)
        {
            if (track.NextTime != time) continue;
            if (!track.StartsAt(time))
            {
                ends.Add(Edge(track.Open!, time, TransitionEdge.End));
            }
            else if (!track.IsOpenEnded || !winnerIsTold)
            {
                starts.Add(Edge(track.IsOpenEnded ? winner! : track.Following!, time, TransitionEdge.Start));
                winnerIsTold |= track.IsOpenEnded;
            }

            track.PassNext();
        }

        if (winner is not null)
        {
            if (_holder is not null && _holder.Id != winner.Id) ends.Add(Edge(_holder, time, TransitionEdge.End));
            _holder = winner;
        }

        starts.AddRange(ends);
        return starts;
    }

    /// <summary>Of the open-ended rules that start at a time, the one that holds from then on.</summary>
    private ScheduleWindow? Winner(DateTimeOffset time)
    {
        ScheduleWindow? winner = null;
        foreach (var track in _tracks)
            if (track.IsOpenEnded && track.StartsAt(time) && (winner is null || OpenEndedRank.Beats(track.Following!, winner))) winner = track.Following;
        return winner;
    }

    private static ScheduleTransition Edge(ScheduleWindow window, DateTimeOffset time, TransitionEdge edge) =>
        new(TimeZoneInfo.ConvertTime(time, window.Rule.Zone), window.Schedule, window.Rule.Name, edge);
}

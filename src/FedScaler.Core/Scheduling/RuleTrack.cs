namespace FedScaler.Core.Scheduling;

/// <summary>One rule's place on its timeline.</summary>
internal sealed class RuleTrack
{
    private readonly string _schedule;
    private readonly RuleTimeline _timeline;

    public RuleTrack(string schedule, RuleTimeline timeline, DateTimeOffset now)
    {
        (_schedule, _timeline) = (schedule, timeline);
        Open = timeline.Latest(now) is { } latest && latest.Contains(now) ? Named(latest) : null;
        Following = Named(timeline.Following(now));
    }

    public bool IsOpenEnded => _timeline.IsOpenEnded;

    /// <summary>The window in force; of an open-ended rule its last start, whether another rule has fired since or not.</summary>
    public ScheduleWindow? Open { get; private set; }

    /// <summary>The window that begins next.</summary>
    public ScheduleWindow? Following { get; private set; }

    /// <summary>When the rule starts or ends next; null for never.</summary>
    public DateTimeOffset? NextTime =>
        Open?.Until is { } until && (Following is null || until < Following.Since) ? until : Following?.Since;

    public bool StartsAt(DateTimeOffset time) => Following is not null && Following.Since == time;

    /// <summary>Goes on over the next start, or the next end.</summary>
    public void PassNext()
    {
        if (NextTime is not { } time) return;
        var starts = StartsAt(time);
        Open = starts ? Following : null;
        if (starts) Following = Named(_timeline.Following(time));
    }

    private ScheduleWindow? Named(RuleWindow? window) =>
        window is { } known ? new ScheduleWindow(_schedule, _timeline.Rule, known.Since, known.Until) : null;
}

namespace FedScaler.Runtime.Events;

/// <summary>
/// Decides what becomes of an occurrence: a new Event, one more of a series, or nothing because its object has been too
/// talkative. The rules and numbers are those of client-go (tools/record/events_cache.go). Not safe for threads.
/// </summary>
internal sealed class EventAggregator(Random random)
{
    /// <summary>Occurrences further apart than this have nothing to do with each other.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(600);

    /// <summary>So many notes of the same reason on the same object are told one by one; further ones are combined.</summary>
    public const int MaxSimilar = 10;

    private const string CombinedPrefix = "(combined from similar events): ";

    private readonly RecentEntries<EventOccurrence, HashSet<string>> _similar = new(Window);
    private readonly RecentEntries<EventOccurrence, EventSeries> _series = new(Window);
    private readonly SpamFilter _spam = new();

    /// <summary>What to write; null for nothing.</summary>
    public EventWrite? Observe(EventOccurrence occurrence)
    {
        var alike = occurrence with { Note = "", Time = default };
        var notes = _similar.GetOrAdd(alike, occurrence.Time, () => []);
        var combined = notes.Count >= MaxSimilar && !notes.Contains(occurrence.Note);
        if (!combined) notes.Add(occurrence.Note);

        var told = combined ? occurrence with { Note = CombinedPrefix + occurrence.Note } : occurrence;
        var same = combined ? alike with { Note = CombinedPrefix } : alike with { Note = occurrence.Note };
        var series = _series.GetOrAdd(same, occurrence.Time, () => new EventSeries(NewName(occurrence)));
        // What is held back counts all the same: the next write tells the whole number.
        series.Count++;
        return _spam.Admit(occurrence.Regarding, occurrence.Time) ? new EventWrite(told, series) : null;
    }

    /// <summary>The Event is gone from the server, which keeps them for an hour: start again with a new one.</summary>
    public void Renew(EventWrite write) =>
        (write.Series.Name, write.Series.Written, write.Series.Count) = (NewName(write.Occurrence), false, 1);

    // As client-go names them, and four random bytes: a clock that stands still must not make two of the same name.
    private string NewName(EventOccurrence occurrence)
    {
        var name = occurrence.Regarding.Name.Length > 200 ? occurrence.Regarding.Name[..200].TrimEnd('.', '-') : occurrence.Regarding.Name;
        return $"{name}.{occurrence.Time.UtcTicks:x}{random.NextInt64(0, 1L + uint.MaxValue):x8}";
    }
}

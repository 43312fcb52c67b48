namespace FedScaler.Sandbox.Laws.History;

/// <summary>A number over the last while: what it is, and until when it was something else.</summary>
internal sealed class ValueTrail(int value)
{
    /// <summary>More changes than this within a few seconds do not happen to a replica count.</summary>
    private const int Longest = 64;

    private readonly Queue<(int Value, DateTimeOffset Until)> _past = new();

    public int Current { get; private set; } = value;

    public void Set(int value, DateTimeOffset now)
    {
        if (value == Current) return;
        _past.Enqueue((Current, now));
        if (_past.Count > Longest) _past.Dequeue();
        Current = value;
    }

    public int LeastSince(DateTimeOffset since) => Math.Min(Current, Recent(since).DefaultIfEmpty(Current).Min());

    public int GreatestSince(DateTimeOffset since) => Math.Max(Current, Recent(since).DefaultIfEmpty(Current).Max());

    /// <summary>When the number last stopped being <paramref name="value"/>; null if it was never seen to be.</summary>
    public DateTimeOffset? LeftAt(int value)
    {
        DateTimeOffset? left = null;
        foreach (var (past, until) in _past)
            if (past == value) left = until;
        return left;
    }

    private IEnumerable<int> Recent(DateTimeOffset since) => _past.Where(entry => entry.Until >= since).Select(static entry => entry.Value);
}

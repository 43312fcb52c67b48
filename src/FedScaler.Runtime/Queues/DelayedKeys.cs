namespace FedScaler.Runtime.Queues;

/// <summary>
/// Keys that wait for their time: one heap, one timer, and of several times of a key the earliest. Not safe for threads; the
/// timer's callback takes its owner's lock.
/// </summary>
internal sealed class DelayedKeys<TKey> : IDisposable
    where TKey : notnull
{
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly PriorityQueue<TKey, long> _heap = new();
    private readonly Dictionary<TKey, long> _due = [];

    public DelayedKeys(TimeProvider time, Action due)
    {
        _time = time;
        _timer = time.CreateTimer(static state => ((Action)state!)(), due, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public int Count => _due.Count;

    public void Add(TKey key, TimeSpan delay)
    {
        // As timestamps, not as instants: a clock that is set back must not hold anything up.
        var at = _time.GetTimestamp() + (long)(delay.TotalSeconds * _time.TimestampFrequency);
        if (_due.TryGetValue(key, out var known) && known <= at) return;
        _due[key] = at;
        _heap.Enqueue(key, at);
        if (Earliest() == at) Arm();
    }

    /// <summary>Takes a key whose time has come.</summary>
    public bool TryTake(out TKey key)
    {
        key = default!;
        if (Earliest() is not { } at || at > _time.GetTimestamp())
        {
            Arm();
            return false;
        }

        key = _heap.Dequeue();
        _due.Remove(key);
        return true;
    }

    public void Dispose() => _timer.Dispose();

    /// <summary>When the next key is due; drops entries that an earlier time of the same key has overtaken.</summary>
    private long? Earliest()
    {
        while (_heap.TryPeek(out var key, out var at))
        {
            if (_due.TryGetValue(key, out var due) && due == at) return at;
            _heap.Dequeue();
        }

        return null;
    }

    private void Arm()
    {
        if (Earliest() is not { } at) return;
        var wait = Math.Max(0, at - _time.GetTimestamp()) * 1000d / _time.TimestampFrequency;
        // Timers count whole milliseconds and cut the rest off: rounded up, so that it never fires just before the time.
        _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(wait)), Timeout.InfiniteTimeSpan);
    }
}

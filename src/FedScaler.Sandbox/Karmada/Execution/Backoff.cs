namespace FedScaler.Sandbox.Karmada.Execution;

/// <summary>How long to wait before each further try of something that fails: twice as long each time.</summary>
/// <param name="first">Before the second try. Karmada's work queues begin at 5 ms: not worth stopping a simulated clock for.</param>
/// <param name="last">The longest.</param>
internal sealed class Backoff<TKey>(TimeSpan first, TimeSpan last)
    where TKey : notnull
{
    private readonly Dictionary<TKey, TimeSpan> _waits = [];

    /// <summary>How long to wait now that it has failed again.</summary>
    public TimeSpan Next(TKey key)
    {
        var wait = _waits.TryGetValue(key, out var before) ? before * 2 : first;
        return _waits[key] = wait < last ? wait : last;
    }

    /// <summary>It went well, or is no longer wanted.</summary>
    public void Reset(TKey key) => _waits.Remove(key);
}

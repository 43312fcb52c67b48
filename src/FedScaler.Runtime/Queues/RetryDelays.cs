namespace FedScaler.Runtime.Queues;

/// <summary>Delay of each key's next retry. Not safe for threads: the queue's lock guards it.</summary>
internal sealed class RetryDelays<TKey>(WorkQueueOptions<TKey> options, Random random)
    where TKey : notnull
{
    private readonly Dictionary<TKey, int> _failures = [];

    public TimeSpan Next(TKey key)
    {
        var failures = _failures.GetValueOrDefault(key);
        _failures[key] = failures + 1;
        // In doubles, where 2 to the power of any number of failures is at worst infinite, and then the cap.
        var seconds = Math.Min(options.FirstRetry.TotalSeconds * Math.Pow(2, failures), options.LongestRetry.TotalSeconds);
        return TimeSpan.FromSeconds(seconds * (1 - (options.Jitter * random.NextDouble())));
    }

    public int Failures(TKey key) => _failures.GetValueOrDefault(key);

    public void Forget(TKey key) => _failures.Remove(key);
}

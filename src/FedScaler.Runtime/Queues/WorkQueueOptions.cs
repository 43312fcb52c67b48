namespace FedScaler.Runtime.Queues;

/// <summary>How a queue behaves.</summary>
/// <param name="Name">Name of the controller that it belongs to; a label of its metrics.</param>
public sealed record WorkQueueOptions<TKey>(string Name)
{
    /// <summary>Groups take turns, so that one with thousands of keys never starves the others; null: all keys are one group.</summary>
    public Func<TKey, string>? Group { get; init; }

    /// <summary>
    /// An added key is ready only after this long, so that what changes together is looked at together, and once; zero: at once.
    /// </summary>
    public TimeSpan Gather { get; init; }

    /// <summary>Delay of a key's first retry, doubled with each further one.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>Longest delay of a retry.</summary>
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Up to this part of a retry's delay is left out at random, so that keys that failed together come back one by one; 0 to 1.</summary>
    public double Jitter { get; init; } = 0.25;
}

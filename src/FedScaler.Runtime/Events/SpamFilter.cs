namespace FedScaler.Runtime.Events;

/// <summary>For each object 25 writes at once, and then one in five minutes (client-go, EventSourceObjectSpamFilter).</summary>
internal sealed class SpamFilter
{
    public const int Burst = 25;
    public static readonly TimeSpan Refill = TimeSpan.FromSeconds(300);

    // Forgotten once its bucket must be full again: forgetting it then changes nothing.
    private readonly RecentEntries<EventTarget, Bucket> _buckets = new(Refill * Burst);

    public bool Admit(EventTarget target, DateTimeOffset now)
    {
        var bucket = _buckets.GetOrAdd(target, now, () => new Bucket(now));
        bucket.Tokens = Math.Min(Burst, bucket.Tokens + ((now - bucket.Filled) / Refill));
        bucket.Filled = now;
        if (bucket.Tokens < 1) return false;
        bucket.Tokens--;
        return true;
    }

    private sealed class Bucket(DateTimeOffset now)
    {
        public double Tokens { get; set; } = Burst;

        public DateTimeOffset Filled { get; set; } = now;
    }
}

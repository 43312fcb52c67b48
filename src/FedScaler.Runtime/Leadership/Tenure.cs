namespace FedScaler.Runtime.Leadership;

/// <summary>A Lease that this instance holds, and since when it is sure of that.</summary>
/// <param name="Record">As it was last written.</param>
/// <param name="SentAt">Timestamp from before that write was sent: the others count from later.</param>
/// <param name="SentAtUtc">The same by the wall clock.</param>
internal sealed record Tenure(LeaseRecord Record, long SentAt, DateTimeOffset SentAtUtc)
{
    /// <summary>How long ago it was renewed, by the monotonic clock.</summary>
    public TimeSpan Age(TimeProvider time) => time.GetElapsedTime(SentAt);

    /// <summary>
    /// The same by whichever clock says more. The monotonic one stands still while a machine sleeps (clock_gettime(2),
    /// CLOCK_MONOTONIC), and the wall clock may be set back; one that is set forward refuses writes until the next renewal.
    /// </summary>
    public TimeSpan OldestAge(TimeProvider time)
    {
        var (monotonic, wall) = (Age(time), time.GetUtcNow() - SentAtUtc);
        return wall > monotonic ? wall : monotonic;
    }
}

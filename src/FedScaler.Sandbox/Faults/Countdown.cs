namespace FedScaler.Sandbox.Faults;

/// <summary>Hits a number of times, and then no more.</summary>
internal sealed class Countdown(int times)
{
    private int _left = times;

    public bool Hit()
    {
        if (Volatile.Read(ref _left) <= 0) return false;
        return Interlocked.Decrement(ref _left) >= 0;
    }
}

/// <summary>The faults that strike a number of times.</summary>
internal sealed record Countdowns
{
    public Countdown TooMany { get; init; } = new(0);

    public TimeSpan RetryAfter { get; init; }

    public Countdown Errors { get; init; } = new(0);

    public Countdown Cuts { get; init; } = new(0);

    public Countdown LostAnswers { get; init; } = new(0);
}

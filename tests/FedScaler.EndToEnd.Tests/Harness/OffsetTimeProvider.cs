namespace FedScaler.EndToEnd.Tests.Harness;

/// <summary>A clock that is wrong: it says another time than the one under it, and counts what elapses as that one does.</summary>
internal sealed class OffsetTimeProvider(TimeProvider inner) : TimeProvider
{
    private long _offset;

    public TimeSpan Offset
    {
        get => new(Interlocked.Read(ref _offset));
        set => Interlocked.Exchange(ref _offset, value.Ticks);
    }

    public override long TimestampFrequency => inner.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow() + Offset;

    public override long GetTimestamp() => inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => inner.CreateTimer(callback, state, dueTime, period);
}

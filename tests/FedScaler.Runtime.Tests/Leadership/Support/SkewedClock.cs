namespace FedScaler.Runtime.Tests.Leadership.Support;

/// <summary>A machine's clock whose time of day is off.</summary>
internal sealed class SkewedClock(TimeProvider world) : TimeProvider
{
    public TimeSpan Offset { get; set; }

    public override long TimestampFrequency => world.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => world.GetUtcNow() + Offset;

    public override long GetTimestamp() => world.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => world.CreateTimer(callback, state, dueTime, period);
}

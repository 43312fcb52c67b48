namespace FedScaler.Sandbox.Time;

/// <summary>A clock that runs <paramref name="speed"/> times as fast as another one, from <paramref name="start"/> on; timers too.</summary>
/// <param name="inner">The clock that it is geared to, normally <see cref="TimeProvider.System"/>.</param>
/// <param name="speed">Simulated seconds per second of the inner clock; above 0.</param>
public sealed class ScaledTimeProvider(TimeProvider inner, DateTimeOffset start, double speed) : TimeProvider
{
    private readonly double _speed = speed > 0 && double.IsFinite(speed)
        ? speed
        : throw new ArgumentOutOfRangeException(nameof(speed), speed, "the speed must be above 0");

    private readonly long _origin = inner.GetTimestamp();

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => start.ToUniversalTime() + TimeSpan.FromTicks(GetTimestamp());

    /// <inheritdoc/>
    public override long GetTimestamp() => (long)(inner.GetElapsedTime(_origin).Ticks * _speed);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new ScaledTimer(inner.CreateTimer(callback, state, Scale(dueTime), Scale(period)), this);

    /// <summary>Rounded up to the inner clock's millisecond, or a timer could fire before it is due and spin.</summary>
    private TimeSpan Scale(TimeSpan wait) =>
        wait <= TimeSpan.Zero ? wait : TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds / _speed));

    private sealed class ScaledTimer(ITimer timer, ScaledTimeProvider clock) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(clock.Scale(dueTime), clock.Scale(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}

using FedScaler.Sandbox.Time;

namespace FedScaler.Controllers.Tests.Support;

/// <summary>A stepped clock that somebody may set besides: its time of day jumps, and timers do not notice.</summary>
internal sealed class SettableClock(DateTimeOffset start) : TimeProvider
{
    private readonly SimulatedTimeProvider _inner = new(start);

    public TimeSpan Jump { get; set; }

    public override long TimestampFrequency => _inner.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _inner.GetUtcNow() + Jump;

    public override long GetTimestamp() => _inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => _inner.CreateTimer(callback, state, dueTime, period);

    public void Advance(TimeSpan step) => _inner.Advance(step);
}

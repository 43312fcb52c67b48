using FedScaler.Runtime.Observation;

namespace FedScaler.EndToEnd.Tests.Harness;

/// <summary>The clock of a command line in this process: whoever moves the clock on knows by it whether the command waits for that.</summary>
internal sealed class CommandClock(TimeProvider inner) : TimeProvider, IBackgroundWork
{
    /// <summary>A timer as short as this is a pause before the next look; longer ones are deadlines, beside which it works.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly TimeProvider _inner = inner;
    private int _pauses;

    public string Name => "a command line";

    /// <summary>Whether it has ended, and waits for nothing any more.</summary>
    public bool IsOver { get; set; }

    public int Pending => IsOver || Volatile.Read(ref _pauses) > 0 ? 0 : 1;

    public override long TimestampFrequency => _inner.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _inner.GetUtcNow();

    public override long GetTimestamp() => _inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        period == Timeout.InfiniteTimeSpan && dueTime > TimeSpan.Zero && dueTime <= LongestPause
            ? new Pause(this, callback, state, dueTime)
            : _inner.CreateTimer(callback, state, dueTime, period);

    private sealed class Pause : ITimer
    {
        private readonly CommandClock _clock;
        private readonly ITimer _timer;
        private int _isOver;

        public Pause(CommandClock clock, TimerCallback callback, object? state, TimeSpan dueTime)
        {
            _clock = clock;
            Interlocked.Increment(ref clock._pauses);
            _timer = clock._inner.CreateTimer(
                fired =>
                {
                    // Before it goes on: from now on it is at work.
                    End();
                    callback(fired);
                },
                state, dueTime, Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => _timer.Change(dueTime, period);

        public void Dispose()
        {
            End();
            _timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void End()
        {
            if (Interlocked.Exchange(ref _isOver, 1) == 0) Interlocked.Decrement(ref _clock._pauses);
        }
    }
}

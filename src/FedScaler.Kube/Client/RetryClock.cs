namespace FedScaler.Kube.Client;

/// <summary>
/// The clock by which reads wait for their next try. It counts those whose timer is set and not yet due: a failed try whose
/// timer is not set yet is still being worked on.
/// </summary>
internal sealed class RetryClock(TimeProvider inner) : TimeProvider
{
    private int _waiting;

    public int Waiting => Volatile.Read(ref _waiting);

    public override long TimestampFrequency => inner.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => inner.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow();

    public override long GetTimestamp() => inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var wait = new Wait(this, callback, state);
        wait.Start(inner.CreateTimer(static self => ((Wait)self!).Fire(), wait, dueTime, period));
        return wait;
    }

    private sealed class Wait(RetryClock clock, TimerCallback callback, object? state) : ITimer
    {
        private const int Starting = 0;
        private const int Waiting = 1;
        private const int Over = 2;

        private ITimer? _timer;
        private int _stage;

        public void Start(ITimer timer)
        {
            _timer = timer;
            if (Interlocked.CompareExchange(ref _stage, Waiting, Starting) == Starting) Interlocked.Increment(ref clock._waiting);
        }

        public void Fire()
        {
            End();
            callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => _timer!.Change(dueTime, period);

        public void Dispose()
        {
            End();
            _timer?.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            End();
            return _timer?.DisposeAsync() ?? ValueTask.CompletedTask;
        }

        private void End()
        {
            if (Interlocked.Exchange(ref _stage, Over) == Waiting) Interlocked.Decrement(ref clock._waiting);
        }
    }
}

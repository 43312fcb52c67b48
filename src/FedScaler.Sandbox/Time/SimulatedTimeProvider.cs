namespace FedScaler.Sandbox.Time;

/// <summary>
/// A clock that moves only when it is told to, and fires timers in order of their due time, ties in order of creation.
/// Everything that waits through this <see cref="TimeProvider"/> can be stepped: an hour takes as long as its work.
/// </summary>
public sealed class SimulatedTimeProvider(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<SimulatedTimer, (long Due, long Order)> _timers = new();
    private long _now = start.UtcTicks;
    private long _order;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _now), TimeSpan.Zero);

    /// <inheritdoc/>
    public override long GetTimestamp() => Interlocked.Read(ref _now);

    /// <summary>When the next timer is due; null when none is set.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (_gate)
            {
                DropStale();
                return _timers.TryPeek(out _, out var key) ? new DateTimeOffset(key.Due, TimeSpan.Zero) : null;
            }
        }
    }

    /// <summary>Moves the clock on by <paramref name="step"/>, firing on the way each timer at its own time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The step is negative: this clock never goes back.</exception>
    public void Advance(TimeSpan step)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(step, TimeSpan.Zero);
        AdvanceTo(GetUtcNow() + step);
    }

    /// <summary>Moves the clock on to <paramref name="instant"/>; does nothing when that has passed.</summary>
    public void AdvanceTo(DateTimeOffset instant)
    {
        while (TakeDue(instant.UtcTicks) is { } timer) timer.Fire();
        lock (_gate) Interlocked.Exchange(ref _now, Math.Max(_now, instant.UtcTicks));
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SimulatedTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private SimulatedTimer? TakeDue(long until)
    {
        lock (_gate)
        {
            DropStale();
            if (!_timers.TryPeek(out var timer, out var key) || key.Due > until) return null;
            _timers.Dequeue();
            Interlocked.Exchange(ref _now, Math.Max(_now, key.Due));
            timer.Expire(key.Due);
            return timer;
        }
    }

    private void DropStale()
    {
        while (_timers.TryPeek(out var timer, out var key) && timer.Key != key) _timers.Dequeue();
    }

    private sealed class SimulatedTimer(SimulatedTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public (long Due, long Order)? Key { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                _period = period;
                Schedule(dueTime == Timeout.InfiniteTimeSpan ? null : clock._now + Math.Max(0, dueTime.Ticks));
            }

            return true;
        }

        public void Expire(long due) =>
            Schedule(_period > TimeSpan.Zero ? due + _period.Ticks : null);

        public void Fire() => callback(state);

        public void Dispose()
        {
            lock (clock._gate) Key = null;
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Schedule(long? due)
        {
            Key = due is { } at ? (at, clock._order++) : null;
            if (Key is { } key) clock._timers.Enqueue(this, key);
        }
    }
}

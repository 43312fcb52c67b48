namespace FedScaler.Sandbox.Time;

/// <summary>
/// The clock of one process that can be stopped, as SIGSTOP does, while the world's goes on: until it continues it stands still
/// and fires no timer; then it is what the world's clock is, and all that became due fires.
/// </summary>
/// <param name="world">The clock that goes on.</param>
public sealed class PausableTimeProvider(TimeProvider world) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Action> _due = [];
    private (long Timestamp, DateTimeOffset Utc)? _stopped;

    /// <inheritdoc/>
    public override long TimestampFrequency => world.TimestampFrequency;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => world.LocalTimeZone;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return _stopped?.Utc ?? world.GetUtcNow();
    }

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        lock (_gate) return _stopped?.Timestamp ?? world.GetTimestamp();
    }

    /// <summary>Stops it.</summary>
    public void Stop()
    {
        lock (_gate) _stopped ??= (world.GetTimestamp(), world.GetUtcNow());
    }

    /// <summary>Lets it go on, and fires what became due meanwhile.</summary>
    public void Continue()
    {
        Action[] due;
        lock (_gate)
        {
            _stopped = null;
            due = [.. _due];
            _due.Clear();
        }

        foreach (var fire in due) fire();
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        world.CreateTimer(_ => Fire(() => callback(state)), null, dueTime, period);

    private void Fire(Action callback)
    {
        lock (_gate)
        {
            if (_stopped is not null)
            {
                _due.Add(callback);
                return;
            }
        }

        callback();
    }
}

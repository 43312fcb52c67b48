namespace FedScaler.Runtime.Leadership;

/// <summary>
/// The election's waits, which somebody may cut short. Whoever ends one, the clock included, leaves the election counted as
/// work before anything else can be looked at.
/// </summary>
internal sealed class ElectionPause(TimeProvider time)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _waiting;
    private bool _rung;
    private int _busy;

    /// <summary>Whether the election has something to do now.</summary>
    public bool IsBusy => Volatile.Read(ref _busy) != 0;

    public void Begin() => Volatile.Write(ref _busy, 1);

    public void End() => Volatile.Write(ref _busy, 0);

    /// <summary>Returns at once if it was rung since the last wait.</summary>
    public async Task WaitAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_rung)
            {
                _rung = false;
                return;
            }

            _waiting = waiting;
        }

        await using var timer = time.CreateTimer(_ => Wake(waiting), null, pause, Timeout.InfiniteTimeSpan);
        await using var cancelled = cancellationToken.Register(() => Wake(waiting));
        lock (_gate)
        {
            if (_waiting == waiting) Volatile.Write(ref _busy, 0);
        }

        await waiting.Task;
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Ends the wait, or the next one.</summary>
    public void Ring()
    {
        lock (_gate)
        {
            if (_waiting is null) _rung = true;
            else Wake(_waiting);
        }
    }

    private void Wake(TaskCompletionSource waiting)
    {
        lock (_gate)
        {
            if (_waiting != waiting) return;
            _waiting = null;
            Volatile.Write(ref _busy, 1);
        }

        waiting.TrySetResult();
    }
}

namespace FedScaler.Runtime.Informers;

/// <summary>
/// Gives up on initial events that stop coming although the watch is open. Does nothing before it is open: until then
/// the connection's own time-outs count.
/// </summary>
internal sealed class InitialEventsPatience : IDisposable
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _exhausted;
    private readonly CancellationTokenSource _either;
    private readonly TimeProvider _time;
    private long? _begun;

    public InitialEventsPatience(TimeProvider time, CancellationToken cancellationToken)
    {
        _time = time;
        _exhausted = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_exhausted.Token, cancellationToken);
    }

    public CancellationToken Token => _either.Token;

    public bool IsExhausted => _exhausted.IsCancellationRequested;

    public void Begin()
    {
        // Lists come by the ten thousand: set the timer anew once a second, not once an event.
        if (_begun is { } begun && _time.GetElapsedTime(begun) < TimeSpan.FromSeconds(1)) return;
        _begun = _time.GetTimestamp();
        _exhausted.CancelAfter(Limit);
    }

    public void End() => _exhausted.CancelAfter(Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _either.Dispose();
        _exhausted.Dispose();
    }
}

namespace FedScaler.Kube.Client;

/// <summary>A token that fires after a while, or with its caller's.</summary>
public sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource _clock;
    private readonly CancellationTokenSource _either;
    private readonly CancellationToken _caller;

    public Deadline(TimeSpan limit, TimeProvider time, CancellationToken caller)
    {
        _caller = caller;
        _clock = new CancellationTokenSource(limit, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_clock.Token, caller);
    }

    public CancellationToken Token => _either.Token;

    /// <summary>Whether it was the time that ended it, and not the caller.</summary>
    public bool HasPassed => _clock.IsCancellationRequested && !_caller.IsCancellationRequested;

    public void Dispose()
    {
        _either.Dispose();
        _clock.Dispose();
    }
}

namespace FedScaler.Runtime.Leadership;

/// <summary>Ends one attempt after its time, or with its caller.</summary>
internal sealed class AttemptClock : IDisposable
{
    private readonly CancellationTokenSource _clock;
    private readonly CancellationTokenSource _either;

    public AttemptClock(TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        _clock = new CancellationTokenSource(timeout, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_clock.Token, cancellationToken);
    }

    public CancellationToken Token => _either.Token;

    public void Dispose()
    {
        _either.Dispose();
        _clock.Dispose();
    }
}

namespace FedScaler.Runtime.Informers;

/// <summary>
/// Lets somebody else end a watch that is open, quietly. One that is still being opened is left to its time-outs: ended over
/// and over, it would never come to the one that replaces a dead connection.
/// </summary>
internal sealed class WatchRenewal
{
    private readonly Lock _gate = new();
    private Action? _end;
    private bool _open;

    /// <summary>Runs one watch; returns early, without an exception, when it is renewed.</summary>
    public async Task RunAsync(Func<CancellationToken, Task> watch, CancellationToken cancellationToken)
    {
        using var renewed = new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(renewed.Token, cancellationToken);
        Set(renewed.Cancel);
        try
        {
            await watch(either.Token);
        }
        catch (OperationCanceledException) when (renewed.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // As if the server had closed it.
        }
        finally
        {
            Set(null);
        }
    }

    /// <summary>The watch that runs is open.</summary>
    public void Allow()
    {
        lock (_gate) _open = true;
    }

    public void Renew()
    {
        // Within the lock, so that what is ended cannot be disposed of meanwhile.
        lock (_gate)
        {
            if (_open) _end?.Invoke();
        }
    }

    private void Set(Action? end)
    {
        lock (_gate) (_end, _open) = (end, false);
    }
}

namespace FedScaler.Runtime.Informers;

/// <summary>
/// Lets somebody else end a watch that is open, quietly. One that is still being opened is left to its time-outs: ended over
/// and over, it would never come to the one that replaces a dead connection.
/// </summary>
internal sealed class WatchRenewal
{
    private volatile CancellationTokenSource? _running;
    private volatile CancellationTokenSource? _allowed;

    /// <summary>Runs one watch; returns early, without an exception, when it is renewed.</summary>
    public async Task RunAsync(Func<CancellationToken, Task> watch, CancellationToken cancellationToken)
    {
        // Without a timer there is nothing to dispose of, and so no race with who cancels it.
        var renewed = _running = new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(renewed.Token, cancellationToken);
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
            (_running, _allowed) = (null, null);
        }
    }

    /// <summary>The watch that runs is open.</summary>
    public void Allow() => _allowed = _running;

    public void Renew() => _allowed?.Cancel();
}

namespace FedScaler.Runtime.Informers;

/// <summary>
/// Ends a watch that is open, quietly: when somebody else wants it, or when nothing has come for too long. One that is still being
/// opened is left to its time-outs: ended over and over, it would never come to the one that replaces a dead connection.
/// </summary>
/// <param name="longestQuiet">Null: however long.</param>
internal sealed class WatchRenewal(TimeSpan? longestQuiet, TimeProvider time)
{
    /// <summary>Events come by the thousand: the timer is set anew this often, not once an event.</summary>
    private static readonly TimeSpan Grain = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private CancellationTokenSource? _watch;
    private bool _open;
    private long? _heard;

    /// <summary>Runs one watch; returns early, without an exception, when it is renewed.</summary>
    public async Task RunAsync(Func<CancellationToken, Task> watch, CancellationToken cancellationToken)
    {
        using var renewed = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(renewed.Token, cancellationToken);
        Set(renewed);
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
        Hear();
    }

    /// <summary>Something came: an event, or a bookmark. To be called by the watch that runs.</summary>
    public void Hear()
    {
        if (longestQuiet is not { } limit || (_heard is { } heard && time.GetElapsedTime(heard) < Grain)) return;
        _heard = time.GetTimestamp();
        _watch?.CancelAfter(limit);
    }

    public void Renew()
    {
        // Within the lock, so that what is ended cannot be disposed of meanwhile.
        lock (_gate)
        {
            if (_open) _watch?.Cancel();
        }
    }

    private void Set(CancellationTokenSource? watch)
    {
        lock (_gate) (_watch, _open, _heard) = (watch, false, null);
    }
}

namespace FedScaler.Runtime.Informers;

/// <summary>A wait that someone else may end.</summary>
internal sealed class InterruptiblePause(TimeProvider time)
{
    private TaskCompletionSource? _ended;

    /// <summary>Returns whether it was ended before its time.</summary>
    public async Task<bool> WaitAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        if (pause <= TimeSpan.Zero) return false;
        // Goes on at once on the thread that ends it: in between nothing would show that there is something to do.
        var ended = new TaskCompletionSource();
        Volatile.Write(ref _ended, ended);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            await Task.WhenAny(ended.Task, Task.Delay(pause, time, over.Token));
        }
        finally
        {
            Volatile.Write(ref _ended, null);
            await over.CancelAsync();
        }

        cancellationToken.ThrowIfCancellationRequested();
        return ended.Task.IsCompleted;
    }

    public void End() => Volatile.Read(ref _ended)?.TrySetResult();
}

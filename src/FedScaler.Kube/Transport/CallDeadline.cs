using System.Text.Json;

namespace FedScaler.Kube.Transport;

/// <summary>A caller's token that also fires after a while, and tells which of the two it was.</summary>
internal sealed class CallDeadline : IDisposable
{
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _linked;
    private readonly CancellationToken _caller;
    private readonly TimeSpan _limit;
    private CancellationTokenRegistration _over;
    private Action<int>? _count;
    private bool _counted;

    public CallDeadline(TimeSpan limit, TimeProvider time, CancellationToken caller)
    {
        _limit = limit;
        _caller = caller;
        _timer = new CancellationTokenSource(limit, time);
        _linked = CancellationTokenSource.CreateLinkedTokenSource(caller, _timer.Token);
    }

    /// <summary>A shorter deadline for a part of what <paramref name="whole"/> is for; told of to the same.</summary>
    public CallDeadline(TimeSpan limit, TimeProvider time, CallDeadline whole)
        : this(limit, time, whole.Token)
    {
        if (whole._count is { } count) TellWhenOver(count);
    }

    public CancellationToken Token => _linked.Token;

    /// <summary>Counts this call among the ending ones from the moment its token fires until it is disposed of.</summary>
    public void TellWhenOver(Action<int> count)
    {
        _count = count;
        _over = _linked.Token.UnsafeRegister(static self => ((CallDeadline)self!).NoteOver(), this);
    }

    /// <summary>
    /// What the caller is to see in place of an exception, or null for that exception itself: a
    /// <see cref="TimeoutException"/> for what was given up (but by the caller), an <see cref="HttpRequestException"/> for a
    /// broken or unreadable body.
    /// </summary>
    public Exception? Translate(Exception exception, string what) => exception switch
    {
        OperationCanceledException when _caller.IsCancellationRequested => null,
        OperationCanceledException when _timer.IsCancellationRequested => new TimeoutException($"{what}: given up after {_limit.TotalSeconds} s", exception),
        // SocketsHttpHandler's own connect time-out.
        OperationCanceledException => new TimeoutException($"{what}: no connection", exception),
        JsonException => new HttpRequestException(HttpRequestError.InvalidResponse, $"{what}: the answer is not the JSON that belongs there", exception),
        HttpIOException broken => new HttpRequestException(broken.HttpRequestError, $"{what}: the answer broke off", exception),
        IOException => new HttpRequestException(HttpRequestError.ResponseEnded, $"{what}: the answer broke off", exception),
        _ => null,
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        // Waits for the callback, should it be running.
        _over.Dispose();
        if (_counted) _count?.Invoke(-1);
        _counted = false;
        _linked.Dispose();
        _timer.Dispose();
    }

    private void NoteOver()
    {
        _counted = true;
        _count?.Invoke(1);
    }
}

using System.Text.Json;

namespace FedScaler.Kube.Transport;

/// <summary>A caller's token that also fires after a while, and tells which of the two it was.</summary>
internal sealed class CallDeadline : IDisposable
{
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _linked;
    private readonly CancellationToken _caller;
    private readonly TimeSpan _limit;

    public CallDeadline(TimeSpan limit, TimeProvider time, CancellationToken caller)
    {
        _limit = limit;
        _caller = caller;
        _timer = new CancellationTokenSource(limit, time);
        _linked = CancellationTokenSource.CreateLinkedTokenSource(caller, _timer.Token);
    }

    public CancellationToken Token => _linked.Token;

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
        _linked.Dispose();
        _timer.Dispose();
    }
}

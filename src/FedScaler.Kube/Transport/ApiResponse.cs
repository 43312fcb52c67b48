namespace FedScaler.Kube.Transport;

/// <summary>An answer whose body is still to be read, and the connections that it is read from.</summary>
internal sealed class ApiResponse(HttpResponseMessage message, ConnectionPool.Lease lease) : IDisposable
{
    public HttpResponseMessage Message { get; } = message;

    /// <inheritdoc/>
    public void Dispose()
    {
        Message.Dispose();
        lease.Dispose();
    }
}

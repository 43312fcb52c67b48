using FedScaler.Kube.Auth;

namespace FedScaler.Kube.Transport;

/// <summary>An answer whose body is still to be read, and the connections that it is read from.</summary>
internal sealed class ApiResponse(HttpResponseMessage message, ConnectionPool.Lease lease, Credential credential) : IDisposable
{
    public HttpResponseMessage Message { get; } = message;

    /// <summary>What the request was sent with.</summary>
    public Credential Credential { get; } = credential;

    /// <inheritdoc/>
    public void Dispose()
    {
        Message.Dispose();
        lease.Dispose();
    }
}

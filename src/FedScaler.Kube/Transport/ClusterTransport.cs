using System.Net;
using System.Net.Http.Headers;
using FedScaler.Kube.Auth;
using FedScaler.Kube.Config;

namespace FedScaler.Kube.Transport;

/// <summary>Sends requests to one cluster: credentials, HTTP version, the server's clock, one new try after a 401.</summary>
internal sealed class ClusterTransport : IDisposable
{
    private static readonly ProductInfoHeaderValue UserAgent =
        new("fedscaler", typeof(ClusterTransport).Assembly.GetName().Version?.ToString(3) ?? "0");

    private readonly ClusterConnection _connection;
    private readonly TimeProvider _time;
    private readonly CredentialSource _credentials;
    private ClientCertificate? _certificate;
    private long _skewTicks = long.MinValue;
    private int _connections;

    public ClusterTransport(ClusterConnection connection, TimeProvider time)
    {
        _connection = connection;
        _time = time;
        _credentials = CredentialSource.Create(connection.User, time);
        var handlers = new HandlerFactory(connection, () => Volatile.Read(ref _certificate), () => Interlocked.Increment(ref _connections));
        Calls = new ConnectionPool(() => handlers.Create(watches: false));
        Watches = new ConnectionPool(() => handlers.Create(watches: true));
    }

    public ConnectionPool Calls { get; }

    public ConnectionPool Watches { get; }

    /// <summary>How many have been opened so far.</summary>
    public int Connections => Volatile.Read(ref _connections);

    public TimeSpan? ClockSkew => Interlocked.Read(ref _skewTicks) is var ticks && ticks == long.MinValue ? null : TimeSpan.FromTicks(ticks);

    /// <summary>Returns once the headers are there, whatever the status.</summary>
    public async Task<ApiResponse> SendAsync(ApiRequest request, ConnectionPool pool, CancellationToken cancellationToken)
    {
        var credential = await CurrentCredentialAsync(cancellationToken);
        var response = await SendOnceAsync(request, pool, credential, cancellationToken);
        if (response.Message.StatusCode != HttpStatusCode.Unauthorized || !_credentials.Reject(credential)) return response;
        response.Dispose();
        credential = await CurrentCredentialAsync(cancellationToken);
        return await SendOnceAsync(request, pool, credential, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Calls.Dispose();
        Watches.Dispose();
        _credentials.Dispose();
    }

    private async ValueTask<Credential> CurrentCredentialAsync(CancellationToken cancellationToken)
    {
        var credential = await _credentials.GetAsync(cancellationToken);
        var before = Interlocked.Exchange(ref _certificate, credential.Certificate);
        if (!ReferenceEquals(before, credential.Certificate))
        {
            // A certificate belongs to its connection: a new one needs new connections.
            Calls.Recycle();
            Watches.Recycle();
        }

        return credential;
    }

    private async Task<ApiResponse> SendOnceAsync(ApiRequest request, ConnectionPool pool, Credential credential, CancellationToken cancellationToken)
    {
        var lease = pool.Acquire();
        try
        {
            using var message = Message(request, credential);
            var response = await lease.Invoker.SendAsync(message, cancellationToken);
            if (response.Headers.Date is { } date) Interlocked.Exchange(ref _skewTicks, (date - _time.GetUtcNow()).Ticks);
            return new ApiResponse(response, lease, credential);
        }
        catch (HttpRequestException error)
        {
            lease.Dispose();
            if (TlsRefusal.Explain(error, _connection) is { } clear) throw clear;
            // A malformed header is quoted by the exception, and may be an echo of ours.
            if (credential.AppearsIn(error.ToString())) throw new HttpRequestException(error.HttpRequestError, credential.Conceal(error.Message));
            throw;
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    private HttpRequestMessage Message(ApiRequest request, Credential credential)
    {
        var message = new HttpRequestMessage(request.Method, request.Address)
        {
            // Set on each message: a client's default version is not applied by SendAsync. Plain http cannot negotiate.
            Version = request.Address.Scheme == Uri.UriSchemeHttps ? HttpVersion.Version20 : HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            Content = request.Content(),
        };
        var headers = message.Headers;
        headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        headers.UserAgent.Add(UserAgent);
        headers.Authorization = credential.Authorization;
        // Drives both SNI and the check of the certificate's name; SslOptions.TargetHost is ignored.
        if (_connection.TlsServerName is { } name) headers.Host = name;
        if (_connection.User.Impersonate is { } other) Impersonate(headers, other);
        return message;
    }

    private static void Impersonate(HttpRequestHeaders headers, Impersonation other)
    {
        headers.Add("Impersonate-User", other.User);
        if (other.Uid is { } uid) headers.Add("Impersonate-Uid", uid);
        foreach (var group in other.Groups) headers.Add("Impersonate-Group", group);
    }
}

using System.Security.Cryptography;

namespace FedScaler.Kube.Auth;

/// <summary>Credentials from a plugin, kept until they expire or are rejected; however many ask, the plugin runs once.</summary>
internal sealed class ExecCredentialSource(ExecPlugin plugin, ClientCertificate? certificate, TimeProvider time) : CredentialSource
{
    /// <summary>Renewed this long before they expire, so that no request arrives with one that has just expired.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private volatile Held? _held;

    public override async ValueTask<Credential> GetAsync(CancellationToken cancellationToken)
    {
        if (Fresh() is { } held) return held;
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (Fresh() is { } renewed) return renewed;
            var output = await ExecPluginProcess.RunAsync(plugin, time, cancellationToken);
            _held = Read(output);
            return _held.Credential;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public override bool Reject(Credential credential)
    {
        if (_held is { } held && ReferenceEquals(held.Credential, credential)) Interlocked.CompareExchange(ref _held, null, held);
        return true;
    }

    public override void Dispose()
    {
        base.Dispose();
        _oneAtATime.Dispose();
    }

    private Credential? Fresh() => _held is { } held && (held.Expires is not { } end || time.GetUtcNow() + Margin < end) ? held.Credential : null;

    private Held Read(ExecCredential output)
    {
        if (output.ApiVersion != plugin.ApiVersion || output.Status is not { } status)
            throw ExecPluginProcess.Failure(plugin, $"answered no ExecCredential of {plugin.ApiVersion}");
        var own = ReadCertificate(status);
        if (own is null && string.IsNullOrEmpty(status.Token)) throw ExecPluginProcess.Failure(plugin, "answered neither a token nor a certificate");
        var bearer = string.IsNullOrEmpty(status.Token) ? null : Bearer(status.Token);
        return new Held(new Credential(bearer, own ?? certificate), status.ExpirationTimestamp);
    }

    private ClientCertificate? ReadCertificate(ExecCredential.ExecAnswer status)
    {
        if (status is not { ClientCertificateData: { Length: > 0 } pem, ClientKeyData: { Length: > 0 } key }) return null;
        try
        {
            return ClientCertificate.FromPem(pem, key);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw ExecPluginProcess.Failure(plugin, "answered a certificate and a key that do not fit together or are not PEM");
        }
    }

    private sealed class Held(Credential credential, DateTimeOffset? expires)
    {
        public Credential Credential { get; } = credential;

        public DateTimeOffset? Expires { get; } = expires;
    }
}

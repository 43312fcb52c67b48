namespace FedScaler.Kube.Auth;

/// <summary>A token in a file that somebody rotates: read again once it is a minute old (as client-go does), or after a 401.</summary>
internal sealed class FileTokenSource(string path, ClientCertificate? certificate, TimeProvider time) : CredentialSource
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);
    private readonly Lock _gate = new();
    private Credential? _current;
    private long _readAt;

    public override async ValueTask<Credential> GetAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_current is { } fresh && time.GetElapsedTime(_readAt) < MaxAge) return fresh;
        }

        try
        {
            var token = await File.ReadAllTextAsync(path, cancellationToken);
            return Keep(new Credential(Bearer(token), certificate));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Rotation swaps the file; a moment without it is no reason to stop working with the token we have.
            lock (_gate)
            {
                if (_current is { } last) return last;
            }

            throw new HttpRequestException(HttpRequestError.UserAuthenticationError, $"the token file {path} cannot be read", e);
        }
    }

    public override bool Reject(Credential credential)
    {
        lock (_gate)
        {
            if (ReferenceEquals(_current, credential)) _readAt = time.GetTimestamp() - (long)(MaxAge.TotalSeconds * time.TimestampFrequency);
        }

        return true;
    }

    private Credential Keep(Credential credential)
    {
        lock (_gate)
        {
            _readAt = time.GetTimestamp();
            return _current = credential;
        }
    }
}

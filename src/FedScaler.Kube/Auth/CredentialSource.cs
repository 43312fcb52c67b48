using System.Net.Http.Headers;
using System.Text;

namespace FedScaler.Kube.Auth;

/// <summary>Hands out the credential of the moment.</summary>
internal abstract class CredentialSource : IDisposable
{
    /// <summary>The credential to use now; from memory where it is still good.</summary>
    /// <exception cref="HttpRequestException">None can be had at the moment.</exception>
    public abstract ValueTask<Credential> GetAsync(CancellationToken cancellationToken);

    /// <summary>The server answered 401 to this credential. Whether asking again may bring another.</summary>
    public abstract bool Reject(Credential credential);

    public static CredentialSource Create(UserCredentials user, TimeProvider time)
    {
        if (user.Exec is { } plugin) return new ExecCredentialSource(plugin, user.Certificate, time);
        if (user.TokenFile is { } file) return new FileTokenSource(file, user.Certificate, time);
        return new FixedCredentialSource(new Credential(Authorization(user), user.Certificate));
    }

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }

    private static AuthenticationHeaderValue? Authorization(UserCredentials user)
    {
        if (user.Token is { } token) return Bearer(token);
        return user.Username is { } name
            ? new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{user.Password}")))
            : null;
    }

    /// <exception cref="HttpRequestException">No header can hold this token.</exception>
    protected static AuthenticationHeaderValue Bearer(string token)
    {
        var trimmed = token.Trim();
        return trimmed.All(static c => c is > ' ' and < '\x7f')
            ? new AuthenticationHeaderValue("Bearer", trimmed)
            : throw new HttpRequestException(HttpRequestError.UserAuthenticationError, "the token holds characters that no header may hold");
    }

    private sealed class FixedCredentialSource(Credential credential) : CredentialSource
    {
        public override ValueTask<Credential> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(credential);

        public override bool Reject(Credential rejected) => false;
    }
}

namespace FedScaler.Kube.Auth;

/// <summary>What a kubeconfig's user entry holds. A class, not a record: nothing here may end up in a printed ToString.</summary>
public sealed class UserCredentials
{
    public static readonly UserCredentials Anonymous = new();

    public string? Token { get; init; }

    /// <summary>Wins over <see cref="Token"/>; read again each minute.</summary>
    public string? TokenFile { get; init; }

    public string? Username { get; init; }

    public string? Password { get; init; }

    public ClientCertificate? Certificate { get; init; }

    public ExecPlugin? Exec { get; init; }

    public Impersonation? Impersonate { get; init; }
}

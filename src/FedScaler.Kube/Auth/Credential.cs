using System.Net.Http.Headers;

namespace FedScaler.Kube.Auth;

/// <summary>What proves who we are, for one request.</summary>
internal sealed class Credential(AuthenticationHeaderValue? authorization, ClientCertificate? certificate)
{
    public AuthenticationHeaderValue? Authorization { get; } = authorization;

    public ClientCertificate? Certificate { get; } = certificate;
}

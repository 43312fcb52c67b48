using System.Security.Authentication;
using FedScaler.Kube.Config;

namespace FedScaler.Kube.Transport;

/// <summary>
/// Says which of its promises a server's certificate does not keep. SslStream tells it by the names of SslPolicyErrors and
/// X509ChainStatusFlags inside a message; a validation callback would tell it better, and would have to do the judging as well.
/// </summary>
internal static class TlsRefusal
{
    /// <summary>The failure in words that name the mend; null where it is another one.</summary>
    public static HttpRequestException? Explain(HttpRequestException error, ClusterConnection connection)
    {
        if (error.HttpRequestError != HttpRequestError.SecureConnectionError || error.InnerException is not AuthenticationException cause) return null;
        return Problem(cause.Message, connection) is { } problem
            ? new HttpRequestException(HttpRequestError.SecureConnectionError, $"TLS: the server's certificate {problem}", error)
            : new HttpRequestException(HttpRequestError.SecureConnectionError, "TLS: " + cause.Message, error);
    }

    private static string? Problem(string message, ClusterConnection connection)
    {
        if (message.Contains("RemoteCertificateNotAvailable", StringComparison.Ordinal)) return "is missing";
        if (message.Contains("RemoteCertificateNameMismatch", StringComparison.Ordinal))
            return $"is not for {connection.TlsServerName ?? connection.Server.Host}; connect by a name that it holds, or give one in tls-server-name";
        if (message.Contains("NotTimeValid", StringComparison.Ordinal)) return "has expired or is not valid yet";
        // Of another authority that has the same name it is the signature that does not fit.
        if (!Array.Exists(["UntrustedRoot", "PartialChain", "NotSignatureValid"], flag => message.Contains(flag, StringComparison.Ordinal))) return null;
        return connection.Roots is null
            ? "is by an authority that this system does not trust; give the cluster's CA in certificate-authority-data"
            : "is not by the authority in certificate-authority-data";
    }
}

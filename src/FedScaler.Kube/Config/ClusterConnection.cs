using System.Security.Cryptography.X509Certificates;
using FedScaler.Kube.Auth;

namespace FedScaler.Kube.Config;

/// <summary>All that is needed to talk to one API server, files already read (token files and exec plugins excepted: those change).</summary>
public sealed class ClusterConnection
{
    /// <summary>Base address; a path prefix is kept in front of every request.</summary>
    public required Uri Server { get; init; }

    /// <summary>The name that the server's certificate has to hold, where it is not the address's.</summary>
    public string? TlsServerName { get; init; }

    /// <summary>The only roots trusted for this cluster; null trusts the system's.</summary>
    public X509Certificate2Collection? Roots { get; init; }

    /// <summary>The user asked for no verification at all. Never set for a member.</summary>
    public bool InsecureSkipTlsVerify { get; init; }

    public Uri? ProxyUrl { get; init; }

    /// <summary>Whether HTTPS_PROXY and its kin apply, as they do for kubectl.</summary>
    public bool UseEnvironmentProxy { get; init; }

    /// <summary>Which addresses may be connected to, judged after names are resolved.</summary>
    public AddressPolicy Addresses { get; init; } = AddressPolicy.Any;

    public UserCredentials User { get; init; } = UserCredentials.Anonymous;

    /// <summary>The context's namespace.</summary>
    public string Namespace { get; init; } = "default";
}

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

    /// <summary>The same server, TLS and credentials under another base address: for what stands behind the server itself.</summary>
    /// <exception cref="ArgumentException">Another server: credentials are for the one they were given for.</exception>
    public ClusterConnection At(Uri server)
    {
        if (server.Scheme != Server.Scheme || server.Authority != Server.Authority) throw new ArgumentException($"{server.Authority} is not {Server.Authority}", nameof(server));
        return new ClusterConnection
        {
            Server = server,
            TlsServerName = TlsServerName,
            Roots = Roots,
            InsecureSkipTlsVerify = InsecureSkipTlsVerify,
            ProxyUrl = ProxyUrl,
            UseEnvironmentProxy = UseEnvironmentProxy,
            Addresses = Addresses,
            User = User,
            Namespace = Namespace,
        };
    }
}

using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using FedScaler.Kube.Auth;
using FedScaler.Kube.Config;

namespace FedScaler.Kube.Transport;

/// <summary>Makes the HTTP handlers of one cluster.</summary>
/// <param name="certificate">The client certificate of the moment: an exec plugin may bring a new one.</param>
/// <param name="opened">Called with each connection that is opened.</param>
internal sealed class HandlerFactory(ClusterConnection connection, Func<ClientCertificate?> certificate, Action opened)
{
    /// <summary>A handler for watches, which live long, or for calls, which must not wait behind them (dotnet/runtime#82236).</summary>
    public HttpMessageInvoker Create(bool watches)
    {
        var handler = new SocketsHttpHandler
        {
            // The figures of client-go. A half-open connection is found out after 45 s; pings may stop (dotnet/runtime#120179),
            // so watches have a deadline as well.
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            KeepAlivePingDelay = TimeSpan.FromSeconds(30),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(15),
            EnableMultipleHttp2Connections = true,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = watches ? Timeout.InfiniteTimeSpan : TimeSpan.FromMinutes(15),
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = watches ? DecompressionMethods.None : DecompressionMethods.GZip,
            UseProxy = connection.ProxyUrl is not null || connection.UseEnvironmentProxy,
            ConnectCallback = new Dialer(connection.Addresses, opened).ConnectAsync,
            SslOptions = TlsOptions(),
        };
        if (connection.ProxyUrl is { } proxy) handler.Proxy = new WebProxy(proxy);
        return new HttpMessageInvoker(handler, disposeHandler: true);
    }

    private SslClientAuthenticationOptions TlsOptions()
    {
        var options = new SslClientAuthenticationOptions();
        if (certificate() is { } client) options.ClientCertificateContext = client.Context;
        // A validation callback would have to judge names itself, and forgetting to is how wrong hosts get accepted;
        // with a chain policy the name stays checked.
        if (connection.Roots is { } roots)
        {
            options.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(roots);
        }

        if (connection.InsecureSkipTlsVerify)
        {
#pragma warning disable CA5359 // The user's own kubeconfig says so in as many words; a member's may not.
            options.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
        }

        return options;
    }
}

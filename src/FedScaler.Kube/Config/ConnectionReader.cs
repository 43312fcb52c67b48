using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using FedScaler.Kube.Auth;

namespace FedScaler.Kube.Config;

/// <summary>Reads a kubeconfig's cluster entry.</summary>
internal static class ConnectionReader
{
    public sealed record Trust(Uri Server, string? TlsServerName, X509Certificate2Collection? Roots, bool InsecureSkipTlsVerify, Uri? ProxyUrl);

    public static Trust ReadCluster(KubeconfigFields cluster) => new(
        ReadServer(cluster),
        cluster.String("tls-server-name") is { Length: > 0 } name ? name : null,
        ReadRoots(cluster),
        cluster.Bool("insecure-skip-tls-verify"),
        ReadProxy(cluster));

    public static ClusterConnection Combine(Trust trust, UserCredentials user, string? ns, AddressPolicy addresses) => new()
    {
        Server = trust.Server,
        TlsServerName = trust.TlsServerName,
        Roots = trust.Roots,
        InsecureSkipTlsVerify = trust.InsecureSkipTlsVerify,
        ProxyUrl = trust.ProxyUrl,
        // Go's client never sends loopback through a proxy; a member's traffic goes straight, so that its address can be judged.
        UseEnvironmentProxy = ReferenceEquals(addresses, AddressPolicy.Any) && trust.ProxyUrl is null && !trust.Server.IsLoopback,
        Addresses = addresses,
        User = user,
        Namespace = string.IsNullOrEmpty(ns) ? "default" : ns,
    };

    public static X509Certificate2Collection ParseRoots(byte[] pem, string field)
    {
        const string mend = "give the PEM text of the cluster's certificate authority";
        try
        {
            var roots = new X509Certificate2Collection();
            roots.ImportFromPem(Encoding.UTF8.GetString(pem));
            return roots.Count > 0 ? roots : throw new KubeconfigException(field, "holds no certificate", mend);
        }
        catch (CryptographicException e)
        {
            throw new KubeconfigException(field, "not a certificate", mend, e);
        }
    }

    private static X509Certificate2Collection? ReadRoots(KubeconfigFields cluster) =>
        cluster.DataOrFile("certificate-authority-data", "certificate-authority") is { } pem
            ? ParseRoots(pem, cluster.At(cluster.Has("certificate-authority-data") ? "certificate-authority-data" : "certificate-authority"))
            : null;

    private static Uri ReadServer(KubeconfigFields cluster)
    {
        const string mend = "write https://HOST[:PORT]";
        var text = cluster.Require("server", mend);
        // kubectl takes a bare host as well, as plain http.
        if (!text.Contains("://", StringComparison.Ordinal)) text = "http://" + text;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var server) || server.Scheme is not ("https" or "http"))
            throw cluster.Wrong("server", "not an http or https address", mend);
        if (server.UserInfo.Length > 0) throw cluster.Wrong("server", "holds credentials", "move them to the user entry");
        if (server.Query.Length > 0 || server.Fragment.Length > 0) throw cluster.Wrong("server", "has a query or fragment", mend);
        return server;
    }

    private static Uri? ReadProxy(KubeconfigFields cluster)
    {
        if (cluster.String("proxy-url") is not { Length: > 0 } text) return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var proxy) && proxy.Scheme is ("http" or "https" or "socks5")
            ? proxy
            : throw cluster.Wrong("proxy-url", "not an http, https or socks5 address", "write http://HOST:PORT");
    }
}

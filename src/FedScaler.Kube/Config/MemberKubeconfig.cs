using System.Text;
using FedScaler.Kube.Json;

namespace FedScaler.Kube.Config;

/// <summary>
/// Reads a kubeconfig that came out of a Secret. It is untrusted input: it may name an address, a CA and a credential it
/// holds itself, and nothing that would make this program run, read or reach anything else. The whole file is judged,
/// also entries that its current context does not use.
/// </summary>
public static class MemberKubeconfig
{
    /// <summary>A Secret holds no more either.</summary>
    private const int MaxBytes = 1024 * 1024;

    private static readonly YamlLimits Limits = new(MaxDepth: 20, MaxNodes: 20_000);

    private static readonly (string Field, string Problem, string Mend)[] RefusedOfUsers =
    [
        ("exec", "would run a program on the hub", "give a token or client certificate instead"),
        ("auth-provider", "would run a provider on the hub", "give a token or client certificate instead"),
        ("tokenFile", "names a file on the hub", "put the token itself into the field token"),
        ("client-certificate", "names a file on the hub", "put the certificate itself into client-certificate-data"),
        ("client-key", "names a file on the hub", "put the key itself into client-key-data"),
        ("as", "impersonates somebody else", "give that user's own credential"),
        ("as-uid", "impersonates somebody else", "give that user's own credential"),
        ("as-groups", "impersonates somebody else", "give that user's own credential"),
        ("as-user-extra", "impersonates somebody else", "give that user's own credential"),
    ];

    private static readonly (string Field, string Problem, string Mend)[] RefusedOfClusters =
    [
        ("certificate-authority", "names a file on the hub", "put the certificate itself into certificate-authority-data"),
        ("proxy-url", "would hide the address that is connected to", "make the member's API server reachable directly"),
    ];

    /// <summary>The connection that the file's current context describes.</summary>
    /// <exception cref="KubeconfigException">Malformed, or it asks for something that a member may not.</exception>
    public static ClusterConnection Parse(ReadOnlySpan<byte> utf8, MemberConfigPolicy policy)
    {
        if (utf8.Length > MaxBytes) throw new KubeconfigException("kubeconfig", "larger than 1 MiB", "reduce it to the one context that is used");
        return Parse(Encoding.UTF8.GetString(utf8), policy);
    }

    /// <inheritdoc cref="Parse(ReadOnlySpan{byte}, MemberConfigPolicy)"/>
    public static ClusterConnection Parse(string text, MemberConfigPolicy policy)
    {
        if (text.Length > MaxBytes) throw new KubeconfigException("kubeconfig", "larger than 1 MiB", "reduce it to the one context that is used");
        var config = Kubeconfig.Parse(text, directory: null, Limits);
        var addresses = AddressPolicy.Member(policy.AllowLoopback);
        foreach (var user in config.AllUsers) Refuse(user, RefusedOfUsers);
        foreach (var cluster in config.AllClusters) RefuseCluster(cluster, addresses, policy);

        var (chosen, credentials, ns) = config.Select(null);
        var identity = credentials is null ? Auth.UserCredentials.Anonymous : CredentialReader.Read(credentials);
        return ConnectionReader.Combine(ConnectionReader.ReadCluster(chosen), identity, ns, addresses);
    }

    private static void Refuse(KubeconfigFields entry, (string Field, string Problem, string Mend)[] refused)
    {
        foreach (var (field, problem, mend) in refused)
        {
            if (entry.Has(field)) throw entry.Wrong(field, problem, mend);
        }
    }

    private static void RefuseCluster(KubeconfigFields cluster, AddressPolicy addresses, MemberConfigPolicy policy)
    {
        Refuse(cluster, RefusedOfClusters);
        if (cluster.Bool("insecure-skip-tls-verify"))
            throw cluster.Wrong("insecure-skip-tls-verify", "would send credentials to whoever answers", "give the CA in certificate-authority-data");
        var server = ConnectionReader.ReadCluster(cluster).Server;
        if ((addresses.RefuseHost(RawHost(server)) ?? addresses.RefuseHost(server.IdnHost)) is { } reason)
            throw cluster.Wrong("server", $"{reason} is refused", "give the address at which the hub reaches the member's API server");
        if (server.Scheme != Uri.UriSchemeHttps && !(policy.AllowLoopback && server.IsLoopback))
            throw cluster.Wrong("server", "plain http is refused", "write https://HOST[:PORT]");
    }

    /// <summary>The host before <see cref="Uri"/> turns numbers into addresses: a disguise is refused as such.</summary>
    private static string RawHost(Uri server)
    {
        var authority = server.OriginalString[(server.OriginalString.IndexOf("://", StringComparison.Ordinal) + 3)..];
        var end = authority.AsSpan().IndexOfAny('/', '\\', '?');
        if (end >= 0) authority = authority[..end];
        if (authority.StartsWith('[')) return authority[..(authority.IndexOf(']') + 1)];
        var port = authority.LastIndexOf(':');
        return port < 0 ? authority : authority[..port];
    }
}

using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace FedScaler.Kube.Auth;

/// <summary>A client certificate with its key and the intermediates that came with it.</summary>
public sealed class ClientCertificate
{
    private ClientCertificate(X509Certificate2 leaf, X509Certificate2Collection chain)
    {
        Leaf = leaf;
        Context = SslStreamCertificateContext.Create(leaf, chain, offline: true);
    }

    public X509Certificate2 Leaf { get; }

    internal SslStreamCertificateContext Context { get; }

    /// <summary>From PEM: the leaf first, then any intermediates; the key as PKCS#1, PKCS#8 or SEC1.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">Not PEM, or the key is another certificate's.</exception>
    public static ClientCertificate FromPem(string certificatePem, string keyPem)
    {
        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(certificatePem);
        return new ClientCertificate(X509Certificate2.CreateFromPem(certificatePem, keyPem), chain);
    }
}

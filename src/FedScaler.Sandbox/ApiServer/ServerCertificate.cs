using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FedScaler.Sandbox.ApiServer;

/// <summary>A certificate authority of its own, and a certificate by it for the loopback address.</summary>
public sealed class ServerCertificate : IDisposable
{
    /// <summary>Clients judge validity by the wall clock, whatever the simulated time is.</summary>
    private static readonly TimeSpan Validity = TimeSpan.FromDays(30);

    private readonly X509Certificate2 _authority;

    public ServerCertificate()
    {
        var now = TimeProvider.System.GetUtcNow();
        _authority = MakeAuthority(now);
        Server = MakeServer(_authority, now);
        AuthorityPem = _authority.ExportCertificatePem();
    }

    /// <summary>What to trust.</summary>
    public string AuthorityPem { get; }

    internal X509Certificate2 Server { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Server.Dispose();
        _authority.Dispose();
    }

    private static X509Certificate2 MakeAuthority(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=sandbox-ca", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request.CreateSelfSigned(now - TimeSpan.FromHours(1), now + Validity);
    }

    private static X509Certificate2 MakeServer(X509Certificate2 authority, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=kube-apiserver", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        names.AddDnsName("kubernetes.default.svc");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false)); // serverAuth
        using var certificate = request.Create(authority, now - TimeSpan.FromHours(1), now + Validity - TimeSpan.FromHours(1), RandomNumberGenerator.GetBytes(16));
        return certificate.CopyWithPrivateKey(key);
    }
}

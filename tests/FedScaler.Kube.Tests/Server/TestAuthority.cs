using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FedScaler.Kube.Tests.Server;

/// <summary>A certificate authority of our own.</summary>
internal sealed class TestAuthority
{
    // Above the authorities, which need them: static fields are set in this order.
    private static readonly DateTimeOffset From = DateTimeOffset.UnixEpoch.AddYears(50);
    private static readonly DateTimeOffset Until = DateTimeOffset.UnixEpoch.AddYears(100);

    public static readonly TestAuthority One = new("one");
    public static readonly TestAuthority Other = new("other");

    private int _serial;

    private TestAuthority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        Root = request.CreateSelfSigned(From, Until);
    }

    public X509Certificate2 Root { get; }

    public X509Certificate2Collection Roots => [Root];

    public X509Certificate2 Server(params string[] names)
    {
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address)) alternatives.AddIpAddress(address);
            else alternatives.AddDnsName(name);
        }

        return Issue(names[0], ECDsa.Create(ECCurve.NamedCurves.nistP256), alternatives.Build());
    }

    public X509Certificate2 ExpiredServer(string address)
    {
        var alternatives = new SubjectAlternativeNameBuilder();
        alternatives.AddIpAddress(IPAddress.Parse(address));
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=expired", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(alternatives.Build());
        return request.Create(Root, From, From.AddDays(1), NextSerial()).CopyWithPrivateKey(key);
    }

    public X509Certificate2 Client(string name) => Issue(name, ECDsa.Create(ECCurve.NamedCurves.nistP256), null);

    public X509Certificate2 ClientWithRsa(string name)
    {
        var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.Create(Root.SubjectName, X509SignatureGenerator.CreateForECDsa(Root.GetECDsaPrivateKey()!), From, Until, NextSerial()).CopyWithPrivateKey(key);
    }

    private X509Certificate2 Issue(string name, ECDsa key, X509Extension? alternatives)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        if (alternatives is not null) request.CertificateExtensions.Add(alternatives);
        return request.Create(Root, From, Until, NextSerial()).CopyWithPrivateKey(key);
    }

    private byte[] NextSerial() => [1, 2, 3, (byte)Interlocked.Increment(ref _serial)];
}

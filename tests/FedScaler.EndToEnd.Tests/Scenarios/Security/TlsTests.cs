using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FedScaler.Sandbox.ApiServer;

namespace FedScaler.EndToEnd.Tests.Scenarios.Security;

/// <summary>Whoever answers in a member's place is found out by its certificate, and the condition says by what of it.</summary>
public sealed class TlsTests : FleetTest
{
    private const string Reason = "CertificateRefused";

    [Fact]
    public async Task Another_authority_is_refused()
    {
        var fleet = await StartSandboxAsync(useTls: true);
        using var other = new ServerCertificate();
        await fleet.RegisterAsync(Untrusted.Kubeconfig(Address(fleet), Untrusted.Authority(other.AuthorityPem)));

        (await fleet.UntilRefusedAsync(Reason)).ShouldContain("not by the authority in certificate-authority-data");
    }

    [Fact]
    public async Task Another_name_is_refused_though_the_authority_is_right()
    {
        var fleet = await StartSandboxAsync(useTls: true);
        await fleet.RegisterAsync(Untrusted.Kubeconfig(
            Address(fleet), Untrusted.Authority(fleet.Sandbox.Servers["idc-a"].Server.CertificateAuthority!) + ", tls-server-name: api.elsewhere.example"));

        (await fleet.UntilRefusedAsync(Reason)).ShouldContain("is not for api.elsewhere.example");
    }

    [Fact]
    public async Task A_certificate_that_has_expired_is_refused()
    {
        using var certificate = Expired();
        await using var server = await HostileServer.StartAsync(static _ => Task.CompletedTask, certificate);
        var fleet = await StartSandboxAsync();
        await fleet.RegisterAsync(Untrusted.Kubeconfig(server.Address.ToString(), Untrusted.Authority(certificate.ExportCertificatePem())));

        (await fleet.UntilRefusedAsync(Reason)).ShouldContain("has expired");
        server.Requests.ShouldBeEmpty();
    }

    private static string Address(Scenario fleet) => fleet.Sandbox.Servers["idc-a"].Server.Address.GetLeftPart(UriPartial.Authority);

    private static X509Certificate2 Expired()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=expired", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(30), DateTimeOffset.UnixEpoch.AddYears(40));
    }
}

using System.Security.Cryptography.X509Certificates;
using FedScaler.Kube.Auth;
using FedScaler.Kube.Client;
using FedScaler.Kube.Config;
using FedScaler.Kube.Json;

namespace FedScaler.Kube.Tests.Transport;

public sealed class TlsTests
{
    private static readonly KubeClientOptions NoRetry = new() { ReadRetries = 0 };

    [Fact]
    public async Task The_wrong_host_name_is_refused_though_the_authority_is_right()
    {
        await using var server = await StartAsync(TestAuthority.One.Server("elsewhere.example"));
        var error = await Should.ThrowAsync<HttpRequestException>(() => CallAsync(server.Connection()));
        error.HttpRequestError.ShouldBe(HttpRequestError.SecureConnectionError);
        error.Message.ShouldContain("is not for 127.0.0.1");
    }

    [Fact]
    public async Task The_wrong_authority_is_refused_though_the_host_name_is_right()
    {
        await using var server = await StartAsync(TestAuthority.Other.Server("127.0.0.1"));
        var error = await Should.ThrowAsync<HttpRequestException>(() => CallAsync(server.Connection()));
        error.HttpRequestError.ShouldBe(HttpRequestError.SecureConnectionError);
        error.Message.ShouldContain("not by the authority in certificate-authority-data");
    }

    [Fact]
    public async Task A_certificate_that_has_expired_is_refused_though_name_and_authority_are_right()
    {
        await using var server = await StartAsync(TestAuthority.One.ExpiredServer("127.0.0.1"));
        var error = await Should.ThrowAsync<HttpRequestException>(() => CallAsync(server.Connection()));
        error.HttpRequestError.ShouldBe(HttpRequestError.SecureConnectionError);
        error.Message.ShouldContain("has expired");
    }

    [Fact]
    public async Task A_private_authority_is_refused_where_none_is_given()
    {
        await using var server = await StartAsync(TestAuthority.One.Server("127.0.0.1"));
        await Should.ThrowAsync<HttpRequestException>(() => CallAsync(new ClusterConnection { Server = server.Address }));
    }

    [Fact]
    public async Task The_tls_server_name_is_the_name_that_is_checked()
    {
        await using var server = await StartAsync(TestAuthority.One.Server("api.member.example"));
        await CallAsync(Named(server, "api.member.example"));
        await Should.ThrowAsync<HttpRequestException>(() => CallAsync(Named(server, "127.0.0.1")));
    }

    [Fact]
    public async Task Nothing_is_checked_where_the_user_says_so()
    {
        await using var server = await StartAsync(TestAuthority.Other.Server("elsewhere.example"));
        await CallAsync(new ClusterConnection { Server = server.Address, InsecureSkipTlsVerify = true });
    }

    [Fact]
    public async Task The_client_certificate_is_shown()
    {
        var pair = TestAuthority.One.Client("me");
        var certificate = ClientCertificate.FromPem(pair.ExportCertificatePem(), pair.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        var name = "";
        await using var server = await ScriptedApiServer.StartAsync(async context =>
        {
            name = (await context.Connection.GetClientCertificateAsync())?.Subject;
            await context.JsonAsync("{}");
        });
        await CallAsync(server.Connection(new UserCredentials { Certificate = certificate }));
        name.ShouldBe("CN=me");
    }

    [Fact]
    public async Task A_name_that_resolves_to_a_refused_address_is_not_connected_to()
    {
        var calls = 0;
        await using var server = await ScriptedApiServer.StartAsync(context =>
        {
            calls++;
            return context.JsonAsync("{}");
        });
        var connection = new ClusterConnection
        {
            Server = new Uri($"https://localhost:{server.Address.Port}"),
            Roots = TestAuthority.One.Roots,
            Addresses = AddressPolicy.Member(allowLoopback: false),
        };
        var error = await Should.ThrowAsync<HttpRequestException>(() => CallAsync(connection));
        error.ToString().ShouldContain("loopback");
        calls.ShouldBe(0);
    }

    private static ClusterConnection Named(ScriptedApiServer server, string name) =>
        new() { Server = server.Address, Roots = TestAuthority.One.Roots, TlsServerName = name };

    private static Task<ScriptedApiServer> StartAsync(X509Certificate2 certificate) =>
        ScriptedApiServer.StartAsync(static context => context.JsonAsync("{}"), new ServerShape(certificate));

    private static async Task CallAsync(ClusterConnection connection)
    {
        await using var client = KubeClient.Create(connection, TimeProvider.System, NoRetry);
        await client.GetPathAsync("/x", JsonDecoders.Object, default).InTimeAsync();
    }
}

using System.Security.Cryptography.X509Certificates;
using System.Text;
using FedScaler.Kube.Config;

namespace FedScaler.Kube.Tests.Config;

[Collection(nameof(Alone))]
public sealed class KubeconfigTests : IDisposable
{
    private static readonly string Ca = Base64(TestAuthority.One.Root.ExportCertificatePem());
    private readonly string _directory = Directory.CreateTempSubdirectory("kubeconfig").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void The_current_context_names_cluster_user_and_namespace()
    {
        var connection = Kubeconfig.Parse(Config(cluster: $"certificate-authority-data: {Ca}\n    tls-server-name: api.example", user: "token: sesame")).Resolve();
        connection.Server.ShouldBe(new Uri("https://10.0.0.1:6443"));
        connection.TlsServerName.ShouldBe("api.example");
        connection.Roots.ShouldHaveSingleItem().Subject.ShouldBe("CN=one");
        connection.User.Token.ShouldBe("sesame");
        connection.Namespace.ShouldBe("shop");
        connection.InsecureSkipTlsVerify.ShouldBeFalse();
    }

    [Fact]
    public void A_kubeconfig_may_be_json() => Kubeconfig.Parse(
        """
        {"current-context":"c","contexts":[{"name":"c","context":{"cluster":"k","user":""}}],"clusters":[{"name":"k","cluster":{"server":"https://h"}}],"users":null}
        """).Resolve().Server.Host.ShouldBe("h");

    [Fact]
    public void Another_context_can_be_asked_for()
    {
        var config = Kubeconfig.Parse(
            """
            current-context: a
            clusters: [{name: a, cluster: {server: https://a}}, {name: b, cluster: {server: https://b}}]
            contexts: [{name: a, context: {cluster: a}}, {name: b, context: {cluster: b, namespace: ""}}]
            """);
        config.Resolve("b").Server.Host.ShouldBe("b");
        config.Resolve("b").Namespace.ShouldBe("default");
        config.Contexts.ShouldBe(["a", "b"]);
    }

    [Theory]
    [InlineData("username: me\n    password: secret", "me", "secret")]
    [InlineData("username: 12345\n    password: 678", "12345", "678")]
    public void User_and_password_are_read(string user, string name, string password)
    {
        var credentials = Kubeconfig.Parse(Config(user: user)).Resolve().User;
        (credentials.Username, credentials.Password).ShouldBe((name, password));
    }

    [Theory]
    [InlineData("pkcs8")]
    [InlineData("sec1")]
    [InlineData("pkcs1")]
    public void Client_keys_of_every_form_are_read(string form)
    {
        using var pair = form == "pkcs1" ? TestAuthority.One.ClientWithRsa("me") : TestAuthority.One.Client("me");
        var key = form switch
        {
            "pkcs1" => pair.GetRSAPrivateKey()!.ExportRSAPrivateKeyPem(),
            "sec1" => pair.GetECDsaPrivateKey()!.ExportECPrivateKeyPem(),
            _ => pair.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem(),
        };
        var user = $"client-certificate-data: {Base64(pair.ExportCertificatePem())}\n    client-key-data: {Base64(key)}";
        var certificate = Kubeconfig.Parse(Config(user: user)).Resolve().User.Certificate!;
        certificate.Leaf.Subject.ShouldBe("CN=me");
        certificate.Leaf.HasPrivateKey.ShouldBeTrue();
    }

    [Fact]
    public async Task Files_are_relative_to_the_kubeconfig_that_names_them()
    {
        using var pair = TestAuthority.One.Client("me");
        Write("ca.pem", TestAuthority.One.Root.ExportCertificatePem());
        Write("me.pem", pair.ExportCertificatePem());
        Write("me.key", pair.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        var path = Write("config", Config(cluster: "certificate-authority: ca.pem", user: "client-certificate: ./me.pem\n    client-key: me.key\n    tokenFile: tok"));
        var connection = (await Kubeconfig.LoadAsync([path], default)).Resolve();
        connection.Roots.ShouldHaveSingleItem();
        connection.User.Certificate!.Leaf.Subject.ShouldBe("CN=me");
        connection.User.TokenFile.ShouldBe(Path.Combine(_directory, "tok"));
    }

    [Fact]
    public async Task Of_several_files_the_first_to_name_a_thing_wins()
    {
        var first = Write("first", "clusters: [{name: k, cluster: {server: https://first}}]\ncontexts: [{name: c, context: {cluster: k, user: u}}]\n");
        var second = Write("second", Config(user: "token: t").Replace("https://10.0.0.1:6443", "https://second", StringComparison.Ordinal));
        var config = await Kubeconfig.LoadAsync([Path.Combine(_directory, "missing"), first, second], default);
        config.CurrentContext.ShouldBe("c");
        var connection = config.Resolve();
        connection.Server.Host.ShouldBe("first");
        connection.User.Token.ShouldBe("t");
    }

    [Fact]
    public async Task The_only_file_has_to_be_there() =>
        (await Should.ThrowAsync<KubeconfigException>(() => Kubeconfig.LoadAsync([Path.Combine(_directory, "missing")], default))).Problem.ShouldBe("no such file");

    [Theory]
    [InlineData("", "kubeconfig")]
    [InlineData("[]", "kubeconfig")]
    [InlineData("a: [", "kubeconfig")]
    [InlineData("clusters: 1", "clusters")]
    [InlineData("clusters: [1]", "clusters[0]")]
    [InlineData("clusters: [{cluster: {}}]", "clusters[0].name")]
    [InlineData("clusters: []", "current-context")]
    [InlineData("current-context: x", "current-context")]
    [InlineData("{current-context: c, contexts: [{name: c, context: {}}]}", "contexts[c].context.cluster")]
    [InlineData("{current-context: c, contexts: [{name: c, context: {cluster: k}}]}", "contexts[c].context.cluster")]
    [InlineData("{current-context: c, contexts: [{name: c, context: {cluster: k}}], clusters: [{name: k}]}", "clusters[k].cluster.server")]
    [InlineData("{current-context: c, contexts: [{name: c, context: {cluster: k}}], clusters: [{name: k, cluster: {server: 'ftp://x'}}]}", "clusters[k].cluster.server")]
    [InlineData("{current-context: c, contexts: [{name: c, context: {cluster: k}}], clusters: [{name: k, cluster: {server: 'https://me:secret@x'}}]}", "clusters[k].cluster.server")]
    [InlineData("{current-context: c, contexts: [{name: c, context: {cluster: k}}], clusters: [{name: k, cluster: {server: 'https://x', certificate-authority-data: '%%%secret'}}]}", "clusters[k].cluster.certificate-authority-data")]
    [InlineData("{current-context: c, contexts: [{name: c, context: {cluster: k}}], clusters: [{name: k, cluster: {server: 'https://x', certificate-authority-data: c2VjcmV0}}]}", "clusters[k].cluster.certificate-authority-data")]
    [InlineData("{current-context: c, contexts: [{name: c, context: {cluster: k}}], clusters: [{name: k, cluster: {server: 'https://x', certificate-authority: /not/there}}]}", "clusters[k].cluster.certificate-authority")]
    public void What_is_wrong_is_named_with_its_field_and_without_its_content(string text, string field)
    {
        var error = Should.Throw<KubeconfigException>(() => Kubeconfig.Parse(text, _directory).Resolve());
        error.Field.ShouldBe(field);
        error.Mend.ShouldNotBeEmpty();
        error.ToString().ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("auth-provider: {name: gcp}", "users[u].user.auth-provider")]
    [InlineData("client-key-data: c2VjcmV0", "users[u].user.client-certificate-data")]
    [InlineData("client-certificate-data: c2VjcmV0\n    client-key-data: c2VjcmV0", "users[u].user.client-certificate-data")]
    [InlineData("token: \"sec\\nret\"", "users[u].user.token")]
    [InlineData("exec: {command: x}", "users[u].user.exec.apiVersion")]
    [InlineData("exec: {apiVersion: client.authentication.k8s.io/v1, command: x, interactiveMode: Always}", "users[u].user.exec.interactiveMode")]
    public void A_user_that_is_wrong_is_named_likewise(string user, string field)
    {
        var error = Should.Throw<KubeconfigException>(() => Kubeconfig.Parse(Config(user: user)).Resolve());
        error.Field.ShouldBe(field);
        error.ToString().ShouldNotContain("c2VjcmV0");
    }

    [Fact]
    public void A_pod_finds_its_cluster_by_environment_and_mounted_files()
    {
        Write("ca.crt", TestAuthority.One.Root.ExportCertificatePem());
        Write("namespace", "fedscaler-system\n");
        Environment.SetEnvironmentVariable("KUBERNETES_SERVICE_HOST", "fd00::1");
        Environment.SetEnvironmentVariable("KUBERNETES_SERVICE_PORT", "443");
        var connection = InClusterConfig.Load(_directory);
        connection.Server.ShouldBe(new Uri("https://[fd00::1]:443"));
        connection.Namespace.ShouldBe("fedscaler-system");
        connection.User.TokenFile.ShouldBe(Path.Combine(_directory, "token"));
        Environment.SetEnvironmentVariable("KUBERNETES_SERVICE_HOST", null);
        Should.Throw<KubeconfigException>(() => InClusterConfig.Load(_directory)).Field.ShouldBe("KUBERNETES_SERVICE_HOST");
    }

    private static string Config(string cluster = "tls-server-name: ''", string user = "token: t") =>
        $"""
        apiVersion: v1
        kind: Config
        current-context: c
        clusters:
        - name: k
          cluster:
            server: https://10.0.0.1:6443
            {cluster}
        contexts:
        - name: c
          context: {"{cluster: k, user: u, namespace: shop}"}
        users:
        - name: u
          user:
            {user}
        """;

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private string Write(string name, string text)
    {
        var path = Path.Combine(_directory, name);
        File.WriteAllText(path, text);
        return path;
    }
}

using System.Net;
using System.Text;
using FedScaler.Kube.Config;

namespace FedScaler.Kube.Tests.Config;

public sealed class MemberKubeconfigTests
{
    private static readonly MemberConfigPolicy Strict = new();
    private static readonly MemberConfigPolicy Loopback = new(AllowLoopback: true);

    [Theory]
    [InlineData("https://10.0.0.1:6443")]
    [InlineData("https://192.168.1.1")]
    [InlineData("https://api.idc-a.example:6443/prefix")]
    [InlineData("https://[fd00:1::1]:6443")]
    public void Members_may_live_in_private_networks(string server)
    {
        var connection = MemberKubeconfig.Parse(Encoding.UTF8.GetBytes(Config($"server: '{server}'", "token: t")), Strict);
        connection.Server.ShouldBe(new Uri(server));
        connection.User.Token.ShouldBe("t");
        connection.UseEnvironmentProxy.ShouldBeFalse();
        connection.Addresses.Refuse(IPAddress.Loopback).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("exec: {apiVersion: client.authentication.k8s.io/v1, command: sh}", "exec")]
    [InlineData("auth-provider: {name: gcp}", "auth-provider")]
    [InlineData("tokenFile: /var/run/secrets/kubernetes.io/serviceaccount/token", "tokenFile")]
    [InlineData("client-certificate: /etc/passwd", "client-certificate")]
    [InlineData("client-key: /etc/passwd", "client-key")]
    [InlineData("as: system:admin", "as")]
    [InlineData("as-uid: '1'", "as-uid")]
    [InlineData("as-groups: [system:masters]", "as-groups")]
    [InlineData("as-user-extra: {a: [b]}", "as-user-extra")]
    public void A_user_that_reaches_beyond_itself_is_refused(string user, string field)
    {
        var error = Should.Throw<KubeconfigException>(() => MemberKubeconfig.Parse(Config("server: 'https://10.0.0.1'", user + "\n    token: sesame"), Strict));
        error.Field.ShouldBe($"users[idc-a].user.{field}");
        error.Mend.ShouldNotBeEmpty();
        error.Message.ShouldNotContain("sesame");
    }

    [Theory]
    [InlineData("certificate-authority: /etc/passwd", "certificate-authority")]
    [InlineData("proxy-url: http://10.0.0.9:3128", "proxy-url")]
    [InlineData("insecure-skip-tls-verify: true", "insecure-skip-tls-verify")]
    public void A_cluster_that_cannot_be_trusted_is_refused(string cluster, string field) =>
        Should.Throw<KubeconfigException>(() => MemberKubeconfig.Parse(Config("server: 'https://10.0.0.1'\n    " + cluster, "token: t"), Loopback))
            .Field.ShouldBe($"clusters[idc-a].cluster.{field}");

    [Theory]
    [InlineData("https://169.254.169.254")]
    [InlineData("https://169.254.0.1:6443")]
    [InlineData("https://[fe80::1]")]
    [InlineData("https://[fe80::1%25eth0]")]
    [InlineData("https://[fd00:ec2::254]")]
    [InlineData("https://[fd20:ce::254]")]
    [InlineData("https://[::ffff:169.254.169.254]")]
    [InlineData("https://[::ffff:a9fe:a9fe]")]
    [InlineData("https://[64:ff9b::a9fe:a9fe]")]
    [InlineData("https://[2002:a9fe:a9fe::1]")]
    [InlineData("https://2852039166")]
    [InlineData("https://0xa9fea9fe")]
    [InlineData("https://0251.0376.0251.0376")]
    [InlineData("https://0xa9.254.169.254")]
    [InlineData("https://169.254.43518")]
    [InlineData("https://10.1")]
    [InlineData("https://010.0.0.1")]
    [InlineData("https://100.100.100.200")]
    [InlineData("https://168.63.129.16")]
    [InlineData("https://0.0.0.0")]
    [InlineData("https://[::]")]
    [InlineData("https://224.0.0.1")]
    [InlineData("https://255.255.255.255")]
    [InlineData("https://169.254.169.254.")]
    [InlineData("https://１６９.254.169.254")]
    [InlineData("http://10.0.0.1")]
    [InlineData("10.0.0.1:6443")]
    [InlineData("https://me:secret@10.0.0.1")]
    public void An_address_that_is_nobodys_member_is_refused_even_where_loopback_is_allowed(string server)
    {
        foreach (var policy in new[] { Strict, Loopback })
        {
            var error = Should.Throw<KubeconfigException>(() => MemberKubeconfig.Parse(Config($"server: '{server}'", "token: t"), policy));
            error.Field.ShouldBe("clusters[idc-a].cluster.server");
            error.Message.ShouldNotContain("secret");
        }
    }

    [Theory]
    [InlineData("https://127.0.0.1:6443")]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("https://localhost:6443")]
    [InlineData("https://api.localhost:6443")]
    [InlineData("http://[::1]:8080")]
    [InlineData("https://[::ffff:127.0.0.1]:8080")]
    public void Loopback_and_plain_http_there_need_to_be_allowed(string server)
    {
        Should.Throw<KubeconfigException>(() => MemberKubeconfig.Parse(Config($"server: '{server}'", "token: t"), Strict)).Field.ShouldBe("clusters[idc-a].cluster.server");
        MemberKubeconfig.Parse(Config($"server: '{server}'", "token: t"), Loopback).Server.ShouldBe(new Uri(server));
    }

    [Fact]
    public void Entries_that_the_context_does_not_use_are_judged_as_well() =>
        Should.Throw<KubeconfigException>(static () => MemberKubeconfig.Parse(
            Config("server: 'https://10.0.0.1'", "token: t") + "- name: other\n  user: {exec: {command: sh}}\n", Strict)).Field.ShouldBe("users[other].user.exec");

    [Fact]
    public void Names_out_of_the_file_are_tamed_before_they_are_printed() =>
        Should.Throw<KubeconfigException>(static () => MemberKubeconfig.Parse(
            $"users: [{{name: \"a\\n{new string('x', 100)}\", user: {{exec: {{command: sh}}}}}}]", Strict)).Field.ShouldBe($"users[a?{new string('x', 61)}…].user.exec");

    [Fact]
    public void Size_and_depth_are_bounded()
    {
        Should.Throw<KubeconfigException>(static () => MemberKubeconfig.Parse(new byte[2 * 1024 * 1024], Strict));
        Should.Throw<KubeconfigException>(static () => MemberKubeconfig.Parse(new string('[', 500_000), Strict)).Message.ShouldContain("deep");
        Should.Throw<KubeconfigException>(static () => MemberKubeconfig.Parse("{'a': &a [1,1,1,1,1,1,1,1,1,1], 'b': &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a], 'c': &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b], 'd': &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c], 'e': [*d,*d,*d,*d,*d]}", Strict)).Message.ShouldContain("values");
    }

    [Fact]
    public void A_brace_that_is_never_closed_is_malformed_and_not_quoted() =>
        Should.Throw<KubeconfigException>(static () => MemberKubeconfig.Parse(
            "apiVersion: v1\nclusters: []\nusers: [{name: u, user: {token: sesame }]\ncontexts: [{name: x, context: {cluster: c, user: u} }]\ncurrent-context: x", Strict))
            .Message.ShouldNotContain("sesame");

    /// <summary>Texts that nobody wrote by hand: whatever is done to a kubeconfig, it is read or refused, and nothing else is thrown.</summary>
    [Fact]
    public void Whatever_is_broken_in_it_it_is_refused_as_a_kubeconfig()
    {
        const string Marks = "{}[]&*!|>'\"%@`#,:?-\n\t \0a";
        var whole = Config("server: 'https://10.0.0.1'", "token: sesame").Replace("'https", "{a: [b, 'https", StringComparison.Ordinal);
        var random = new Random(1);
        for (var i = 0; i < 2000; i++)
        {
            var broken = whole.ToCharArray();
            for (var edits = random.Next(1, 6); edits > 0; edits--) broken[random.Next(broken.Length)] = Marks[random.Next(Marks.Length)];
            try
            {
                MemberKubeconfig.Parse(new string(broken), Strict);
            }
            catch (KubeconfigException refused)
            {
                refused.Message.ShouldNotContain("sesame");
            }
        }
    }

    private static string Config(string cluster, string user) =>
        $"""
        current-context: c
        clusters:
        - name: idc-a
          cluster:
            {cluster}
        contexts:
        - name: c
          context: {"{cluster: idc-a, user: idc-a}"}
        users:
        - name: idc-a
          user:
            {user}

        """;
}

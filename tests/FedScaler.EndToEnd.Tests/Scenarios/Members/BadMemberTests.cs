using System.Text;

namespace FedScaler.EndToEnd.Tests.Scenarios.Members;

/// <summary>A member that cannot be used is refused in words that name the Secret, the field and what would mend it.</summary>
public sealed class BadMemberTests : FleetTest
{
    private const string ServiceNamespace = "fedscaler-system";

    [Theory]
    [InlineData("exec", "user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: /bin/true}}", "")]
    [InlineData("auth-provider", "user: {auth-provider: {name: gcp}}", "")]
    [InlineData("tokenFile", "user: {tokenFile: /etc/passwd}", "")]
    [InlineData("client-certificate", "user: {client-certificate: /etc/cert, client-key: /etc/key}", "")]
    [InlineData("insecure-skip-tls-verify", "user: {token: t}", ", insecure-skip-tls-verify: true")]
    [InlineData("proxy-url", "user: {token: t}", ", proxy-url: \"http://10.0.0.1:3128\"")]
    [InlineData("certificate-authority", "user: {token: t}", ", certificate-authority: /etc/ca")]
    public async Task A_kubeconfig_that_may_not_be_used_is_refused_by_field(string field, string user, string cluster)
    {
        var fleet = await StartSandboxAsync();
        await RegisterAsync(fleet,
            $$"""
            apiVersion: v1
            kind: Config
            clusters: [{name: c, cluster: {server: "https://10.1.2.3:6443"{{cluster}} } }]
            users: [{name: u, {{user}} }]
            contexts: [{name: x, context: {cluster: c, user: u} }]
            current-context: x
            """);

        await fleet.UntilAsync("it is refused", async () => (await fleet.MemberConditionAsync("Ready", "bad")) is { Present: true, IsTrue: false });

        var message = (await fleet.MemberConditionAsync("Ready", "bad")).Message;
        message.ShouldContain(field);
        message.ShouldContain("bad-secret");
        message.ShouldContain(ServiceNamespace);
    }

    [Theory]
    [InlineData("kubeconfig", "not: [a kubeconfig", "bad-secret")]
    [InlineData("other", "apiVersion: v1", "kubeconfig")]
    [InlineData(null, "", "bad-secret")]
    public async Task A_Secret_that_is_of_no_use_is_named(string? key, string content, string named)
    {
        var fleet = await StartSandboxAsync();
        await RegisterAsync(fleet, content, key);

        await fleet.UntilAsync("it is refused", async () => (await fleet.MemberConditionAsync("Ready", "bad")) is { Present: true, IsTrue: false });

        var message = (await fleet.MemberConditionAsync("Ready", "bad")).Message;
        message.ShouldContain(named);
        message.ShouldContain(ServiceNamespace);
    }

    [Fact]
    public async Task A_bad_member_holds_up_none_of_the_others()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await RegisterAsync(fleet, "", key: null);

        await fleet.ApplyAsync(Manifests.FedHpa());
        await fleet.UntilReadyAsync();
        await fleet.UntilAsync("the shares add up", async () => (await fleet.SharesAsync()).Values.Sum(static share => share.Max) == 60);
    }

    private static async Task RegisterAsync(Scenario fleet, string kubeconfig, string? key = "kubeconfig")
    {
        if (key is not null)
        {
            await fleet.Hub.ApplyAsync(
                $$"""
                {apiVersion: v1, kind: Secret, metadata: {name: bad-secret, namespace: {{ServiceNamespace}}},
                 data: { {{key}}: {{Convert.ToBase64String(Encoding.UTF8.GetBytes(kubeconfig))}} } }
                """);
        }

        await fleet.Hub.ApplyAsync(
            "{apiVersion: fedscaler.io/v1alpha1, kind: MemberCluster, metadata: {name: bad}, spec: {kubeconfigSecretRef: {name: bad-secret}}}");
    }
}

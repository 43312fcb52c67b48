using System.Text;
using FedScaler.Kube.Client;

namespace FedScaler.EndToEnd.Tests.Scenarios;

/// <summary>What can't be done is refused in words that name the object, the field and what would mend it.</summary>
public sealed class BadInputTests : FleetTest
{
    private const string ServiceNamespace = "fedscaler-system";

    [Theory]
    [InlineData("minReplicas: 9\nmaxReplicas: 3", "minReplicas")]
    [InlineData("maxReplicas: -1", "maxReplicas")]
    [InlineData("maxReplicas: 9\nplacement: {clusters: [{name: idc-a, weight: -1}]}", "weight")]
    [InlineData("maxReplicas: 9\nplacement: {clusters: [{name: idc-a, minReplicas: 5, maxReplicas: 2}]}", "placement.clusters[0]")]
    [InlineData("maxReplicas: 9\nsplit: {strategy: Best}", "split.strategy")]
    [InlineData("maxReplicas: 9\nrebalance: {maxMovePercent: 101}", "rebalance.maxMovePercent")]
    public async Task A_FedHPA_that_makes_no_sense_is_refused_by_the_hub(string spec, string field)
    {
        var fleet = await StartAsync(service: false);

        var refused = await Should.ThrowAsync<KubeApiException>(() => fleet.ApplyAsync(
            "apiVersion: fedscaler.io/v1alpha1\nkind: FedHPA\nmetadata: {name: web, namespace: NAMESPACE}\nspec:\n"
            + $"  scaleTargetRef: {{apiVersion: apps/v1, kind: Deployment, name: web}}\n  {spec.Replace("\n", "\n  ", StringComparison.Ordinal)}"));

        refused.Code.ShouldBe(422);
        refused.Message.ShouldContain(field);
        refused.Message.ShouldContain("web");
    }

    [Fact]
    public async Task A_kind_that_no_member_serves_is_named()
    {
        var fleet = await StartAsync();
        await fleet.ApplyAsync(Manifests.FedHpa(kind: "Deplyoment"));

        await fleet.UntilConditionAsync("Ready", status: false, reason: "TargetMissing");
        (await fleet.ConditionAsync("Ready")).Message.ShouldContain("Deplyoment");
    }

    [Fact]
    public async Task A_target_that_is_missing_in_one_member_is_named_and_the_others_share_the_whole()
    {
        var fleet = await StartAsync();
        var missing = fleet.Members[0].Name;
        await fleet.DeployAsync(members: [.. fleet.Members.Skip(1).Select(static member => member.Name)]);

        await fleet.ApplyAsync(Manifests.FedHpa());
        await fleet.UntilReadyAsync();

        var status = await fleet.StatusOfAsync(missing);
        ((string?)status["state"]).ShouldBe("Excluded");
        ((string?)status["reason"])!.ShouldContain("web");
        (await fleet.ConditionAsync("Ready")).Message.ShouldContain(missing);
        (await fleet.SharesAsync()).Values.Sum(static share => share.Max).ShouldBe(60);
    }

    [Fact]
    public async Task A_selector_that_matches_nothing_is_named()
    {
        var fleet = await StartAsync();
        await fleet.DeployAsync();

        await fleet.ApplyAsync(Manifests.FedHpa(spec: "placement: {clusterSelector: {matchLabels: {region: nowhere}}}"));
        await fleet.UntilConditionAsync("Ready", status: false, reason: "NoMembers");

        (await fleet.ConditionAsync("Ready")).Message.ShouldContain("spec.placement.clusterSelector");
        (await fleet.SharesAsync()).ShouldBeEmpty();
    }

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

using FedScaler.Controllers.Fleet;
using FedScaler.Controllers.Tests.Fleet.Support;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Tests.Fleet.Members;

public sealed class ConnectionTests
{
    private static readonly ObjectKey IdcA = new(null, "idc-a");

    [Fact]
    public async Task A_changed_Secret_takes_over_without_a_gap()
    {
        await using var test = new FleetUnderTest();
        var member = test.AddMember("idc-a");
        using var tracking = test.Fleet.Track(FleetUnderTest.Web);
        test.Start();
        await test.StepUntilAsync(() => test.Fleet.Look("idc-a", FleetUnderTest.Web) is MemberView.Present);

        test.Serve("second kubeconfig", member);
        test.Hub.Put("secrets", Samples.Secret("idc-a", "second kubeconfig"));
        var gap = false;
        await test.StepUntilAsync(() => Gap() || (Volatile.Read(ref member.ClientsMade) == 2 && Volatile.Read(ref member.OpenClients) == 1));
        await test.StepAsync(TimeSpan.FromSeconds(1));
        Gap().ShouldBeFalse();

        bool Gap() => gap |= test.Fleet.Look("idc-a", FleetUnderTest.Web) is not MemberView.Present;
    }

    [Fact]
    public async Task A_new_kubeconfig_that_leads_nowhere_takes_over_in_the_end()
    {
        await using var test = new FleetUnderTest();
        test.AddMember("idc-a");
        test.Start();
        await test.StepUntilAsync(() => test.IsLive("idc-a"));
        test.Serve("dead end", new ScriptedCluster("uid-a") { Refuses = true });
        test.Hub.Put("secrets", Samples.Secret("idc-a", "dead end"));
        (await test.StepUntilAsync(() => !test.IsLive("idc-a"))).ShouldBeInRange(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(40));
    }

    [Fact]
    public async Task Another_cluster_at_the_same_address_is_not_taken_for_the_old_one()
    {
        await using var test = new FleetUnderTest();
        var member = test.AddMember("idc-a", "old-uid");
        using var tracking = test.Fleet.Track(FleetUnderTest.Web);
        test.Start();
        await test.StepUntilAsync(() => test.Fleet.Look("idc-a", FleetUnderTest.Web) is MemberView.Present && test.Condition("idc-a", "Ready", "status") == "True");

        member.Refuses = true;
        await test.StepUntilAsync(() => !test.IsLive("idc-a"));
        member.Put("namespaces", new() { ["metadata"] = new System.Text.Json.Nodes.JsonObject { ["name"] = "kube-system", ["uid"] = "new-uid" } });
        member.Remove("deployments", new ObjectKey("shop", "web"));
        member.Refuses = false;
        await test.StepUntilAsync(() => test.IsLive("idc-a"));

        test.Member("idc-a").ClusterUid.ShouldBe("new-uid");
        await test.StepUntilAsync(() => test.Fleet.Look("idc-a", FleetUnderTest.Web) is MemberView.Missing);
        await test.StepUntilAsync(() => test.Events.Any(e => e.Contains("ClusterReplaced") && e.Contains("old-uid")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cluster_swapped_between_two_probes_is_found_out_before_anything_of_it_is_believed(bool cleanly)
    {
        await using var test = new FleetUnderTest();
        var member = test.AddMember("idc-a", "old-uid");
        using var tracking = test.Fleet.Track(FleetUnderTest.Web);
        test.Start();
        await test.StepUntilAsync(() => test.Fleet.Look("idc-a", FleetUnderTest.Web) is MemberView.Present && test.Condition("idc-a", "Ready", "status") == "True");

        member.BecomeAnother("new-uid", cleanly);
        member.Put("deployments", Samples.Deployment(replicas: 50));
        var mixed = false;
        (await test.StepUntilAsync(() => Mixed() || test.Member("idc-a").ClusterUid == "new-uid")).ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(5));
        mixed.ShouldBeFalse("an object of the new cluster among those of the old one");
        await test.StepUntilAsync(() => test.Fleet.Look("idc-a", FleetUnderTest.Web) is MemberView.Present { Workload.Replicas: 50 });
        await test.StepUntilAsync(() => test.Events.Any(e => e.Contains("ClusterReplaced") && e.Contains("old-uid")));

        bool Mixed() => mixed |= test.Member("idc-a").ClusterUid == "old-uid" && test.Fleet.Look("idc-a", FleetUnderTest.Web) is MemberView.Present { Workload.Replicas: 50 };
    }

    [Fact]
    public async Task A_deleted_MemberCluster_is_gone_and_its_connection_with_it()
    {
        await using var test = new FleetUnderTest();
        var member = test.AddMember("idc-a");
        test.AddMember("idc-b", "uid-b");
        test.AddMember("idc-c", "uid-c");
        test.Start();
        await test.StepUntilAsync(() => test.IsLive("idc-a"));
        test.Hub.Remove("memberclusters", IdcA);
        await test.StepUntilAsync(() => test.Fleet.Members.Length == 2 && Volatile.Read(ref member.OpenClients) == 0);
        test.Fleet.Look("idc-a", FleetUnderTest.Web).ShouldBeOfType<MemberView.Unknown>();
        test.Changes.ShouldContain(new FleetChange(null, null));
    }

    [Fact]
    public async Task A_member_that_swallows_everything_is_let_go_all_the_same()
    {
        await using var test = new FleetUnderTest();
        var member = test.AddMember("idc-a");
        member.Swallows = true;
        test.Start();
        await test.StepUntilAsync(() => Volatile.Read(ref member.OpenClients) == 1);
        test.Hub.Remove("memberclusters", IdcA);
        (await test.StepUntilAsync(() => test.Fleet.Members.IsEmpty && Volatile.Read(ref member.OpenClients) == 0)).ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData("users: [{name: u, user: {exec: {command: sh}}}]", "exec")]
    [InlineData("users: [{name: u, user: {auth-provider: {name: gcp}}}]", "auth-provider")]
    [InlineData("users: [{name: u, user: {tokenFile: /var/run/token}}]", "tokenFile")]
    [InlineData("users: [{name: u, user: {client-certificate: /etc/crt}}]", "client-certificate")]
    public async Task Refused_users_are_named_by_Secret_namespace_key_and_field(string users, string field)
    {
        await using var test = new FleetUnderTest();
        test.AddMember("idc-a");
        test.Hub.Put("secrets", Samples.Secret("idc-a", Kubeconfig("server: 'https://10.1.2.3:6443'", users)));
        test.Start();
        await Refused(test, field);
    }

    [Theory]
    [InlineData("{server: 'https://10.1.2.3:6443', insecure-skip-tls-verify: true}", "insecure-skip-tls-verify")]
    [InlineData("{server: 'https://10.1.2.3:6443', proxy-url: 'http://proxy:3128'}", "proxy-url")]
    [InlineData("{server: 'https://10.1.2.3:6443', certificate-authority: /etc/ca}", "certificate-authority")]
    [InlineData("{server: 'https://127.0.0.1:6443'}", "server")]
    [InlineData("{server: 'https://169.254.169.254'}", "server")]
    [InlineData("{server: 'http://10.1.2.3:6443'}", "server")]
    public async Task Refused_clusters_are_named_by_Secret_namespace_key_and_field(string cluster, string field)
    {
        await using var test = new FleetUnderTest();
        test.AddMember("idc-a");
        test.Hub.Put("secrets", Samples.Secret("idc-a", Kubeconfig(cluster[1..^1], "users: [{name: u, user: {token: t}}]")));
        test.Start();
        await Refused(test, field);
    }

    [Fact]
    public async Task A_bad_kubeconfig_that_is_mended_is_taken_up_at_once()
    {
        await using var test = new FleetUnderTest();
        test.AddMember("idc-a");
        test.Hub.Put("secrets", Samples.Secret("idc-a", "no kubeconfig at all"));
        test.Start();
        await test.StepUntilAsync(() => test.Condition("idc-a", "Ready", "reason") == "KubeconfigRefused");
        test.Hub.Put("secrets", Samples.Secret("idc-a", "kubeconfig of idc-a"));
        (await test.StepUntilAsync(() => test.IsLive("idc-a"))).ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_Secret_that_is_missing_or_lacks_the_key_is_named_with_the_namespace_looked_in()
    {
        await using var test = new FleetUnderTest();
        test.AddMember("idc-a");
        test.Hub.Remove("secrets", new ObjectKey("fedscaler-system", "idc-a"));
        test.Start();
        await test.StepUntilAsync(() => test.Condition("idc-a", "Ready", "reason") == "SecretNotFound");
        test.Condition("idc-a", "Ready", "message")!.ShouldContain("no Secret idc-a in namespace fedscaler-system");

        test.Hub.Put("secrets", Samples.Secret("idc-a", "kubeconfig of idc-a", key: "config"));
        await test.StepUntilAsync(() => test.Condition("idc-a", "Ready", "reason") == "SecretKeyMissing");
        test.Condition("idc-a", "Ready", "message")!.ShouldContain("(only config)");
    }

    private static string Kubeconfig(string cluster, string users) =>
        $$$"""
        apiVersion: v1
        kind: Config
        current-context: c
        contexts: [{name: c, context: {cluster: k, user: u}}]
        clusters: [{name: k, cluster: { {{{cluster}}} }}]
        {{{users}}}
        """;

    private static async Task Refused(FleetUnderTest test, string field)
    {
        await test.StepUntilAsync(() => test.Condition("idc-a", "Ready", "reason") == "KubeconfigRefused");
        var message = test.Condition("idc-a", "Ready", "message")!;
        message.ShouldContain("Secret idc-a in namespace fedscaler-system, key kubeconfig");
        message.ShouldContain(field);
        test.Member("idc-a").Live.ShouldBeFalse();
        // The event follows the status.
        await test.StepUntilAsync(() => test.Events.Any(e => e.StartsWith("idc-a Warning KubeconfigRefused", StringComparison.Ordinal)));
    }
}

using System.Text.Json.Nodes;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Members.Clusters;
using Shouldly;
using Xunit;

namespace FedScaler.Cli.Tests.Members;

public sealed class MemberAddTests
{
    [Fact]
    public async Task A_cluster_becomes_a_member_that_the_service_reaches_with_a_token_of_its_own()
    {
        await using var fleet = await MemberFleet.StartAsync();
        await using var service = fleet.Run();

        var run = await fleet.AddAsync("--labels", "region=shanghai,site=on-premise");

        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldContain("idc-a is ready: the API server answers and is ready; Kubernetes v1.36.2");
        fleet.MemberCluster()!["metadata"]!["labels"]!["region"]!.GetValue<string>().ShouldBe("shanghai");
        fleet.Bound()!.Account.ShouldBe(new ObjectKey("fedscaler-system", "fedscaler"));
        fleet.Bound()!.Lifetime.ShouldBe(TimeSpan.FromHours(168));
        fleet.Kubeconfig().ShouldNotContain(fleet.Fleet.Servers["idc-a"].Server.AdminToken);
        (run.Output + run.Error).ShouldNotContain(TokenOf(fleet));
        (await fleet.CheckAsync()).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Each_object_is_told_of_and_run_again_nothing_is_written_but_the_token()
    {
        await using var fleet = await MemberFleet.StartAsync();
        var first = await fleet.AddAsync("--wait=false", "--labels", "region=shanghai");
        first.Output.ShouldContain("member idc-a: serviceaccount/fedscaler created");
        first.Output.ShouldContain("member idc-a: clusterrole.rbac.authorization.k8s.io/fedscaler-member created");
        first.Output.ShouldContain("hub: secret/idc-a created");
        first.Output.ShouldContain("hub: membercluster.fedscaler.io/idc-a created");
        var (inMember, onHub, token) = (fleet.Member().Revision, fleet.Hub.Revision, TokenOf(fleet));

        var again = await fleet.AddAsync("--wait=false");

        again.ExitCode.ShouldBe(0, again.Error);
        fleet.Member().Revision.ShouldBe(inMember);
        fleet.Hub.Revision.ShouldBe(onHub + 1);
        TokenOf(fleet).ShouldNotBe(token);
        again.Output.ShouldContain("member idc-a: clusterrole.rbac.authorization.k8s.io/fedscaler-member unchanged");
        again.Output.ShouldContain("hub: secret/idc-a configured");
        fleet.MemberCluster()!["metadata"]!["labels"]!["region"]!.GetValue<string>().ShouldBe("shanghai");
    }

    [Fact]
    public async Task Without_scale_in_the_rights_of_it_are_not_granted_and_taken_away_where_they_were()
    {
        await using var fleet = await MemberFleet.StartAsync();
        await fleet.AddedAsync();
        fleet.Member().Get(KnownResources.ClusterRoles, new ObjectKey(null, MemberObjects.ScaleInRole)).ShouldNotBeNull();

        await fleet.AddedAsync("--no-scale-in");

        fleet.Member().Get(KnownResources.ClusterRoles, new ObjectKey(null, MemberObjects.ScaleInRole)).ShouldBeNull();
        fleet.Member().Get(KnownResources.ClusterRoleBindings, new ObjectKey(null, MemberObjects.ScaleInRole)).ShouldBeNull();
        fleet.Member().Get(KnownResources.ClusterRoles, new ObjectKey(null, MemberObjects.Role)).ShouldNotBeNull();
        var check = await fleet.CheckAsync();
        check.ExitCode.ShouldBe(0, check.Output);
        check.Output.ShouldContain("Only ScaleIn needs it.");
    }

    [Fact]
    public async Task A_member_may_grant_less_than_was_asked_for_and_that_is_told()
    {
        await using var fleet = await MemberFleet.StartAsync();
        fleet.Fleet.Servers["idc-a"].Server.MaxTokenLifetime = TimeSpan.FromHours(1);

        var run = await fleet.AddAsync("--wait=false");

        run.Output.ShouldContain(", 1h of the 168h asked for");
        fleet.Bound()!.Lifetime.ShouldBe(TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task Another_cluster_is_refused_under_the_same_name_unless_it_is_to_take_its_place()
    {
        await using var fleet = await MemberFleet.StartAsync();
        await fleet.AddedAsync();
        fleet.Report(fleet.UidOf("idc-a"));

        var refused = await fleet.AddToAsync("idc-a", "idc-b", "--wait=false");
        refused.ExitCode.ShouldBe(2);
        refused.Error.ShouldContain($"the name is another cluster's (kube-system's uid is {fleet.UidOf("idc-a")} there, and {fleet.UidOf("idc-b")} here)");
        refused.Error.ShouldContain("--replace");
        fleet.Member("idc-b").Get(KnownResources.ServiceAccounts, new ObjectKey(MemberFleet.Namespace, "fedscaler")).ShouldBeNull();

        (await fleet.AddToAsync("idc-a", "idc-b", "--wait=false", "--replace")).ExitCode.ShouldBe(0);
        fleet.Kubeconfig().ShouldContain(fleet.Fleet.Servers["idc-b"].Server.Address.Authority);
    }

    [Fact]
    public async Task One_cluster_is_not_counted_twice_under_two_names()
    {
        await using var fleet = await MemberFleet.StartAsync();
        await fleet.AddedAsync();
        fleet.Report(fleet.UidOf("idc-a"));

        var run = await fleet.AddToAsync("twin", "idc-a", "--wait=false");

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("this cluster is a member already, by the name idc-a");
    }

    [Fact]
    public async Task An_address_that_the_service_would_refuse_is_refused_before_anything_is_written()
    {
        await using var fleet = await MemberFleet.StartAsync();
        var (inMember, onHub) = (fleet.Member().Revision, fleet.Hub.Revision);

        var run = await fleet.AddAsync("--server", "https://169.254.169.254", "--wait=false");

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("the service would refuse this address: a link-local address is refused");
        (fleet.Member().Revision, fleet.Hub.Revision).ShouldBe((inMember, onHub));
    }

    [Fact]
    public async Task Who_waits_without_a_service_is_told_what_is_missing()
    {
        await using var fleet = await MemberFleet.StartAsync();

        var run = await fleet.AddAsync("--timeout", "1s");

        run.ExitCode.ShouldBe(3);
        run.Error.ShouldContain("idc-a is registered, and not ready after 1 s: nobody has looked at it: is fedscaler run running against this hub?");
    }

    [Fact]
    public async Task A_dry_run_contacts_nothing_and_what_it_prints_makes_a_member_once_the_token_is_put_in()
    {
        await using var fleet = await MemberFleet.StartAsync();
        var (inMember, onHub) = (fleet.Member().Revision, fleet.Hub.Revision);

        var run = await fleet.AddAsync("--dry-run=client", "-o", "yaml", "--labels", "region=shanghai");

        run.ExitCode.ShouldBe(0, run.Error);
        (fleet.Member().Revision, fleet.Hub.Revision).ShouldBe((inMember, onHub));
        run.Output.ShouldContain("# In the member idc-a:");
        run.Output.ShouldContain("# On the hub:");
        run.Output.ShouldContain("kubectl create token fedscaler -n fedscaler-system --duration=168h");
        run.Output.ShouldContain("# Its own next token, before this one expires.");
        await ApplyAsync(fleet, run.Output);
        (await fleet.CheckAsync()).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_dry_run_as_JSON_holds_one_list_for_each_side()
    {
        await using var fleet = await MemberFleet.StartAsync();

        var run = await fleet.AddAsync("--dry-run=client", "-o", "json", "--no-scale-in");

        var printed = JsonNode.Parse(run.Output)!;
        printed["hub"]!["items"]!.AsArray().Select(static item => (string)item!["kind"]!).ShouldBe(["Namespace", "Secret", "MemberCluster"]);
        printed["member"]!["items"]!.AsArray().Select(static item => (string)item!["kind"]!)
            .ShouldBe(["Namespace", "ServiceAccount", "ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"]);
    }

    [Theory]
    [InlineData("--labels", "region:shanghai", "is not KEY=VALUE")]
    [InlineData("--token-lifetime", "5m", "no server issues tokens for less than 10m")]
    [InlineData("--token-lifetime", "soon", "is not a time")]
    [InlineData("-o", "yaml", "--output is for --dry-run=client")]
    public async Task What_cannot_be_is_refused_by_its_option(string option, string value, string why)
    {
        await using var fleet = await MemberFleet.StartAsync();

        var run = await fleet.AddAsync(option, value);

        run.ExitCode.ShouldNotBe(0);
        run.Error.ShouldContain(why);
    }

    private static string TokenOf(MemberFleet fleet) => (string)YamlJson.Parse(fleet.Kubeconfig())!["users"]![0]!["user"]!["token"]!;

    /// <summary>Each document to its side, and a token where one belongs, as a person would.</summary>
    private static async Task ApplyAsync(MemberFleet fleet, string printed)
    {
        await using var member = fleet.Fleet.Connect("idc-a");
        await using var hub = fleet.Fleet.Connect("hub");
        var token = TestContext.Current.CancellationToken;
        using var said = new StringWriter();
        foreach (var document in printed.Split("---\n"))
        {
            var isOfHub = document.StartsWith("# On the hub", StringComparison.Ordinal);
            var store = new ObjectStore(isOfHub ? hub : member, isOfHub ? "hub" : "member", said);
            var text = document;
            if (text.Contains(StoredKubeconfig.Placeholder, StringComparison.Ordinal))
            {
                var (issued, _) = await new ObjectStore(member, "member", said).AskTokenAsync(new ObjectKey(MemberFleet.Namespace, "fedscaler"), TimeSpan.FromHours(168), token);
                text = text.Replace($"token: {StoredKubeconfig.Placeholder}", $"token: {issued}", StringComparison.Ordinal);
            }

            var manifest = (JsonObject)YamlJson.Parse(text)!;
            await store.ApplyAsync(new MemberObject(TypeOf((string)manifest["kind"]!), manifest), token);
        }
    }

    private static ResourceType TypeOf(string kind) => new[]
    {
        KnownResources.Namespaces, KnownResources.ServiceAccounts, KnownResources.ClusterRoles, KnownResources.ClusterRoleBindings, KnownResources.Roles,
        KnownResources.RoleBindings, KnownResources.Secrets, Api.ApiResources.MemberClusters,
    }.Single(type => type.Kind == kind);
}

using System.Text.Json.Nodes;
using FedScaler.Kube.Client;
using FedScaler.Kube.Config;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Tests.Simulation;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Karmada.Proxy;

public sealed class ClusterProxyTests
{
    private const string Nodes = "/api/v1/nodes";

    [Fact]
    public async Task A_list_through_the_proxy_is_the_members_own()
    {
        await using var proxy = await ProxyFixture.StartAsync();
        var token = proxy.IssueToken("robot", "nodes");

        var (code, body) = await proxy.SendAsync(token, "GET", ProxyFixture.Proxy(Nodes));

        code.ShouldBe(200);
        body["kind"]!.GetValue<string>().ShouldBe("NodeList");
        body["items"]!.AsArray().Count.ShouldBe(3);
        body["metadata"]!["resourceVersion"]!.GetValue<string>().ShouldBe($"{proxy.Member.Store.Revision}");
    }

    [Fact]
    public async Task A_cluster_without_an_object_is_not_found()
    {
        await using var proxy = await ProxyFixture.StartAsync();

        var (code, body) = await proxy.SendAsync(proxy.IssueToken("robot"), "GET", ProxyFixture.Proxy(Nodes, "idc-z"));

        code.ShouldBe(404);
        body["message"]!.GetValue<string>().ShouldBe("clusters.cluster.karmada.io \"idc-z\" not found");
    }

    [Fact]
    public async Task The_hub_asks_for_the_proxyht_to_the_proxy_by_the_method()
    {
        await using var proxy = await ProxyFixture.StartAsync();

        var (code, body) = await proxy.SendAsync(proxy.Hub.Server.IssueToken("stranger"), "GET", ProxyFixture.Proxy("/api/v1/pods?watch=true"));

        code.ShouldBe(403);
        body["message"]!.GetValue<string>().ShouldBe(
            "clusters.cluster.karmada.io \"idc-a\" is forbidden: User \"stranger\" cannot get resource \"clusters/proxy\" in API group \"cluster.karmada.io\" at the cluster scope");
    }

    [Fact]
    public async Task In_the_member_a_user_has_the_proxyhts_of_his_own_name()
    {
        await using var proxy = await ProxyFixture.StartAsync();
        var token = proxy.IssueToken("robot", "nodes");

        var (code, body) = await proxy.SendAsync(token, "GET", ProxyFixture.Proxy("/api/v1/pods"));

        code.ShouldBe(403);
        body["message"]!.GetValue<string>().ShouldBe("pods is forbidden: User \"robot\" cannot list resource \"pods\" in API group \"\" at the cluster scope");
    }

    [Fact]
    public async Task An_administrator_by_group_alone_may_not_act_in_a_member_and_one_who_is_bound_by_name_may()
    {
        await using var proxy = await ProxyFixture.StartAsync();
        var (code, body) = await proxy.SendAsync(proxy.Hub.Server.AdminToken, "GET", ProxyFixture.Proxy(Nodes));
        code.ShouldBe(403);
        body["message"]!.GetValue<string>().ShouldBe(
            "users \"sandbox-admin\" is forbidden: User \"system:serviceaccount:karmada-cluster:karmada-impersonator\" cannot impersonate resource \"users\" in API group \"\" at the cluster scope");

        proxy.AllowProxy(new JsonObject { ["kind"] = "User", ["name"] = "sandbox-admin" });

        (await proxy.SendAsync(proxy.Hub.Server.AdminToken, "GET", ProxyFixture.Proxy(Nodes))).Code.ShouldBe(200);
    }

    [Fact]
    public async Task A_service_account_comes_with_its_groups_which_have_to_be_bound_too()
    {
        await using var proxy = await ProxyFixture.StartAsync();
        proxy.Hub.Store.Create(KnownResources.ServiceAccounts, ProxyFixture.Json("""{"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"scaler","namespace":"default"}}"""));
        var token = proxy.Hub.Server.IssueAccountToken(new("default", "scaler"));
        ProxyFixture.Grant(proxy.Member, "scaler", ["*"], ["nodes"], Account());
        proxy.AllowProxy(Account());
        var (code, body) = await proxy.SendAsync(token, "GET", ProxyFixture.Proxy(Nodes));
        code.ShouldBe(403);
        body["message"]!.GetValue<string>().ShouldContain("groups \"system:serviceaccounts\" is forbidden");

        proxy.AllowProxy(Group("system:serviceaccounts"), Group("system:serviceaccounts:default"));

        (await proxy.SendAsync(token, "GET", ProxyFixture.Proxy(Nodes))).Code.ShouldBe(200);

        static JsonObject Account() => new() { ["kind"] = "ServiceAccount", ["name"] = "scaler", ["namespace"] = "default" };
        static JsonObject Group(string name) => new() { ["kind"] = "Group", ["name"] = name };
    }

    [Fact]
    public async Task Writes_reach_the_member_with_their_manager_and_bodies_without_a_length()
    {
        await using var proxy = await ProxyFixture.StartAsync();
        var token = proxy.IssueToken("robot", "configmaps");
        using var request = ProxyFixture.Request(token, "PATCH", ProxyFixture.Proxy("/api/v1/namespaces/default/configmaps/a?fieldManager=tester"), """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"data":{"k":"v"}}""", "application/apply-patch+yaml");
        request.Headers.TransferEncodingChunked = true;

        using var response = await proxy.Http.SendAsync(request);

        ((int)response.StatusCode).ShouldBe(201);
        var stored = proxy.Member.Store.Get(KnownResources.ConfigMaps, new("default", "a"))!;
        stored["data"]!["k"]!.GetValue<string>().ShouldBe("v");
        stored["metadata"]!["managedFields"]![0]!["manager"]!.GetValue<string>().ShouldBe("tester");
        proxy.Hub.Store.Get(KnownResources.ConfigMaps, new("default", "a")).ShouldBeNull();
    }

    [Fact]
    public async Task The_clients_accept_header_decides_the_form_of_the_answer()
    {
        await using var proxy = await ProxyFixture.StartAsync();
        using var request = ProxyFixture.Request(proxy.IssueToken("robot", "nodes"), "GET", ProxyFixture.Proxy(Nodes));
        request.Headers.Accept.ParseAdd("application/json;as=Table;v=v1;g=meta.k8s.io");

        using var response = await proxy.Http.SendAsync(request);

        ProxyFixture.Json(await response.Content.ReadAsStringAsync())["kind"]!.GetValue<string>().ShouldBe("Table");
    }

    [Theory]
    [InlineData("/version", "gitVersion")]
    [InlineData("/apis", "groups")]
    [InlineData("/apis/apps/v1", "resources")]
    public async Task Paths_that_name_no_resource_are_the_members_too(string path, string field)
    {
        await using var proxy = await ProxyFixture.StartAsync();

        var (code, body) = await proxy.SendAsync(proxy.IssueToken("robot"), "GET", ProxyFixture.Proxy(path));

        code.ShouldBe(200);
        body[field].ShouldNotBeNull();
    }

    [Fact]
    public async Task A_client_whose_server_is_the_proxy_reads_watches_scales_and_evicts_over_http_2()
    {
        await using var proxy = await ProxyFixture.StartAsync(tls: true);
        var token = proxy.IssueToken("robot", "*");
        proxy.Member.Store.Create(KnownResources.Namespaces, ProxyFixture.Json("""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"shop"}}"""));
        proxy.Member.Store.Create(KnownResources.Deployments, SimulatedMember.Manifest("apps/v1", "Deployment", "web", 2));
        proxy.World.Run(5);
        var hub = Kubeconfig.Parse(proxy.Hub.KubeconfigOf(token)).Resolve();
        var connection = new ClusterConnection { Server = new Uri(hub.Server, ProxyFixture.Proxy("")), Roots = hub.Roots, User = hub.User };
        await using var client = KubeClient.Create(connection, TimeProvider.System);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);

        await client.GetPathAsync("/readyz", JsonDecoders.Nothing, patience.Token);
        var pods = await client.ListAsync(KnownResources.Pods, "shop", new ListOptions(), JsonDecoders.Object, patience.Token);
        pods.Items.Count.ShouldBe(2);
        await using var watch = client.WatchAsync(KnownResources.Deployments, "shop", new WatchOptions(ResourceVersion: pods.ResourceVersion), JsonDecoders.Object, patience.Token).GetAsyncEnumerator(patience.Token);
        var scaled = RequestBody.From(ProxyFixture.Json("""{"spec":{"replicas":5}}"""));
        await client.PatchAsync(KnownResources.Deployments, new("shop", "web"), PatchKind.Merge, scaled, new WriteOptions("tester") { Subresource = "scale" }, JsonDecoders.Object, patience.Token);
        (await watch.MoveNextAsync()).ShouldBeTrue();
        watch.Current.Object!["spec"]!["replicas"]!.GetValue<int>().ShouldBe(5);
        var pod = SimulatedMember.NameOf(pods.Items[0]);
        var eviction = RequestBody.From(ProxyFixture.Json($$$"""{"apiVersion":"policy/v1","kind":"Eviction","metadata":{"name":"{{{pod}}}","namespace":"shop"}}"""));
        await client.CreateSubresourceAsync(KnownResources.Pods, new("shop", pod), eviction, new WriteOptions("tester") { Subresource = "eviction" }, JsonDecoders.Object, patience.Token);

        proxy.Member.Store.Get(KnownResources.Pods, new("shop", pod))!["metadata"]!["deletionTimestamp"].ShouldNotBeNull();
    }
}

using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Simulation.Workloads;
using FedScaler.Sandbox.Tests.ApiServer;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Simulation.Workloads;

public sealed class CloneSetWebhookTests
{
    private const string Path = "/apis/apps.kruise.io/v1alpha1/namespaces/shop/clonesets";

    [Theory]
    [InlineData("web-own", null)]
    [InlineData("web-elsewhere", "find pod web-elsewhere failed: Pod not found")]
    [InlineData("web-going", "find pod web-going already terminating")]
    [InlineData("other", "find pod other owner is not this CloneSet")]
    public async Task A_pod_can_be_named_that_lives_and_is_its_own(string name, string? fault)
    {
        await using var server = await StartAsync();
        var (code, body) = await NameAsync(server, name);
        code.ShouldBe(fault is null ? 200 : 422);
        if (fault is not null) ((string)body["message"]!).ShouldContain(fault);
    }

    [Fact]
    public async Task A_name_that_was_there_before_stays_when_its_pod_has_gone()
    {
        await using var server = await StartAsync();
        await NameAsync(server, "web-own");
        server.Cluster.Store.Remove(KnownResources.Pods, new ObjectKey("shop", "web-own"));
        var (code, _) = await server.SendAsync("PATCH", $"{Path}/web", """{"metadata": {"labels": {"touched": "true"}}}""", "application/merge-patch+json");
        code.ShouldBe(200);
    }

    private static Task<(int Code, JsonObject Body)> NameAsync(ServerFixture server, string pod) =>
        server.SendAsync("PATCH", $"{Path}/web", $$"""{"spec": {"scaleStrategy": {"podsToDelete": ["{{pod}}"] } } }""", "application/merge-patch+json");

    private static async Task<ServerFixture> StartAsync()
    {
        var server = await ServerFixture.StartAsync();
        var store = server.Cluster.Store;
        store.Create(KnownResources.Namespaces, (JsonObject)JsonNode.Parse("""{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "shop"}}""")!);
        store.Create(KnownResources.CustomResourceDefinitions, CloneSetDefinition.Manifest());
        CloneSetWebhook.Install(server.Cluster);
        var (_, set) = await server.SendAsync("POST", Path, """{"apiVersion": "apps.kruise.io/v1alpha1", "kind": "CloneSet", "metadata": {"name": "web"}, "spec": {"selector": {}, "template": {} } }""");
        var uid = (string)set["metadata"]!["uid"]!;
        store.Create(KnownResources.Pods, Pod("web-own", uid));
        store.Create(KnownResources.Pods, Pod("other", "another"));
        var going = Pod("web-going", uid);
        going["metadata"]!["finalizers"] = new JsonArray("example.com/keep");
        store.Create(KnownResources.Pods, going);
        await server.SendAsync("DELETE", "/api/v1/namespaces/shop/pods/web-going");
        return server;
    }

    private static JsonObject Pod(string name, string owner) => (JsonObject)JsonNode.Parse(
        $$"""
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "{{name}}", "namespace": "shop", "ownerReferences": [
          {"apiVersion": "apps.kruise.io/v1alpha1", "kind": "CloneSet", "name": "web", "uid": "{{owner}}", "controller": true}]}, "spec": {} }
        """)!;
}

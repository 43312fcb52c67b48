using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Json;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.ApiServer;

public sealed class GarbageCollectionTests
{
    private const string ConfigMaps = "/api/v1/namespaces/default/configmaps";

    [Theory]
    [InlineData("Background")]
    [InlineData("Foreground")]
    public async Task Dependents_go_with_their_owner(string policy)
    {
        await using var server = await WithDependentAsync();

        await server.SendAsync("DELETE", $"{ConfigMaps}/owner?propagationPolicy={policy}");
        server.Time.Advance(TimeSpan.FromSeconds(1));

        server.Cluster.Store.List(KnownResources.ConfigMaps, "default").ShouldBeEmpty();
    }

    [Fact]
    public async Task Orphans_stay_and_forget_their_owner()
    {
        await using var server = await WithDependentAsync();

        await server.SendAsync("DELETE", $"{ConfigMaps}/owner?propagationPolicy=Orphan");
        server.Time.Advance(TimeSpan.FromSeconds(1));

        var left = server.Cluster.Store.List(KnownResources.ConfigMaps, "default").ShouldHaveSingleItem();
        left.Name().ShouldBe("dependent");
        left["metadata"]!["ownerReferences"].ShouldBeNull();
    }

    [Fact]
    public async Task A_deleted_namespace_is_emptied_first_and_takes_nothing_new()
    {
        await using var server = await ServerFixture.StartAsync();
        await server.SendAsync("POST", "/api/v1/namespaces", """{"metadata":{"name":"shop"}}""");
        await server.SendAsync("POST", "/api/v1/namespaces/shop/configmaps", """{"metadata":{"name":"a"}}""");

        var (_, terminating) = await server.SendAsync("DELETE", "/api/v1/namespaces/shop");
        var (code, refusal) = await server.SendAsync("POST", "/api/v1/namespaces/shop/configmaps", """{"metadata":{"name":"b"}}""");
        server.Time.Advance(TimeSpan.FromSeconds(1));

        terminating["status"]!["phase"]!.GetValue<string>().ShouldBe("Terminating");
        code.ShouldBe(403);
        refusal["details"]!["causes"]![0]!["reason"]!.GetValue<string>().ShouldBe("NamespaceTerminating");
        server.Cluster.Store.List(KnownResources.ConfigMaps, "shop").ShouldBeEmpty();
        server.Cluster.Store.Get(KnownResources.Namespaces, new ObjectKey(null, "shop")).ShouldBeNull();
    }

    private static async Task<ServerFixture> WithDependentAsync()
    {
        var server = await ServerFixture.StartAsync();
        var (_, owner) = await server.SendAsync("POST", ConfigMaps, """{"metadata":{"name":"owner"}}""");
        var reference = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "ConfigMap", ["name"] = "owner", ["uid"] = owner["metadata"]!["uid"]!.GetValue<string>() };
        var dependent = new JsonObject { ["metadata"] = new JsonObject { ["name"] = "dependent", ["ownerReferences"] = new JsonArray(reference) } };
        await server.SendAsync("POST", ConfigMaps, dependent.ToJsonString());
        return server;
    }
}

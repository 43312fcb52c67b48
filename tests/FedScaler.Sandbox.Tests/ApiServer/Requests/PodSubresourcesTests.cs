using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Simulation;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.ApiServer.Requests;

public sealed class PodSubresourcesTests
{
    private const string Pods = "/api/v1/namespaces/default/pods";

    [Fact]
    public async Task Evictions_go_as_far_as_the_budget_and_are_told_so_beyond_it()
    {
        await using var server = await ServerFixture.StartAsync();
        using var member = new MemberSimulation(server.Cluster.Store, server.Time, new SimulationSettings());
        await RunAsync(server, member);

        (await EvictAsync(server, NameOf(server, 0))).Code.ShouldBe(201);
        var (code, body) = await EvictAsync(server, NameOf(server, 1));

        code.ShouldBe(429);
        body["reason"]!.GetValue<string>().ShouldBe("TooManyRequests");
        body["message"]!.GetValue<string>().ShouldBe("Cannot evict pod as it would violate the pod's disruption budget.");
        var cause = body["details"]!["causes"]!.AsArray().ShouldHaveSingleItem()!;
        cause["reason"]!.GetValue<string>().ShouldBe("DisruptionBudget");
        cause["message"]!.GetValue<string>().ShouldBe("The disruption budget web needs 2 healthy pods and has 3 currently");
        body["details"]!["retryAfterSeconds"].ShouldBeNull();
    }

    [Fact]
    public async Task Two_evictions_at_once_do_not_both_take_the_last_disruption()
    {
        await using var server = await ServerFixture.StartAsync();
        using var member = new MemberSimulation(server.Cluster.Store, server.Time, new SimulationSettings());
        await RunAsync(server, member);

        var answers = await Task.WhenAll(EvictAsync(server, NameOf(server, 0)), EvictAsync(server, NameOf(server, 1)), EvictAsync(server, NameOf(server, 2)));

        answers.Select(answer => answer.Code).Order().ShouldBe([201, 429, 429]);
    }

    [Fact]
    public async Task A_pod_that_is_not_ready_may_go_while_the_others_keep_the_budget()
    {
        await using var server = await ServerFixture.StartAsync();
        using var member = new MemberSimulation(server.Cluster.Store, server.Time, new SimulationSettings());
        await RunAsync(server, member);
        member.Incidents.SetPodReady("default", NameOf(server, 0), ready: false);
        member.Settle();
        Budget(server)["disruptionsAllowed"]!.GetValue<int>().ShouldBe(0);

        (await EvictAsync(server, NameOf(server, 0))).Code.ShouldBe(201);
        (await EvictAsync(server, NameOf(server, 1))).Code.ShouldBe(429);
    }

    [Fact]
    public async Task Whoever_names_the_uid_of_a_former_pod_is_refused()
    {
        await using var server = await ServerFixture.StartAsync();
        using var member = new MemberSimulation(server.Cluster.Store, server.Time, new SimulationSettings());
        await RunAsync(server, member);
        var name = NameOf(server, 0);

        (await EvictAsync(server, name, """, "deleteOptions": {"preconditions": {"uid": "former"} }""")).Code.ShouldBe(409);
        (await server.SendAsync("DELETE", $"{Pods}/{name}", """{"kind": "DeleteOptions", "apiVersion": "v1", "preconditions": {"uid": "former"} }""")).Code.ShouldBe(409);
        var (code, body) = await server.SendAsync("PATCH", $"{Pods}/{name}", """{"metadata": {"uid": "former", "labels": {"x": "y"} } }""", "application/merge-patch+json");
        code.ShouldBe(409);
        body["message"]!.GetValue<string>().ShouldContain("Precondition failed: UID in precondition: former, UID in object meta: ");
        Pod(server, 0)["metadata"]!["deletionTimestamp"].ShouldBeNull();
    }

    [Fact]
    public async Task The_kinds_that_select_pods_can_be_listed()
    {
        await using var server = await ServerFixture.StartAsync();
        foreach (var path in (string[])["/apis/networking.k8s.io/v1/networkpolicies", "/apis/policy/v1/poddisruptionbudgets", "/api/v1/persistentvolumeclaims", "/api/v1/services"])
            (await server.SendAsync("GET", path)).Code.ShouldBe(200, path);
        var (code, _) = await server.SendAsync("POST", "/apis/networking.k8s.io/v1/namespaces/default/networkpolicies",
            """{"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy", "metadata": {"name": "front"}, "spec": {"podSelector": {"matchLabels": {"tier": "front"} } } }""");
        code.ShouldBe(201);
    }

    /// <summary>Three pods of which two have to stay.</summary>
    private static async Task RunAsync(ServerFixture server, MemberSimulation member)
    {
        var fleet = new FleetSimulation([member]);
        server.Cluster.Store.Create(KnownResources.Nodes, Sandbox.Simulation.Nodes.NodeManifest.Create("n0", "8", "32Gi", server.Time.GetUtcNow()));
        (await server.SendAsync("POST", "/apis/apps/v1/namespaces/default/deployments", """
            {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"},
             "spec": {"replicas": 3, "selector": {"matchLabels": {"app": "web"}},
              "template": {"metadata": {"labels": {"app": "web"}}, "spec": {"containers": [{"name": "main", "image": "web:1"}]}}}}
            """)).Code.ShouldBe(201);
        (await server.SendAsync("POST", "/apis/policy/v1/namespaces/default/poddisruptionbudgets", """
            {"apiVersion": "policy/v1", "kind": "PodDisruptionBudget", "metadata": {"name": "web"},
             "spec": {"minAvailable": 2, "selector": {"matchLabels": {"app": "web"}}}}
            """)).Code.ShouldBe(201);
        fleet.AdvanceTo(server.Time, server.Time.GetUtcNow() + TimeSpan.FromSeconds(20));
        Budget(server)["disruptionsAllowed"]!.GetValue<int>().ShouldBe(1);
    }

    private static Task<(int Code, JsonObject Body)> EvictAsync(ServerFixture server, string name, string more = "") => server.SendAsync(
        "POST", $"{Pods}/{name}/eviction", $$"""{"apiVersion": "policy/v1", "kind": "Eviction", "metadata": {"name": "{{name}}"}{{more}} }""");

    private static JsonNode Budget(ServerFixture server) =>
        server.Cluster.Store.Get(KnownResources.PodDisruptionBudgets, new ObjectKey("default", "web"))!["status"]!;

    private static JsonObject Pod(ServerFixture server, int index) => server.Cluster.Store.List(KnownResources.Pods, "default")[index];

    private static string NameOf(ServerFixture server, int index) => Pod(server, index)["metadata"]!["name"]!.GetValue<string>();
}

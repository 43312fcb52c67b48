using System.Text.Json.Nodes;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Simulation.Workloads;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Karmada.Propagation;

public sealed class DetectorTests
{
    private const string Web = KarmadaTexts.Deployments + "/web";

    [Fact]
    public async Task The_templates_count_goes_into_the_binding_and_its_clusters_stay()
    {
        await using var world = await PropagatedAsync();
        await world.MergeAsync("hub", KarmadaTexts.Binding, KarmadaTexts.Clusters(("idc-a", 3), ("idc-b", 1)));
        await world.MergeAsync("hub", Web, """{"spec": {"replicas": 7}}""");
        var spec = world.Binding()["spec"]!;
        spec["replicas"]!.GetValue<int>().ShouldBe(7);
        spec["clusters"]!.ToJsonString().ShouldBe("""[{"name":"idc-a","replicas":3},{"name":"idc-b","replicas":1}]""");
    }

    [Fact]
    public async Task What_somebody_wrote_into_the_binding_stands_until_the_template_is_touched()
    {
        await using var world = await PropagatedAsync();
        await world.MergeAsync("hub", KarmadaTexts.Binding, """{"spec": {"replicas": 9, "schedulerName": "other"}}""");
        world.Run(60);
        world.Binding()["spec"]!["replicas"]!.GetValue<int>().ShouldBe(9);
        await world.MergeAsync("hub", Web, """{"metadata": {"annotations": {"note": "touched"}}}""");
        world.Binding()["spec"]!["replicas"]!.GetValue<int>().ShouldBe(4);
        world.Binding()["spec"]!["schedulerName"]!.GetValue<string>().ShouldBe("fedscaler");
    }

    [Fact]
    public async Task A_status_of_the_template_is_nothing_to_it()
    {
        await using var world = await PropagatedAsync();
        var before = world.Binding();
        await world.MergeAsync("hub", Web + "/status", """{"status": {"replicas": 1}}""");
        JsonNode.DeepEquals(world.Binding(), before).ShouldBeTrue();
    }

    [Fact]
    public async Task A_change_of_the_policy_is_carried_over()
    {
        await using var world = await PropagatedAsync();
        await world.MergeAsync("hub", KarmadaTexts.Policies + "/web", """
            {"spec": {"preserveResourcesOnDeletion": true, "suspension": {"dispatching": true},
             "placement": {"clusterAffinity": {"clusterNames": ["idc-a"]}}}}
            """);
        var spec = world.Binding()["spec"]!;
        spec["placement"]!["clusterAffinity"]!["clusterNames"]!.ToJsonString().ShouldBe("""["idc-a"]""");
        spec["preserveResourcesOnDeletion"]!.GetValue<bool>().ShouldBeTrue();
        spec["suspension"]!["dispatching"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task A_policy_made_anew_gives_the_binding_its_scheduler_and_leaves_the_clusters()
    {
        await using var world = await PropagatedAsync();
        await world.MergeAsync("hub", KarmadaTexts.Binding, KarmadaTexts.Clusters(("idc-a", 3), ("idc-b", 1)));
        await world.SendAsync("hub", "DELETE", KarmadaTexts.Policies + "/web");
        await world.CreateAsync("hub", KarmadaTexts.Policies, KarmadaTexts.Policy(scheduler: "another"));
        var spec = world.Binding()["spec"]!;
        spec["schedulerName"]!.GetValue<string>().ShouldBe("another");
        spec["clusters"]!.AsArray().Select(static cluster => (int)cluster!["replicas"]!).ShouldBe([3, 1]);
    }

    [Fact]
    public async Task Without_its_policy_a_template_loses_the_marks_and_keeps_the_binding()
    {
        await using var world = await PropagatedAsync();
        await world.SendAsync("hub", "DELETE", KarmadaTexts.Policies + "/web");
        Claim(world.Get("hub", KnownResources.Deployments, "shop", "web")).ShouldBeNull();
        Claim(world.Binding()).ShouldBeNull();
    }

    [Fact]
    public async Task The_namespaces_policy_goes_before_the_clusters_and_priority_before_a_closer_match()
    {
        await using var world = await KarmadaWorld.StartAsync();
        await world.CreateAsync("hub", "/api/v1/namespaces", """{"metadata": {"name": "shop"}}""");
        await world.CreateAsync("hub", KarmadaTexts.ClusterPolicies, KarmadaTexts.Policy(name: "all", isClusters: true));
        await world.CreateAsync("hub", KarmadaTexts.Policies, KarmadaTexts.Policy(name: "by-name"));
        await world.CreateAsync("hub", KarmadaTexts.Policies, KarmadaTexts.Policy(name: "first", selected: "", more: "\"priority\": 2,"));
        await world.CreateAsync("hub", KarmadaTexts.Deployments, KarmadaTexts.Workload());
        Claim(world.Binding()).ShouldBe("first");
    }

    [Fact]
    public async Task A_policy_that_comes_later_finds_the_template()
    {
        await using var world = await KarmadaWorld.StartAsync();
        await world.CreateAsync("hub", "/api/v1/namespaces", """{"metadata": {"name": "shop"}}""");
        await world.CreateAsync("hub", KarmadaTexts.Deployments, KarmadaTexts.Workload());
        world.Find("hub", KarmadaResources.ResourceBindings, "shop", "web-deployment").ShouldBeNull();
        await world.CreateAsync("hub", KarmadaTexts.ClusterPolicies, KarmadaTexts.Policy(name: "all", isClusters: true));
        var labels = world.Binding()["metadata"]!["labels"]!.AsObject();
        labels.ContainsKey("clusterpropagationpolicy.karmada.io/permanent-id").ShouldBeTrue();
        world.Binding()["metadata"]!["annotations"]!["clusterpropagationpolicy.karmada.io/name"]!.GetValue<string>().ShouldBe("all");
    }

    [Fact]
    public async Task A_CloneSet_is_counted_like_a_Deployment()
    {
        await using var world = await KarmadaWorld.StartAsync();
        await world.CreateAsync("hub", "/api/v1/namespaces", """{"metadata": {"name": "shop"}}""");
        await world.CreateAsync("hub", KarmadaTexts.Policies, KarmadaTexts.Policy(kind: "CloneSet", apiVersion: "apps.kruise.io/v1alpha1"));
        await world.CreateAsync("hub", $"/apis/apps.kruise.io/v1alpha1/namespaces/shop/{CloneSetDefinition.Resource.Plural}", KarmadaTexts.Workload(5, "apps.kruise.io/v1alpha1", "CloneSet", cpu: "1500m"));
        var spec = world.Binding("web-cloneset")["spec"]!;
        spec["replicas"]!.GetValue<int>().ShouldBe(5);
        spec["replicaRequirements"]!.ToJsonString().ShouldBe("""{"resourceRequest":{"cpu":"1500m"}}""");
    }

    [Fact]
    public async Task A_cluster_scoped_template_gets_a_ClusterResourceBinding_without_replicas()
    {
        await using var world = await KarmadaWorld.StartAsync();
        await world.CreateAsync("hub", KarmadaTexts.ClusterPolicies, KarmadaTexts.Policy("reader", "ClusterRole", "a:reader", apiVersion: "rbac.authorization.k8s.io/v1", isClusters: true));
        await world.CreateAsync("hub", "/apis/rbac.authorization.k8s.io/v1/clusterroles", """{"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole", "metadata": {"name": "a:reader"}, "rules": []}""");
        var binding = world.Get("hub", KarmadaResources.ClusterResourceBindings, null, "a.reader-clusterrole");
        binding["spec"]!["resource"]!["name"]!.GetValue<string>().ShouldBe("a:reader");
        binding["spec"]!.AsObject().ContainsKey("replicas").ShouldBeFalse();
    }

    [Fact]
    public async Task A_template_that_is_deleted_takes_its_binding_along()
    {
        await using var world = await PropagatedAsync();
        await world.SendAsync("hub", "DELETE", Web);
        world.Run(1);
        world.Find("hub", KarmadaResources.ResourceBindings, "shop", "web-deployment").ShouldBeNull();
    }

    private static string? Claim(JsonNode value) => value["metadata"]!["annotations"]?["propagationpolicy.karmada.io/name"]?.GetValue<string>();

    private static async Task<KarmadaWorld> PropagatedAsync()
    {
        var world = await KarmadaWorld.StartAsync();
        await world.PropagateAsync(KarmadaTexts.Policy());
        return world;
    }
}

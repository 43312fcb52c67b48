using FedScaler.Kube.Karmada;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Karmada;

public sealed class KarmadaWebhooksTests
{
    [Fact]
    public async Task A_Work_gets_an_id_and_its_manifest_the_lists_of_what_is_on_it_and_nothing_of_a_server()
    {
        await using var world = await KarmadaWorld.StartAsync();
        await ApplyAsync(world, "1");
        var work = world.Work("idc-a", "ours")!;
        var id = work["metadata"]!["labels"]!["work.karmada.io/permanent-id"]!.GetValue<string>();
        var manifest = work["spec"]!["workload"]!["manifests"]![0]!;
        manifest["metadata"]!["labels"]!["work.karmada.io/permanent-id"]!.GetValue<string>().ShouldBe(id);
        manifest["metadata"]!["annotations"]!["resourcetemplate.karmada.io/managed-labels"]!.GetValue<string>().ShouldBe("team,work.karmada.io/permanent-id");
        manifest["metadata"]!.AsObject().ContainsKey("uid").ShouldBeFalse();
        manifest.AsObject().ContainsKey("status").ShouldBeFalse();
    }

    [Fact]
    public async Task The_same_Work_applied_again_is_not_written_and_another_keeps_its_id()
    {
        await using var world = await KarmadaWorld.StartAsync();
        await ApplyAsync(world, "1");
        world.Run(10);
        var first = world.Work("idc-a", "ours")!["metadata"]!;
        await ApplyAsync(world, "1");
        world.Work("idc-a", "ours")!["metadata"]!["resourceVersion"]!.GetValue<string>().ShouldBe(first["resourceVersion"]!.GetValue<string>());
        await ApplyAsync(world, "2");
        world.Work("idc-a", "ours")!["metadata"]!["labels"]!.ToJsonString().ShouldBe(first["labels"]!.ToJsonString());
    }

    [Fact]
    public async Task A_policy_gets_an_id_its_defaults_and_its_namespace_in_its_selectors()
    {
        await using var world = await KarmadaWorld.StartAsync();
        await world.CreateAsync("hub", "/api/v1/namespaces", """{"metadata": {"name": "shop"}}""");
        await world.CreateAsync("hub", KarmadaTexts.Policies, """
            {"apiVersion": "policy.karmada.io/v1alpha1", "kind": "PropagationPolicy", "metadata": {"name": "web"},
             "spec": {"resourceSelectors": [{"apiVersion": "apps/v1", "kind": "Deployment"}], "placement": {"replicaScheduling": {}}}}
            """);
        var policy = world.Get("hub", KarmadaResources.PropagationPolicies, "shop", "web");
        policy["metadata"]!["labels"]!["propagationpolicy.karmada.io/permanent-id"].ShouldNotBeNull();
        var spec = policy["spec"]!;
        spec["resourceSelectors"]![0]!["namespace"]!.GetValue<string>().ShouldBe("shop");
        spec["schedulerName"]!.GetValue<string>().ShouldBe("default-scheduler");
        spec["conflictResolution"]!.GetValue<string>().ShouldBe("Abort");
        spec["placement"]!["replicaScheduling"]!["replicaSchedulingType"]!.GetValue<string>().ShouldBe("Divided");
    }

    [Theory]
    [InlineData(KarmadaTexts.Policies)]
    [InlineData(KarmadaTexts.ClusterPolicies)]
    public async Task A_policy_keeps_its_scheduler_and_takes_every_other_change(string policies)
    {
        await using var world = await KarmadaWorld.StartAsync();
        await world.CreateAsync("hub", "/api/v1/namespaces", """{"metadata": {"name": "shop"}}""");
        await world.CreateAsync("hub", policies, KarmadaTexts.Policy("web", isClusters: policies == KarmadaTexts.ClusterPolicies));
        var (code, answer) = await world.AskAsync("hub", "PATCH", policies + "/web", """{"spec": {"schedulerName": "default-scheduler"}}""", "application/merge-patch+json");
        code.ShouldBe(403);
        answer.ShouldContain("denied the request: the schedulerName should not be updated");
        await world.MergeAsync("hub", policies + "/web", """{"spec": {"priority": 3}}""");
    }

    private static Task ApplyAsync(KarmadaWorld world, string value) =>
        world.ApplyAsync("hub", "/apis/work.karmada.io/v1alpha1/namespaces/karmada-es-idc-a/works/ours", $$$"""
            {"apiVersion": "work.karmada.io/v1alpha1", "kind": "Work", "metadata": {"name": "ours", "namespace": "karmada-es-idc-a"},
             "spec": {"workload": {"manifests": [{"apiVersion": "v1", "kind": "ConfigMap",
              "metadata": {"name": "ours", "namespace": "default", "uid": "x", "resourceVersion": "7", "labels": {"team": "a"} }, "data": {"value": "{{{value}}}"}, "status": {} }]} } }
            """);
}

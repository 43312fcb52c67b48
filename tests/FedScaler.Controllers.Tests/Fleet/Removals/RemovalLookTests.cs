using System.Text.Json.Nodes;
using FedScaler.Controllers.Tests.Fleet.Removals.Support;
using FedScaler.Core.ScaleIn;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Tests.Fleet.Removals;

public sealed class RemovalLookTests
{
    private static readonly ResourceType CloneSets = new("apps.kruise.io", "v1alpha1", "clonesets", "CloneSet");
    private static readonly ResourceType KruiseSets = new("apps.kruise.io", "v1beta1", "statefulsets", "StatefulSet");

    [Fact]
    public async Task A_Deployment_is_seen_with_its_ReplicaSet_and_its_pods()
    {
        await using var rig = await RemovalRig.StartAsync();
        rig.PutDeployment(3);
        var seen = await rig.LookAsync(RemovalRig.Sight());

        seen.IsReachable.ShouldBeTrue();
        seen.Workload.ShouldNotBeNull().Replicas.ShouldBe(3);
        seen.Workload.ResourceVersion.ShouldBe(rig.VersionOf(KnownResources.Deployments, "web"));
        seen.Workload.ActiveReplicaSets.ShouldHaveSingleItem().ShouldBe(new ReplicaSetObservation((string)rig.Get(KnownResources.ReplicaSets, "web-1")["metadata"]!["uid"]!, 3, 3));
        seen.Pods.Select(pod => pod.Name).ShouldBe(["web-0", "web-1", "web-2"]);
        seen.Pods.ShouldAllBe(pod => pod.BelongsToTarget && pod.IsReady && pod.Phase == PodPhase.Running && pod.Node == "n1" && pod.BarrierValue == "front");
        seen.Pods[0].Uid.ShouldBe(rig.UidOf("web-0"));
    }

    [Fact]
    public async Task A_workload_that_is_not_there_is_told_with_the_named_pods_that_are()
    {
        await using var rig = await RemovalRig.StartAsync();
        var other = rig.Put(KnownResources.ReplicaSets, Manifests.Parse("""{"metadata": {"name": "other", "namespace": "shop"}, "spec": {"replicas": 1}}"""));
        rig.Put(KnownResources.Pods, Manifests.Pod("other-0", other, "ReplicaSet", app: "other"));
        var seen = await rig.LookAsync(RemovalRig.Sight(named: ["other-0", "gone-0"]));
        seen.IsReachable.ShouldBeTrue();
        seen.Workload.ShouldBeNull();
        seen.Pods.ShouldHaveSingleItem().BelongsToTarget.ShouldBeFalse();
    }

    [Theory]
    [InlineData("apps.kruise.io/v1alpha1", TargetKind.CloneSet)]
    [InlineData("nowhere.example/v1", TargetKind.Other)]
    public async Task A_kind_that_is_not_served_is_a_workload_that_is_not_there(string apiVersion, TargetKind kind)
    {
        await using var rig = await RemovalRig.StartAsync();
        var seen = await rig.LookAsync(RemovalRig.Sight(kind, apiVersion));
        (seen.IsReachable, seen.Workload).ShouldBe((true, null));
    }

    [Fact]
    public async Task Named_pods_are_found_past_the_selector_and_strangers_within_it_are_left_out()
    {
        await using var rig = await RemovalRig.StartAsync();
        rig.PutDeployment(1);
        var set = rig.Get(KnownResources.ReplicaSets, "web-1");
        var other = rig.Put(KnownResources.ReplicaSets, Manifests.Parse("""{"metadata": {"name": "other", "namespace": "shop"}, "spec": {"replicas": 1}}"""));
        rig.Put(KnownResources.Pods, Manifests.Pod("relabelled", set, "ReplicaSet", app: "quarantine"));
        rig.Put(KnownResources.Pods, Manifests.Pod("alike", other, "ReplicaSet"));
        rig.Put(KnownResources.Pods, Manifests.Pod("foreign", other, "ReplicaSet"));

        var seen = await rig.LookAsync(RemovalRig.Sight(named: ["relabelled", "foreign", "gone"]));
        seen.Pods.Select(pod => (pod.Name, pod.BelongsToTarget)).ShouldBe([("foreign", false), ("web-0", true), ("relabelled", true)]);
    }

    [Fact]
    public async Task Pods_of_an_inactive_ReplicaSet_belong_to_the_Deployment_and_it_is_not_active()
    {
        await using var rig = await RemovalRig.StartAsync();
        rig.PutDeployment(1);
        var old = rig.Put(KnownResources.ReplicaSets, Manifests.ReplicaSet("web-0", rig.Get(KnownResources.Deployments, "web"), 0));
        rig.Put(KnownResources.Pods, Manifests.Pod("late", old, "ReplicaSet"));
        var seen = await rig.LookAsync(RemovalRig.Sight());
        seen.Pods.Single(pod => pod.Name == "late").BelongsToTarget.ShouldBeTrue();
        seen.Workload!.ActiveReplicaSets.Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_pod_on_its_way_out_is_terminating()
    {
        await using var rig = await RemovalRig.StartAsync();
        rig.PutDeployment(2);
        await rig.DeleteAsync(KnownResources.Pods, "web-1");
        (await rig.LookAsync(RemovalRig.Sight())).Pods.Select(pod => (pod.Name, pod.IsTerminating)).ShouldBe([("web-0", false), ("web-1", true)]);
    }

    [Fact]
    public async Task A_thousand_pods_come_in_pages()
    {
        await using var rig = await RemovalRig.StartAsync();
        rig.PutDeployment(1203);
        var seen = await rig.LookAsync(RemovalRig.Sight());
        seen.Pods.Select(pod => pod.Name).Distinct(StringComparer.Ordinal).Count().ShouldBe(1203);
    }

    [Fact]
    public async Task Budgets_that_select_its_pods_are_seen()
    {
        await using var rig = await RemovalRig.StartAsync();
        rig.PutDeployment(2);
        PutBudget(rig, "web", """{"matchLabels": {"app": "web"}}""", allowed: 1);
        PutBudget(rig, "all", "{}", allowed: 2);
        PutBudget(rig, "none", "null", allowed: 3);
        PutBudget(rig, "other", """{"matchLabels": {"app": "other"}}""", allowed: 4);
        PutBudget(rig, "stale", """{"matchExpressions": [{"key": "app", "operator": "In", "values": ["web"]}]}""", allowed: 5, observed: 0);
        var seen = await rig.LookAsync(RemovalRig.Sight());
        seen.Budgets.Select(budget => (budget.Name, budget.DisruptionsAllowed, budget.Pods.Count)).ShouldBe([("all", 2, 2), ("stale", 0, 2), ("web", 1, 2)]);
    }

    [Fact]
    public async Task The_HPA_on_it_is_seen_by_its_reference()
    {
        await using var rig = await RemovalRig.StartAsync();
        rig.PutDeployment(2);
        rig.Put(KnownResources.HorizontalPodAutoscalers, Hpa("other", "Deployment", "other"));
        rig.Put(KnownResources.HorizontalPodAutoscalers, Hpa("set", "StatefulSet", "web"));
        rig.Put(KnownResources.HorizontalPodAutoscalers, Hpa("web", "Deployment", "web"));
        (await rig.LookAsync(RemovalRig.Sight())).Autoscaler.ShouldBe(
            new AutoscalerObservation("web", rig.VersionOf(KnownResources.HorizontalPodAutoscalers, "web"), 2, null));
    }

    [Fact]
    public async Task A_StatefulSet_owns_its_pods_itself()
    {
        await using var rig = await RemovalRig.StartAsync();
        var set = rig.Put(KnownResources.StatefulSets, Workload("StatefulSet", """, "ordinals": {"start": 2}"""));
        rig.Put(KnownResources.Pods, Manifests.Pod("web-2", set, "StatefulSet"));
        var seen = await rig.LookAsync(RemovalRig.Sight(TargetKind.StatefulSet));
        seen.Workload.ShouldNotBeNull().OrdinalsStart.ShouldBe(2);
        seen.Pods.ShouldHaveSingleItem().BelongsToTarget.ShouldBeTrue();
        seen.Workload.FreeLabel.ShouldBeNull("no label proves anything of a StatefulSet");
    }

    [Fact]
    public async Task Kruise_workloads_are_seen_where_they_are_served()
    {
        await using var rig = await RemovalRig.StartAsync();
        rig.Put(KnownResources.CustomResourceDefinitions, Manifests.Definition("apps.kruise.io", "v1alpha1", "clonesets", "CloneSet"));
        var clones = rig.Put(CloneSets, Workload("CloneSet", """, "scaleStrategy": {"podsToDelete": ["web-a"]}"""));
        rig.Put(KnownResources.Pods, Manifests.Pod("web-a", clones, "CloneSet"));
        var seen = await rig.LookAsync(RemovalRig.Sight(TargetKind.CloneSet, "apps.kruise.io/v1alpha1"));
        seen.Workload.ShouldNotBeNull().PodsToDelete.ShouldBe(["web-a"]);
        seen.Pods.ShouldHaveSingleItem().BelongsToTarget.ShouldBeTrue();
    }

    [Fact]
    public async Task A_Kruise_StatefulSet_is_seen_and_not_taken_for_another()
    {
        await using var rig = await RemovalRig.StartAsync();
        rig.Put(KnownResources.CustomResourceDefinitions, Manifests.Definition("apps.kruise.io", "v1beta1", "statefulsets", "StatefulSet"));
        rig.Put(KruiseSets, Workload("StatefulSet", """, "reserveOrdinals": [1]"""));
        rig.Put(KnownResources.StatefulSets, Workload("StatefulSet", ""));
        var seen = await rig.LookAsync(RemovalRig.Sight(TargetKind.KruiseStatefulSet, "apps.kruise.io/v1beta1"));
        seen.Workload.ShouldNotBeNull().ReserveOrdinals.ShouldBe([1]);
    }

    [Fact]
    public async Task A_kind_without_a_selector_has_the_pods_that_name_it()
    {
        await using var rig = await RemovalRig.StartAsync();
        var type = new ResourceType("example.com", "v1", "things", "Thing");
        rig.Put(KnownResources.CustomResourceDefinitions, Manifests.Definition("example.com", "v1", "things", "Thing"));
        var thing = rig.Put(type, Manifests.Parse("""{"apiVersion": "example.com/v1", "kind": "Thing", "metadata": {"name": "web", "namespace": "shop"}, "spec": {"replicas": 1}}"""));
        rig.Put(KnownResources.Pods, Manifests.Pod("web-x", thing, "Thing"));
        rig.PutDeployment(1);
        var sight = RemovalRig.Sight(TargetKind.Other, "example.com/v1");
        var seen = await rig.LookAsync(sight with { Target = sight.Target with { Kind = "Thing" } });
        seen.Workload.ShouldNotBeNull().Replicas.ShouldBe(1);
        seen.Pods.ShouldHaveSingleItem().Name.ShouldBe("web-x");
    }

    [Fact]
    public async Task A_label_once_chosen_is_kept_and_its_values_told()
    {
        await using var rig = await RemovalRig.StartAsync();
        rig.PutDeployment(1);
        var chosen = new BarrierLabel("app", "web");
        var seen = await rig.LookAsync(RemovalRig.Sight() with { Barrier = chosen });
        seen.Workload.ShouldNotBeNull().FreeLabel.ShouldBe(chosen);
        seen.Pods.ShouldHaveSingleItem().BarrierValue.ShouldBe("web");
    }

    [Fact]
    public async Task A_server_that_no_longer_knows_us_was_not_seen_at_all()
    {
        await using var rig = await RemovalRig.StartAsync();
        rig.PutDeployment(1);
        (await rig.LookAsync(RemovalRig.Sight())).IsReachable.ShouldBeTrue();
        rig.Cluster.Faults.RevokeToken();
        (await rig.LookAsync(RemovalRig.Sight())).IsReachable.ShouldBeFalse();
    }

    private static void PutBudget(RemovalRig rig, string name, string selector, int allowed, int observed = 1) => rig.Put(
        KnownResources.PodDisruptionBudgets,
        Manifests.Parse(
            $$$"""
            {"metadata": {"name": "{{{name}}}", "namespace": "shop"}, "spec": {"selector": {{{selector}}}},
             "status": {"disruptionsAllowed": {{{allowed}}}, "observedGeneration": {{{observed}}}}}
            """));

    private static JsonObject Hpa(string name, string kind, string target) => Manifests.Parse(
        $$$"""
        {"metadata": {"name": "{{{name}}}", "namespace": "shop"},
         "spec": {"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "{{{kind}}}", "name": "{{{target}}}"}, "minReplicas": 2, "maxReplicas": 9}}
        """);

    private static JsonObject Workload(string kind, string fields) => Manifests.Parse(
        $$$$"""
        {"kind": "{{{{kind}}}}", "metadata": {"name": "web", "namespace": "shop"},
         "spec": {"replicas": 1, "selector": {"matchLabels": {"app": "web"}}{{{{fields}}}}}, "status": {"replicas": 1}}
        """);
}

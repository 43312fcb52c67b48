using System.Text.Json.Nodes;
using FedScaler.Controllers.Fleet;
using FedScaler.Controllers.Fleet.Members;
using FedScaler.Controllers.Tests.Fleet.Removals.Support;
using FedScaler.Core.ScaleIn;
using FedScaler.Core.Splitting;
using FedScaler.Kube.Client;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Tests.Fleet.Removals;

public sealed class RemovalWritesTests
{
    private const string Cost = "controller.kubernetes.io/pod-deletion-cost";

    private static readonly ResourceType Hpas = KnownResources.HorizontalPodAutoscalers;
    private static readonly ResourceType CloneSets = new("apps.kruise.io", "v1alpha1", "clonesets", "CloneSet");
    private static readonly ResourceType KruiseSets = new("apps.kruise.io", "v1beta1", "statefulsets", "StatefulSet");

    [Fact]
    public async Task A_pod_is_marked_by_cost_and_label_in_one_write()
    {
        await using var rig = await RemovalRig.StartAsync();
        rig.PutDeployment(0);
        await rig.CreateAsync(KnownResources.Pods, Manifests.Pod("web-0", rig.Get(KnownResources.ReplicaSets, "web-1"), "ReplicaSet"));
        var before = rig.Cluster.Store.Revision;
        await rig.TakeAsync(new RemovalStep.MarkPod(RemovalRig.Member, "web-0", rig.UidOf("web-0"), "-5", new BarrierLabel("tier", "leaving")));
        var pod = rig.Get(KnownResources.Pods, "web-0")["metadata"]!;
        ((string?)pod["annotations"]![Cost], (string?)pod["labels"]!["tier"], (string?)pod["labels"]!["app"]).ShouldBe(("-5", "leaving", "web"));
        rig.Cluster.Store.Revision.ShouldBe(before + 1);

        await rig.TakeAsync(new RemovalStep.MarkPod(RemovalRig.Member, "web-0", rig.UidOf("web-0"), null, null));
        pod = rig.Get(KnownResources.Pods, "web-0")["metadata"]!;
        pod["annotations"]?[Cost].ShouldBeNull();
        ((string?)pod["labels"]!["tier"]).ShouldBe("leaving", "what is not spoken of is left alone");
    }

    [Fact]
    public async Task A_pod_of_another_uid_is_never_touched()
    {
        await using var rig = await RemovalRig.StartAsync();
        rig.PutDeployment(1);
        var before = rig.Cluster.Store.Revision;
        RemovalStep[] steps =
        [
            new RemovalStep.MarkPod(RemovalRig.Member, "web-0", "another", "-5", null),
            new RemovalStep.DeletePod(RemovalRig.Member, "web-0", "another"),
            new RemovalStep.EvictPod(RemovalRig.Member, "web-0", "another"),
        ];
        foreach (var step in steps) (await Should.ThrowAsync<KubeApiException>(() => rig.TakeAsync(step))).IsConflict.ShouldBeTrue(step.ToString());
        rig.Cluster.Store.Revision.ShouldBe(before);
    }

    [Fact]
    public async Task A_pod_that_is_gone_is_told_with_404()
    {
        await using var rig = await RemovalRig.StartAsync();
        (await Should.ThrowAsync<KubeApiException>(() => rig.TakeAsync(new RemovalStep.EvictPod(RemovalRig.Member, "web-0", "u")))).IsNotFound.ShouldBeTrue();
    }

    [Fact]
    public async Task Pods_are_deleted_and_evicted_gracefully()
    {
        await using var rig = await RemovalRig.StartAsync();
        rig.PutDeployment(2);
        await rig.TakeAsync(new RemovalStep.DeletePod(RemovalRig.Member, "web-0", rig.UidOf("web-0")));
        await rig.TakeAsync(new RemovalStep.EvictPod(RemovalRig.Member, "web-1", rig.UidOf("web-1")));
        (await rig.LookAsync(RemovalRig.Sight())).Pods.ShouldAllBe(pod => pod.IsTerminating);
    }

    [Fact]
    public async Task An_eviction_that_a_budget_forbids_is_told_with_429()
    {
        await using var rig = await RemovalRig.StartAsync();
        rig.PutDeployment(1);
        rig.Put(
            KnownResources.PodDisruptionBudgets,
            Manifests.Parse("""{"metadata": {"name": "web", "namespace": "shop"}, "spec": {"selector": {"matchLabels": {"app": "web"}}}, "status": {"observedGeneration": 1, "disruptionsAllowed": 0}}"""));
        var refusal = await Should.ThrowAsync<KubeApiException>(() => rig.TakeAsync(new RemovalStep.EvictPod(RemovalRig.Member, "web-0", rig.UidOf("web-0"))));
        refusal.Code.ShouldBe(429);
        (await rig.LookAsync(RemovalRig.Sight())).Pods.ShouldHaveSingleItem().IsTerminating.ShouldBeFalse();
    }

    [Fact]
    public async Task A_commit_is_one_write_of_count_and_token()
    {
        await using var rig = await RemovalRig.StartAsync();
        rig.PutDeployment(3);
        var revision = rig.Cluster.Store.Revision;
        await rig.TakeAsync(new RemovalStep.Commit(RemovalRig.Member, 2, "id:2", rig.VersionOf(KnownResources.Deployments, "web")));
        var seen = (await rig.LookAsync(RemovalRig.Sight())).Workload.ShouldNotBeNull();
        (seen.Replicas, seen.CommitAnnotation, seen.ForeignReplicasManager).ShouldBe((2, "id:2", null));
        rig.Cluster.Store.Revision.ShouldBe(revision + 1);
    }

    [Fact]
    public async Task A_commit_on_what_was_not_looked_at_is_refused_with_409()
    {
        await using var rig = await RemovalRig.StartAsync();
        rig.PutDeployment(3);
        var version = rig.VersionOf(KnownResources.Deployments, "web");
        await rig.TakeAsync(new RemovalStep.SetToken(RemovalRig.Member, "id:void", version));
        (await Should.ThrowAsync<KubeApiException>(() => rig.TakeAsync(new RemovalStep.Commit(RemovalRig.Member, 2, "id:2", version)))).IsConflict.ShouldBeTrue();
        var seen = (await rig.LookAsync(RemovalRig.Sight())).Workload.ShouldNotBeNull();
        (seen.Replicas, seen.CommitAnnotation).ShouldBe((3, "id:void"));

        await rig.TakeAsync(new RemovalStep.SetToken(RemovalRig.Member, null, seen.ResourceVersion));
        (await rig.LookAsync(RemovalRig.Sight())).Workload!.CommitAnnotation.ShouldBeNull();
    }

    [Fact]
    public async Task A_StatefulSets_range_moves_in_the_same_write()
    {
        await using var rig = await RemovalRig.StartAsync();
        await rig.CreateAsync(
            KnownResources.StatefulSets,
            Workload("""{"replicas": 3, "selector": {"matchLabels": {"app": "web"}}, "template": {"metadata": {"labels": {"app": "web"}}, "spec": {"containers": [{"name": "c", "image": "c"}]}}}"""));
        var sight = RemovalRig.Sight(TargetKind.StatefulSet);
        await rig.TakeAsync(new RemovalStep.Commit(RemovalRig.Member, 2, "id:2", rig.VersionOf(KnownResources.StatefulSets, "web")) { OrdinalsStart = 1 }, sight);
        var seen = (await rig.LookAsync(sight)).Workload.ShouldNotBeNull();
        (seen.Replicas, seen.OrdinalsStart).ShouldBe((2, 1));
    }

    [Fact]
    public async Task A_CloneSet_is_told_which_pods_and_keeps_the_rest_of_its_strategy()
    {
        await using var rig = await RemovalRig.StartAsync();
        rig.Put(KnownResources.CustomResourceDefinitions, Manifests.Definition("apps.kruise.io", "v1alpha1", "clonesets", "CloneSet"));
        await rig.CreateAsync(CloneSets, Workload("""{"replicas": 3, "scaleStrategy": {"maxUnavailable": 1, "podsToDelete": ["old"]}}"""));
        var sight = RemovalRig.Sight(TargetKind.CloneSet, "apps.kruise.io/v1alpha1");
        await rig.TakeAsync(new RemovalStep.Commit(RemovalRig.Member, 1, "id:1", rig.VersionOf(CloneSets, "web")) { PodsToDelete = ["web-a", "web-b"] }, sight);
        rig.Get(CloneSets, "web")["spec"]!.ToJsonString().ShouldBe("""{"replicas":1,"scaleStrategy":{"maxUnavailable":1,"podsToDelete":["web-a","web-b"]}}""");
    }

    [Fact]
    public async Task A_Kruise_StatefulSet_reserves_the_ordinals()
    {
        await using var rig = await RemovalRig.StartAsync();
        rig.Put(KnownResources.CustomResourceDefinitions, Manifests.Definition("apps.kruise.io", "v1beta1", "statefulsets", "StatefulSet"));
        await rig.CreateAsync(KruiseSets, Workload("""{"replicas": 3, "reserveOrdinals": ["5-6"]}"""));
        var sight = RemovalRig.Sight(TargetKind.KruiseStatefulSet, "apps.kruise.io/v1beta1");
        await rig.TakeAsync(new RemovalStep.Commit(RemovalRig.Member, 2, "id:2", rig.VersionOf(KruiseSets, "web")) { ReserveOrdinals = [1, 5, 6] }, sight);
        rig.Get(KruiseSets, "web")["spec"]!.ToJsonString().ShouldBe("""{"replicas":2,"reserveOrdinals":[1,5,6]}""");
    }

    [Theory]
    [InlineData("""{"scaleDown": {"stabilizationWindowSeconds": 60, "policies": [{"type": "Pods", "value": 4, "periodSeconds": 30}]}}""")]
    [InlineData(null)]
    public async Task A_held_HPA_neither_grows_nor_shrinks_and_is_after_it_what_it_was(string? behavior)
    {
        await using var rig = await RemovalRig.StartAsync();
        rig.PutDeployment(3);
        await rig.ApplyAsync(Hpas, "fedscaler-fedhpa", Hpa(behavior, min: 3));
        var before = (JsonObject)rig.Get(Hpas, "web").DeepClone();
        var originals = (await rig.LookAsync(RemovalRig.Sight())).Autoscaler.ShouldNotBeNull();
        originals.IsFederated.ShouldBeTrue();

        await rig.TakeAsync(new RemovalStep.HoldAutoscaler(RemovalRig.Member, "web", 2, originals.ResourceVersion));
        var held = rig.Get(Hpas, "web")["spec"]!;
        ((string?)held["behavior"]!["scaleUp"]!["selectPolicy"], (string?)held["behavior"]!["scaleDown"]!["selectPolicy"]).ShouldBe(("Disabled", "Disabled"));
        var seen = (await rig.LookAsync(RemovalRig.Sight())).Autoscaler.ShouldNotBeNull();
        (seen.HeldBy, seen.Min).ShouldBe((RemovalRig.Id, 2));

        await rig.TakeAsync(new RemovalStep.ReleaseAutoscaler(RemovalRig.Member, "web", 3, originals.Behavior, seen.ResourceVersion));
        var after = rig.Get(Hpas, "web");
        after["spec"]!.ToJsonString().ShouldBe(before["spec"]!.ToJsonString());
        JsonNode.DeepEquals(after["metadata"]!["annotations"], before["metadata"]!["annotations"]).ShouldBeTrue();
        after["metadata"]!["managedFields"]!.AsArray().Select(entry => (string?)entry!["manager"]).ShouldBe(["fedscaler-fedhpa"]);
    }

    [Fact]
    public async Task A_behavior_that_its_user_takes_out_later_goes_as_if_it_had_never_been_held()
    {
        await using var rig = await RemovalRig.StartAsync();
        rig.PutDeployment(3);
        await rig.ApplyAsync(Hpas, "fedscaler-fedhpa", Hpa("""{"scaleUp": {"stabilizationWindowSeconds": 60}}""", min: 3));
        var originals = (await rig.LookAsync(RemovalRig.Sight())).Autoscaler.ShouldNotBeNull();
        await rig.TakeAsync(new RemovalStep.HoldAutoscaler(RemovalRig.Member, "web", 2, originals.ResourceVersion));
        await rig.TakeAsync(new RemovalStep.ReleaseAutoscaler(RemovalRig.Member, "web", 3, originals.Behavior, rig.VersionOf(Hpas, "web")));
        await rig.ApplyAsync(Hpas, "fedscaler-fedhpa", Hpa(null, min: 4));
        var spec = rig.Get(Hpas, "web")["spec"]!;
        spec["behavior"].ShouldBeNull();
        ((int?)spec["minReplicas"]).ShouldBe(4);
    }

    [Fact]
    public async Task A_members_own_HPA_is_left_without_a_trace_of_ours()
    {
        await using var rig = await RemovalRig.StartAsync();
        rig.PutDeployment(3);
        var own = Hpa("""{"scaleUp": {"selectPolicy": "Min"}}""", min: 3);
        ((JsonObject)own["metadata"]!).Remove("annotations");
        await rig.ApplyAsync(Hpas, "helm", own);
        var before = rig.Get(Hpas, "web")["spec"]!.ToJsonString();
        var originals = (await rig.LookAsync(RemovalRig.Sight())).Autoscaler.ShouldNotBeNull();
        originals.IsFederated.ShouldBeFalse();
        await rig.TakeAsync(new RemovalStep.HoldAutoscaler(RemovalRig.Member, "web", 1, originals.ResourceVersion));
        await rig.TakeAsync(new RemovalStep.ReleaseAutoscaler(RemovalRig.Member, "web", 3, originals.Behavior, rig.VersionOf(Hpas, "web")));
        rig.Get(Hpas, "web")["spec"]!.ToJsonString().ShouldBe(before);
        rig.Get(Hpas, "web")["metadata"]!["managedFields"]!.ToJsonString().ShouldNotContain("fedscaler");
    }

    [Fact]
    public async Task An_HPA_that_changed_since_it_was_looked_at_is_not_held()
    {
        await using var rig = await RemovalRig.StartAsync();
        await rig.ApplyAsync(Hpas, "fedscaler-fedhpa", Hpa(null, min: 3));
        var version = rig.VersionOf(Hpas, "web");
        await rig.ApplyAsync(Hpas, "fedscaler-fedhpa", Hpa(null, min: 4));
        (await Should.ThrowAsync<KubeApiException>(() => rig.TakeAsync(new RemovalStep.HoldAutoscaler(RemovalRig.Member, "web", 2, version)))).IsConflict.ShouldBeTrue();
    }

    [Fact]
    public async Task A_workload_whose_kind_is_not_served_cannot_be_committed()
    {
        await using var rig = await RemovalRig.StartAsync();
        var sight = RemovalRig.Sight(TargetKind.CloneSet, "apps.kruise.io/v1alpha1");
        await Should.ThrowAsync<InvalidOperationException>(() => rig.TakeAsync(new RemovalStep.Commit(RemovalRig.Member, 2, "id:2", "1"), sight));
    }

    private static JsonObject Hpa(string? behavior, int min)
    {
        var document = new HpaDocument(
            "web", RemovalRig.Sight().Target, new Share(min, 9), null, behavior is null ? null : Manifests.Parse(behavior), "hash", "shop/web", null);
        return HpaBody.ForApply(document);
    }

    private static JsonObject Workload(string spec) => Manifests.Parse($$$"""{"metadata": {"name": "web", "namespace": "shop"}, "spec": {{{spec}}}}""");
}

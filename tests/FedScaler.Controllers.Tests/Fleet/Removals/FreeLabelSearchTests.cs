using FedScaler.Controllers.Fleet.Removals;
using FedScaler.Controllers.Tests.Fleet.Removals.Support;
using FedScaler.Core.ScaleIn;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Tests.Fleet.Removals;

public sealed class FreeLabelSearchTests
{
    [Fact]
    public async Task A_label_that_nobody_asks_for_is_free()
    {
        await using var rig = await RemovalRig.StartAsync();
        rig.PutDeployment(1);
        (await FindAsync(rig)).ShouldBe(new BarrierLabel("tier", "front"));
    }

    [Theory]
    [InlineData("services", """{"selector": {"tier": "front"}}""")]
    [InlineData("poddisruptionbudgets", """{"selector": {"matchLabels": {"tier": "back"}}}""")]
    [InlineData("statefulsets", """{"selector": {"matchExpressions": [{"key": "tier", "operator": "Exists"}]}}""")]
    [InlineData("daemonsets", """{"selector": {"matchLabels": {"tier": "front"}}}""")]
    [InlineData("deployments", """{"selector": {"matchLabels": {"tier": "front"}}}""")]
    [InlineData("replicasets", """{"selector": {"matchLabels": {"tier": "front"}}}""")]
    public async Task A_label_that_anything_asks_for_is_not_free(string plural, string spec)
    {
        await using var rig = await RemovalRig.StartAsync();
        rig.PutDeployment(1);
        ResourceType[] types =
        [
            KnownResources.Services, KnownResources.PodDisruptionBudgets, KnownResources.StatefulSets, KnownResources.DaemonSets, KnownResources.Deployments, KnownResources.ReplicaSets,
        ];
        rig.Put(types.Single(type => type.Plural == plural), Manifests.Parse($$$"""{"metadata": {"name": "other", "namespace": "shop"}, "spec": {{{spec}}}}"""));
        (await FindAsync(rig)).ShouldBeNull();
    }

    [Fact]
    public async Task A_CloneSet_may_ask_for_it_too()
    {
        await using var rig = await RemovalRig.StartAsync();
        rig.PutDeployment(1);
        rig.Put(KnownResources.CustomResourceDefinitions, Manifests.Definition("apps.kruise.io", "v1alpha1", "clonesets", "CloneSet"));
        var clones = new ResourceType("apps.kruise.io", "v1alpha1", "clonesets", "CloneSet");
        rig.Put(clones, Manifests.Parse("""{"metadata": {"name": "other", "namespace": "shop"}, "spec": {"selector": {"matchLabels": {"tier": "x"}}}}"""));
        (await FindAsync(rig)).ShouldBeNull();
    }

    [Fact]
    public async Task What_another_namespace_asks_for_does_not_matter()
    {
        await using var rig = await RemovalRig.StartAsync();
        rig.PutDeployment(1);
        rig.Put(KnownResources.Services, Manifests.Parse("""{"metadata": {"name": "other", "namespace": "default"}, "spec": {"selector": {"tier": "front"}}}"""));
        (await FindAsync(rig)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("", "tier")]
    [InlineData(""", "zone": "z" """, "zone")]
    [InlineData(""", "zone": "z", "fedscaler.io/phase": "staying" """, "fedscaler.io/phase")]
    [InlineData(""", "pod-template-hash": "5", "topology.kubernetes.io/zone": "z", "x.k8s.io/y": "z", "controller-revision-hash": "3" """, "tier")]
    [InlineData(""", "unused.example.com/x": "y" """, "unused.example.com/x")]
    public void Ours_comes_first_and_Kubernetes_own_never(string more, string first) =>
        FreeLabel.Candidates(Manifests.Deployment(1, more)).First().Name.ShouldBe(first);

    private static async Task<BarrierLabel?> FindAsync(RemovalRig rig) => (await rig.LookAsync(RemovalRig.Sight())).Workload.ShouldNotBeNull().FreeLabel;
}

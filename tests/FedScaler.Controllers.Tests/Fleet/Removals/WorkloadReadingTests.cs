using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Controllers.Fleet.Removals;
using FedScaler.Controllers.Tests.Fleet.Removals.Support;
using FedScaler.Core.ScaleIn;

namespace FedScaler.Controllers.Tests.Fleet.Removals;

public sealed class WorkloadReadingTests
{
    [Fact]
    public void Counts_and_generations_are_read()
    {
        var seen = Read(
            """
            {"metadata": {"resourceVersion": "77", "generation": 5, "annotations": {"fedscaler.io/scale-in": "id:3"}},
             "spec": {"replicas": 4}, "status": {"observedGeneration": 4, "replicas": 6, "updatedReplicas": 2}}
            """);
        seen.ShouldBe(new WorkloadObservation("77", 4)
        {
            Generation = 5,
            ObservedGeneration = 4,
            StatusReplicas = 6,
            UpdatedReplicas = 2,
            CommitAnnotation = "id:3",
            // Compared by reference otherwise.
            ReserveOrdinals = seen!.ReserveOrdinals,
            PodsToDelete = seen.PodsToDelete,
        });
    }

    [Fact]
    public void What_Go_leaves_out_is_zero_and_absent_replicas_are_one()
    {
        var seen = Read("""{"metadata": {"resourceVersion": "1", "generation": 1}, "spec": {}, "status": {}}""").ShouldNotBeNull();
        (seen.Replicas, seen.ObservedGeneration, seen.StatusReplicas, seen.UpdatedReplicas).ShouldBe((1, 0, 0, 0));
    }

    [Fact]
    public void A_kind_that_is_not_known_may_count_neither_generations_nor_updates()
    {
        var seen = Read("""{"metadata": {"resourceVersion": "1", "generation": 7}, "spec": {"replicas": 2}, "status": {"replicas": 2}}""", TargetKind.Other).ShouldNotBeNull();
        (seen.ObservedGeneration, seen.UpdatedReplicas).ShouldBe((7, 2));
    }

    [Fact]
    public void A_kind_that_is_not_known_and_keeps_its_count_elsewhere_is_not_read() =>
        Read("""{"metadata": {"resourceVersion": "1"}, "spec": {"size": 2}}""", TargetKind.Other).ShouldBeNull();

    [Theory]
    [InlineData(TargetKind.StatefulSet, "{}", true)]
    [InlineData(TargetKind.KruiseStatefulSet, """{"podManagementPolicy": "OrderedReady"}""", true)]
    [InlineData(TargetKind.StatefulSet, """{"podManagementPolicy": "Parallel"}""", false)]
    [InlineData(TargetKind.Deployment, "{}", false)]
    public void Only_StatefulSets_are_ordered_and_are_so_by_default(TargetKind kind, string spec, bool ordered) =>
        Read($$"""{"metadata": {}, "spec": {{spec}}}""", kind)!.IsOrdered.ShouldBe(ordered);

    [Fact]
    public void What_only_some_kinds_have_is_read()
    {
        var seen = Read(
            """
            {"metadata": {}, "spec": {"ordinals": {"start": 3}, "reserveOrdinals": [7, "2-4", "9"], "scaleStrategy": {"podsToDelete": ["a", "b"]},
             "volumeClaimTemplates": [{"metadata": {"name": "data"}}]}}
            """,
            TargetKind.KruiseStatefulSet).ShouldNotBeNull();
        seen.OrdinalsStart.ShouldBe(3);
        seen.ReserveOrdinals.ShouldBe([2, 3, 4, 7, 9]);
        seen.PodsToDelete.ShouldBe(["a", "b"]);
        seen.HasVolumeClaims.ShouldBeTrue();
        Read("""{"metadata": {}, "spec": {"volumeClaimTemplates": []}}""")!.HasVolumeClaims.ShouldBeFalse();
    }

    [Theory]
    [InlineData("""["4-2"]""")]
    [InlineData("""["x"]""")]
    [InlineData("""["1-2-3"]""")]
    [InlineData("""["0-2000000000"]""")]
    [InlineData("[true]")]
    public void Reserved_ordinals_that_cannot_be_read_are_never_written_over(string reserved) =>
        Should.Throw<JsonException>(() => ReservedOrdinals.Read(JsonNode.Parse(reserved)));

    [Theory]
    [InlineData("""{"spec": {"selector": {"matchLabels": {"app": "web"}, "matchExpressions": [{"key": "x", "operator": "Exists"}]}}}""", "app=web,x")]
    [InlineData("""{"spec": {}, "status": {"labelSelector": "app=web"}}""", "app=web")]
    [InlineData("""{"spec": {}, "status": {"selector": "app=db"}}""", "app=db")]
    [InlineData("""{"spec": {"selector": {}}}""", null)]
    [InlineData("{}", null)]
    public void The_selector_of_its_pods_is_found(string workload, string? selector) =>
        WorkloadReading.SelectorOf(Manifests.Parse(workload)).ShouldBe(selector);

    [Fact]
    public void ReplicaSets_are_active_that_have_pods_or_ought_to()
    {
        JsonObject[] sets =
        [
            Manifests.Parse("""{"metadata": {"uid": "old"}, "spec": {"replicas": 0}, "status": {"replicas": 0}}"""),
            Manifests.Parse("""{"metadata": {"uid": "going"}, "spec": {"replicas": 0}, "status": {"replicas": 1, "fullyLabeledReplicas": 1}}"""),
            Manifests.Parse("""{"metadata": {"uid": "coming"}, "spec": {"replicas": 3}, "status": {}}"""),
            Manifests.Parse("""{"metadata": {"uid": "marked"}, "spec": {"replicas": 3}, "status": {"replicas": 3, "fullyLabeledReplicas": 2}}"""),
        ];
        WorkloadReading.ActiveOf(sets).ShouldBe([new("going", 1, 1), new("coming", 0, 0), new("marked", 3, 2)]);
    }

    [Theory]
    [InlineData("argocd-controller", "Apply", "", "argocd-controller")]
    [InlineData("my-pipeline", "Apply", "", "my-pipeline")]
    [InlineData("karmada-controller-manager", "Update", "", "karmada-controller-manager")]
    [InlineData("work-agent", "Update", "", "work-agent")]
    [InlineData("helm-controller", "Update", "", "helm-controller")]
    [InlineData("fedscaler-scalein", "Update", "", null)]
    [InlineData("fedscaler-bindings", "Update", "scale", null)]
    [InlineData("kube-controller-manager", "Update", "scale", null)]
    [InlineData("kubectl", "Update", "scale", null)]
    [InlineData("kubectl", "Apply", "", null)]
    [InlineData("kubectl-client-side-apply", "Update", "", null)]
    [InlineData("helm", "Update", "", null)]
    [InlineData("keda-operator", "Update", "scale", null)]
    public void Foreign_is_who_writes_the_replicas_again_and_again(string manager, string operation, string subresource, string? foreign)
    {
        var entry = $$$$"""{"manager": "{{{{manager}}}}", "operation": "{{{{operation}}}}", "subresource": "{{{{subresource}}}}", "fieldsV1": {"f:spec": {"f:replicas": {} } } }""";
        Read($$$"""{"metadata": {"managedFields": [{{{entry}}}]}, "spec": {"replicas": 1}}""")!.ForeignReplicasManager.ShouldBe(foreign);
    }

    [Fact]
    public void Who_applies_everything_but_the_replicas_is_not_foreign() =>
        Read("""{"metadata": {"managedFields": [{"manager": "argocd-controller", "operation": "Apply", "fieldsV1": {"f:spec": {"f:template": {}}}}]}, "spec": {"replicas": 1}}""")!
            .ForeignReplicasManager.ShouldBeNull();

    private static WorkloadObservation? Read(string json, TargetKind kind = TargetKind.Deployment) => WorkloadReading.Read(Manifests.Parse(json), kind);
}

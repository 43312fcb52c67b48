using System.Text.Json.Nodes;
using FedScaler.Controllers.Fleet;
using FedScaler.Controllers.Fleet.Karmada.Bindings;
using FedScaler.Controllers.Tests.Fleet.Karmada.Bindings.Support;

namespace FedScaler.Controllers.Tests.Fleet.Karmada.Bindings;

public sealed class TargetPoliciesTests
{
    private const string Autoscaling = """{"resources": [{"name": "federatedhpas", "kind": "FederatedHPA", "namespaced": true}, {"name": "cronfederatedhpas", "kind": "CronFederatedHPA", "namespaced": true}]}""";
    private const string Hpas = """{"resources": [{"name": "horizontalpodautoscalers", "kind": "HorizontalPodAutoscaler", "namespaced": true}]}""";
    private const string Config = """{"resources": [{"name": "resourceinterpretercustomizations", "kind": "ResourceInterpreterCustomization", "namespaced": false}]}""";

    private static async Task<FleetConflict> ConflictAsync(KarmadaHub hub, string reason)
    {
        await KarmadaHub.UntilAsync(() => hub.Policies.ConflictOf(KarmadaHub.Web)?.Reason == reason);
        return hub.Policies.ConflictOf(KarmadaHub.Web)!;
    }

    [Fact]
    public async Task A_target_whose_policy_names_us_is_ours()
    {
        await using var hub = await new KarmadaHub().StartAsync();
        await hub.SeenAsync();
        hub.Policies.Synced.ShouldBeTrue();
        hub.Policies.ConflictOf(KarmadaHub.Web).ShouldBeNull();
        hub.Policies.Excludes(KarmadaHub.Web, "a").ShouldBeNull();
        hub.Policies.PodsOf(KarmadaHub.Web).ShouldNotBeNull().Requests.MilliCpu.ShouldBe(1000);
    }

    [Fact]
    public async Task A_target_without_a_binding_is_not_ours_and_the_mend_is_a_policy()
    {
        await using var hub = await new KarmadaHub().StartAsync();
        var conflict = hub.Policies.ConflictOf(KarmadaHub.Web with { Name = "api" }).ShouldNotBeNull();
        conflict.Reason.ShouldBe("NoBinding");
        conflict.Message.ShouldContain("PropagationPolicy with spec.schedulerName fedscaler");
    }

    [Fact]
    public async Task A_binding_of_another_scheduler_names_it_and_the_policy()
    {
        await using var hub = await new KarmadaHub().StartAsync();
        await hub.SeenAsync();
        hub.Edit("""{"schedulerName": "default-scheduler"}""");
        (await ConflictAsync(hub, "OtherScheduler")).Message
            .ShouldBe("ResourceBinding shop/web-deployment is scheduled by default-scheduler: make PropagationPolicy shop/web anew with spec.schedulerName fedscaler (kubectl replace --force, as Karmada lets nobody change it in place), or move a FederatedHPA with fedscaler migrate");
    }

    [Fact]
    public async Task A_binding_that_no_policy_governs_any_more_is_not_ours()
    {
        await using var hub = await new KarmadaHub().StartAsync();
        var binding = hub.Binding;
        binding["metadata"]!["labels"]!.AsObject().Remove("propagationpolicy.karmada.io/permanent-id");
        hub.Objects.Put("resourcebindings", binding);
        (await ConflictAsync(hub, "NoPolicy")).Message.ShouldContain("no policy governs ResourceBinding shop/web-deployment any more");
    }

    [Fact]
    public async Task Suspended_scheduling_assigns_nothing()
    {
        await using var hub = await new KarmadaHub().StartAsync();
        hub.Edit("""{"suspension": {"scheduling": true} }""");
        (await ConflictAsync(hub, "SchedulingSuspended")).Message.ShouldContain("spec.suspension.scheduling");
    }

    [Theory]
    [InlineData("/apis/autoscaling.karmada.io/v1alpha1", Autoscaling, "federatedhpas", "FederatedHPA shop/rival")]
    [InlineData("/apis/autoscaling.karmada.io/v1alpha1", Autoscaling, "cronfederatedhpas", "CronFederatedHPA shop/rival")]
    [InlineData("/apis/autoscaling/v2", Hpas, "horizontalpodautoscalers", "HorizontalPodAutoscaler shop/rival")]
    public async Task Whatever_else_on_the_hub_scales_the_target_is_named(string path, string resources, string plural, string named)
    {
        await using var hub = new KarmadaHub();
        hub.Objects.Served[path] = resources;
        await hub.StartAsync();
        await hub.SeenAsync();
        hub.Policies.ConflictOf(KarmadaHub.Web).ShouldBeNull();
        hub.Put(plural, """{"metadata": {"name": "rival", "namespace": "shop"}, "spec": {"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"} } }""");
        (await ConflictAsync(hub, "OtherAutoscaler")).Message.ShouldStartWith($"{named} on the hub scales Deployment shop/web, too: delete it");
        hub.Objects.Remove(plural, new("shop", "rival"));
        await KarmadaHub.UntilAsync(() => hub.Policies.ConflictOf(KarmadaHub.Web) is null);
    }

    [Fact]
    public async Task A_count_that_Karmadas_replicas_syncer_writes_is_a_conflict_until_it_has_not_done_so_for_a_while()
    {
        await using var hub = await new KarmadaHub(replicas: 5).StartAsync();
        await hub.SeenAsync();
        WriteCount(hub, 7, subresource: "");
        var conflict = await ConflictAsync(hub, "ReplicasSyncer");
        conflict.Message.ShouldStartWith("Karmada's deploymentReplicasSyncer wrote 7 over the count 5 of Deployment shop/web");
        conflict.Message.ShouldContain("--controllers of karmada-controller-manager");

        hub.Clock.Advance(TimeSpan.FromMinutes(9));
        WriteCount(hub, 8, subresource: "");
        await KarmadaHub.UntilAsync(() => hub.Policies.ConflictOf(KarmadaHub.Web)!.Message.Contains("wrote 8 over the count 5", StringComparison.Ordinal));
        hub.Clock.Advance(TimeSpan.FromMinutes(9));
        hub.Policies.ConflictOf(KarmadaHub.Web).ShouldNotBeNull();
        var told = new List<TargetRef?>();
        hub.Policies.Changed += told.Add;
        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        hub.Policies.ConflictOf(KarmadaHub.Web).ShouldBeNull();
        told.ShouldContain(KarmadaHub.Web);
    }

    /// <summary>A FederatedHPA writes there, and is named as such; others leave the count as it is.</summary>
    [Theory]
    [InlineData(7, "scale")]
    [InlineData(5, "")]
    public async Task Whatever_else_Karmadas_controllers_write_to_a_workload_is_none(int replicas, string subresource)
    {
        await using var hub = await new KarmadaHub(replicas: 5).StartAsync();
        await hub.SeenAsync();
        WriteCount(hub, replicas, subresource);
        (await hub.SeenAsync()).Spec.Replicas.ShouldBe(replicas);
        hub.Policies.ConflictOf(KarmadaHub.Web).ShouldBeNull();
    }

    private static void WriteCount(KarmadaHub hub, int replicas, string subresource)
    {
        var template = (JsonObject)hub.Template.DeepClone();
        template["spec"]!["replicas"] = replicas;
        template["metadata"]!["managedFields"] = JsonNode.Parse(
            $$$"""
            [{"manager": "karmada-controller-manager", "operation": "Update", "subresource": "{{{subresource}}}", "fieldsV1": {"f:spec": {"f:replicas": {} } } },
             {"manager": "kubectl", "operation": "Update", "fieldsV1": {"f:spec": {"f:template": {} } } }]
            """);
        hub.Objects.Put("deployments", template);
    }

    [Fact]
    public async Task A_placement_that_cannot_be_honoured_is_refused()
    {
        await using var hub = await new KarmadaHub(placement: """{"replicaScheduling": {"replicaSchedulingType": "Duplicated"} }""").StartAsync();
        (await ConflictAsync(hub, "PlacementNotSupported")).Message.ShouldContain("Duplicated");
    }

    [Fact]
    public async Task A_kind_whose_counts_Karmada_would_put_back_is_refused_until_a_customization_retains_them()
    {
        await using var hub = new KarmadaHub();
        hub.Objects.Served["/apis/config.karmada.io/v1alpha1"] = Config;
        hub.Objects.Served["/apis/apps.kruise.io/v1alpha1"] = """{"resources": [{"name": "clonesets", "kind": "CloneSet", "namespaced": true}]}""";
        hub.Put("clonesets", """{"metadata": {"name": "api", "namespace": "shop"}, "spec": {"replicas": 2} }""");
        hub.Put("resourcebindings",
            $$"""
            {"metadata": {"name": "api-cloneset", "namespace": "shop", "labels": {"clusterpropagationpolicy.karmada.io/permanent-id": "1"} },
             "spec": {"resource": {"apiVersion": "apps.kruise.io/v1alpha1", "kind": "CloneSet", "namespace": "shop", "name": "api"}, "schedulerName": "fedscaler", "placement": {{KarmadaHub.Divided}} } }
            """);
        await hub.StartAsync();
        var target = new TargetRef("shop", "apps.kruise.io/v1alpha1", "CloneSet", "api");
        hub.Policies.ConflictOf(target).ShouldNotBeNull().Message.ShouldContain("no ResourceInterpreterCustomization retains spec.replicas of apps.kruise.io/v1alpha1 CloneSet");
        hub.Put("resourceinterpretercustomizations",
            """{"metadata": {"name": "cloneset"}, "spec": {"target": {"apiVersion": "apps.kruise.io/v1alpha1", "kind": "CloneSet"}, "customizations": {"retention": {"luaScript": "function Retain() end"} } } }""");
        await KarmadaHub.UntilAsync(() => hub.Policies.ConflictOf(target) is null);
    }

    [Fact]
    public async Task A_change_of_the_clusters_is_told_and_leaves_out_who_no_longer_fits()
    {
        await using var hub = await new KarmadaHub().StartAsync();
        await hub.SeenAsync();
        var told = new TaskCompletionSource<TargetRef?>(TaskCreationOptions.RunContinuationsAsynchronously);
        hub.Policies.Changed += target => told.TrySetResult(target);
        hub.SetClusters(new PlacementCluster("a"), new PlacementCluster("b") { Taints = [new ClusterTaint("repair", "", "NoSchedule")] });
        (await told.Task.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBe(KarmadaHub.Web);
        hub.Policies.Excludes(KarmadaHub.Web, "b").ShouldNotBeNull().ShouldContain("taint repair");
        hub.Policies.Empties(KarmadaHub.Web, "b").ShouldBeFalse();
    }

    [Fact]
    public async Task A_cluster_that_the_binding_named_is_emptied_and_so_is_one_that_Karmada_evicts()
    {
        await using var hub = await new KarmadaHub(placement: """{"clusterAffinity": {"clusterNames": ["a"]}, "replicaScheduling": {"replicaSchedulingType": "Divided", "replicaDivisionPreference": "Weighted"} }""").StartAsync();
        hub.Edit("""{"clusters": [{"name": "a", "replicas": 1}, {"name": "b", "replicas": 3}]}""");
        await KarmadaHub.UntilAsync(() => hub.Policies.Empties(KarmadaHub.Web, "b"));
        hub.Policies.Excludes(KarmadaHub.Web, "b").ShouldNotBeNull();
        hub.Edit("""{"gracefulEvictionTasks": [{"fromCluster": "b", "reason": "TaintUntolerated", "producer": "TaintManager"}]}""");
        await KarmadaHub.UntilAsync(() => hub.Policies.Excludes(KarmadaHub.Web, "b")?.Contains("gracefulEvictionTasks of ResourceBinding shop/web-deployment: TaintUntolerated", StringComparison.Ordinal) == true);
        // Out of the binding by then, and all the same not empty.
        hub.Policies.Empties(KarmadaHub.Web, "b").ShouldBeTrue();
    }
}

using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using FedScaler.Api.Common;
using FedScaler.Api.ReplicaBindings;
using FedScaler.Controllers.Tests.Fleet.Karmada.Bindings.Support;
using FedScaler.Kube.Client;

namespace FedScaler.Controllers.Tests.Fleet.Karmada.Bindings;

public sealed class KarmadaBindingStoreTests
{
    private static readonly WriteOptions ByScaleIn = new("fedscaler-scaleins");

    private const string PausedFedHpa =
        """
        {"apiVersion": "fedscaler.io/v1alpha1", "kind": "FedHPA", "metadata": {"name": "web", "namespace": "shop"},
         "spec": {"paused": true, "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}, "maxReplicas": 9}}
        """;

    private static ReplicaBindingStatus Status(string ready, string reason = "UserLeads", string message = "all is well") => new()
    {
        Replicas = 4,
        EffectiveReplicas = 4,
        Conditions = [new Condition { Type = "Ready", Status = ready, Reason = reason, Message = message }],
    };

    [Fact]
    public async Task A_new_binding_is_written_before_the_workload_and_after_the_label_that_keeps_members_counts()
    {
        await using var hub = await new KarmadaHub(replicas: 6).StartAsync();
        await hub.FollowAsync(KarmadaHub.Absent("a", 3), KarmadaHub.Absent("b", 1));
        hub.Objects.Writes.ShouldBe(
        [
            "Merge deployments/shop/web by fedscaler-bindings",
            "Merge resourcebindings/shop/web-deployment by fedscaler-bindings",
            "Merge deployments/shop/web by fedscaler-bindings",
        ]);
        hub.Retain.ShouldBe("true");
        hub.Spec.ShouldBe("4 = a 3, b 1");
        hub.Count.ShouldBe(4);
    }

    [Fact]
    public async Task What_the_members_run_is_written_once_and_not_again()
    {
        await using var hub = await new KarmadaHub().StartAsync();
        await hub.FollowAsync(KarmadaHub.Member("a", 8), KarmadaHub.Member("b", 1));
        hub.Objects.Writes.Clear();
        var seen = await hub.SeenAsync();
        (await hub.FollowAsync(KarmadaHub.Member("a", 8), KarmadaHub.Member("b", 1))).ShouldBeSameAs(seen);
        hub.Objects.Writes.ShouldBeEmpty();
        hub.Spec.ShouldBe("9 = a 8, b 1");
        hub.Count.ShouldBe(9);
    }

    [Fact]
    public async Task A_crash_between_the_binding_and_the_workload_is_healed_whatever_the_detector_did_meanwhile()
    {
        await using var hub = await new KarmadaHub().StartAsync();
        await hub.FollowAsync(KarmadaHub.Member("a", 3), KarmadaHub.Member("b", 1));
        // As if the write of the workload had never come: its old count, copied over ours.
        hub.Edit("""{"replicas": 2}""");
        hub.Scale(2);
        await hub.FollowAsync(KarmadaHub.Member("a", 3), KarmadaHub.Member("b", 1));
        hub.Spec.ShouldBe("4 = a 3, b 1");
        hub.Count.ShouldBe(4);
    }

    [Fact]
    public async Task What_has_changed_since_it_was_looked_at_is_not_written_over()
    {
        await using var hub = await new KarmadaHub().StartAsync();
        var seen = await hub.SeenAsync();
        hub.Edit("""{"replicas": 7}""");
        var error = await Should.ThrowAsync<KubeApiException>(() => hub.Store.FollowAsync(KarmadaHub.Web, [KarmadaHub.Member("a", 3)], seen, default));
        error.IsConflict.ShouldBeTrue();
        hub.Spec.ShouldBe("7 = ");
    }

    [Fact]
    public async Task A_cluster_that_the_FedHPA_wants_gets_the_workload_with_no_replicas_and_the_sum_stays()
    {
        await using var hub = await new KarmadaHub(clusters: ["a", "b"]).StartAsync();
        await hub.FollowAsync(KarmadaHub.Member("a", 4));
        await hub.FollowAsync(KarmadaHub.Member("a", 4), KarmadaHub.Absent("b"));
        hub.Spec.ShouldBe("4 = a 4, b 0");
    }

    [Fact]
    public async Task A_cluster_to_which_the_workload_is_on_its_way_keeps_what_it_was_told()
    {
        await using var hub = await new KarmadaHub().StartAsync();
        await hub.FollowAsync(KarmadaHub.Absent("a", 3), KarmadaHub.Absent("b", 1));
        await hub.FollowAsync(KarmadaHub.Member("a", 3), KarmadaHub.Absent("b"));
        hub.Spec.ShouldBe("4 = a 3, b 1");
    }

    [Fact]
    public async Task A_users_count_is_divided_and_the_workload_is_left_as_the_user_wrote_it()
    {
        await using var hub = await new KarmadaHub(replicas: 5).StartAsync();
        await hub.AssignAsync(null, isScheduled: false, KarmadaHub.Absent("a", 3), KarmadaHub.Absent("b", 2));
        hub.Spec.ShouldBe("5 = a 3, b 2");
        (hub.Count, hub.UserCount).ShouldBe((5, null));
    }

    [Fact]
    public async Task A_rules_count_stands_everywhere_and_the_users_own_is_kept_until_it_ends()
    {
        await using var hub = await new KarmadaHub(replicas: 5).StartAsync();
        await hub.AssignAsync(null, isScheduled: false, KarmadaHub.Absent("a", 3), KarmadaHub.Absent("b", 2));
        await hub.AssignAsync(null, isScheduled: true, KarmadaHub.Member("a", 3, 6), KarmadaHub.Member("b", 2, 3));
        (hub.Spec, hub.Count).ShouldBe(("9 = a 6, b 3", 9));
        (await hub.SeenAsync()).Spec.Replicas.ShouldBe(5);
        await hub.AssignAsync(null, isScheduled: false, KarmadaHub.Member("a", 6, 3), KarmadaHub.Member("b", 3, 2));
        (hub.Spec, hub.Count, hub.UserCount).ShouldBe(("5 = a 3, b 2", 5, null));
    }

    [Fact]
    public async Task Whoever_scales_the_workload_while_a_rule_holds_changes_the_count_that_is_kept()
    {
        await using var hub = await new KarmadaHub(replicas: 5).StartAsync();
        await hub.AssignAsync(null, isScheduled: true, KarmadaHub.Absent("a", 6), KarmadaHub.Absent("b", 3));
        hub.Scale(7);
        (await hub.SeenAsync()).Spec.Replicas.ShouldBe(7);
        await hub.AssignAsync(null, isScheduled: true, KarmadaHub.Member("a", 6, 6), KarmadaHub.Member("b", 3, 3));
        (hub.Spec, hub.Count).ShouldBe(("9 = a 6, b 3", 9));
        (await hub.SeenAsync()).Spec.Replicas.ShouldBe(7);
    }

    [Theory]
    [InlineData(false, 8)]
    [InlineData(true, 2)]
    public async Task A_users_count_that_moves_with_the_members_moves_with_the_binding_though_the_workload_is_written_later(bool isScaledMeanwhile, int count)
    {
        await using var hub = await new KarmadaHub(replicas: 5).StartAsync();
        await hub.AssignAsync(null, isScheduled: false, KarmadaHub.Absent("a", 3), KarmadaHub.Absent("b", 2));
        var seen = await hub.SeenAsync();
        // As Karmada does when it reflects the workload's status.
        hub.Objects.Put("deployments", (JsonObject)hub.Template.DeepClone());
        var error = await Should.ThrowAsync<KubeApiException>(() => hub.Store.AssignAsync(seen, [KarmadaHub.Member("a", 6), KarmadaHub.Member("b", 2)], 8, isScheduled: false, default));
        error.IsConflict.ShouldBeTrue();
        (hub.Spec, hub.Count).ShouldBe(("8 = a 6, b 2", 5));

        if (isScaledMeanwhile) hub.Scale(2);
        (await hub.SeenAsync()).Spec.Replicas.ShouldBe(count);
        await hub.AssignAsync(null, isScheduled: false, KarmadaHub.Member("a", count - 2), KarmadaHub.Member("b", 2));
        (hub.Count, hub.UserCount).ShouldBe((count, null));
    }

    [Fact]
    public async Task A_kind_that_is_new_is_told_to_be_unknown_at_once()
    {
        await using var hub = await new KarmadaHub().StartAsync();
        await hub.SeenAsync();
        var told = new ConcurrentQueue<bool>();
        hub.Store.Cache.StatusChanged += status => told.Enqueue(status.Live);

        hub.Put("resourcebindings",
            """
            {"apiVersion": "work.karmada.io/v1alpha2", "kind": "ResourceBinding",
             "metadata": {"name": "db-statefulset", "namespace": "shop", "labels": {"propagationpolicy.karmada.io/permanent-id": "2"} },
             "spec": {"resource": {"apiVersion": "apps/v1", "kind": "StatefulSet", "namespace": "shop", "name": "db"}, "schedulerName": "fedscaler"} }
            """);
        await KarmadaHub.UntilAsync(() => !told.IsEmpty);

        told.First().ShouldBeFalse();
    }

    [Fact]
    public async Task A_removal_lowers_the_clusters_that_it_took_from_with_the_count()
    {
        await using var hub = await new KarmadaHub(replicas: 5).StartAsync();
        await hub.AssignAsync(null, isScheduled: false, KarmadaHub.Absent("a", 3), KarmadaHub.Absent("b", 2));
        var read = (await hub.Store.ReadAsync(KarmadaHub.Key, default))!;
        await hub.Store.SetReplicasAsync(KarmadaHub.Key, 4, new Dictionary<string, int> { ["b"] = 1 }, read.Metadata.ResourceVersion!, ByScaleIn, default);
        (hub.Spec, hub.Count).ShouldBe(("4 = a 3, b 1", 4));
        var error = await Should.ThrowAsync<KubeApiException>(
            () => hub.Store.SetReplicasAsync(KarmadaHub.Key, 3, new Dictionary<string, int>(), read.Metadata.ResourceVersion!, ByScaleIn, default));
        error.IsConflict.ShouldBeTrue();
    }

    [Fact]
    public async Task What_Karmadas_own_scheduler_left_for_the_descheduler_is_taken_away()
    {
        await using var hub = new KarmadaHub();
        var binding = hub.Binding;
        binding["metadata"]!["annotations"]!["policy.karmada.io/applied-placement"] = "{}";
        hub.Objects.Put("resourcebindings", binding);
        await hub.StartAsync();
        await hub.FollowAsync(KarmadaHub.Member("a", 4));
        hub.Binding["metadata"]!["annotations"]!["policy.karmada.io/applied-placement"].ShouldBeNull();
        hub.Binding["metadata"]!["annotations"]!["propagationpolicy.karmada.io/name"].ShouldNotBeNull();
    }

    /// <summary>Its FedHPA stands by while the binding goes back to that scheduler, which divides nothing anew that it finds so marked.</summary>
    [Fact]
    public async Task While_its_FedHPA_is_paused_it_is_left_even_when_counts_change()
    {
        await using var hub = new KarmadaHub();
        hub.Objects.Served["/apis/fedscaler.io/v1alpha1"] = """{"resources": [{"name": "fedhpas", "kind": "FedHPA", "namespaced": true}]}""";
        hub.Put("fedhpas", PausedFedHpa);
        var binding = hub.Binding;
        binding["metadata"]!["annotations"]!["policy.karmada.io/applied-placement"] = "{}";
        hub.Objects.Put("resourcebindings", binding);
        await hub.StartAsync();
        await hub.FollowAsync(KarmadaHub.Member("a", 4));
        await hub.FollowAsync(KarmadaHub.Member("a", 5));
        hub.Spec.ShouldBe("5 = a 5");
        hub.Binding["metadata"]!["annotations"]!["policy.karmada.io/applied-placement"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Our_status_stands_in_an_annotation_and_is_read_back()
    {
        await using var hub = await new KarmadaHub().StartAsync();
        await hub.Store.WriteStatusAsync(await hub.SeenAsync(), Status("True") with { HeldBy = "uid-1" }, default);
        var seen = await hub.SeenAsync();
        seen.Status!.HeldBy.ShouldBe("uid-1");
        (await hub.Store.WriteStatusAsync(seen, Status("True") with { HeldBy = "uid-1" }, default)).ShouldBeSameAs(seen);
    }

    [Fact]
    public async Task A_scheduled_binding_says_so_as_Karmadas_scheduler_does_and_leaves_others_conditions()
    {
        await using var hub = await new KarmadaHub().StartAsync();
        var binding = hub.Binding;
        binding["status"] = JsonNode.Parse("""{"conditions": [{"type": "FullyApplied", "status": "True", "reason": "FullyAppliedSuccess"}], "aggregatedStatus": []}""");
        hub.Objects.Put("resourcebindings", binding);
        await hub.FollowAsync(KarmadaHub.Member("a", 4));
        var scheduled = await hub.ScheduledAsync(Status("True"));
        scheduled.ShouldNotBeNull();
        (scheduled.Status, scheduled.Reason, scheduled.Message).ShouldBe(("True", "Success", "Binding has been scheduled successfully."));
        var status = hub.Binding["status"]!;
        ((long)status["schedulerObservedGeneration"]!).ShouldBe((long)hub.Binding["metadata"]!["generation"]!);
        status["conditions"]!.AsArray().Count.ShouldBe(2);
        ((string)status["conditions"]![0]!["type"]!).ShouldBe("FullyApplied");
        status["aggregatedStatus"].ShouldNotBeNull();
    }

    [Theory]
    [InlineData("TargetMissing", "NoClusterFit")]
    [InlineData("Conflict", "Unschedulable")]
    [InlineData("WriteFailed", "SchedulerError")]
    public async Task A_binding_that_is_not_scheduled_says_why(string reason, string told)
    {
        await using var hub = await new KarmadaHub().StartAsync();
        var scheduled = await hub.ScheduledAsync(Status("False", reason, "because"));
        scheduled.ShouldNotBeNull();
        (scheduled.Status, scheduled.Reason, scheduled.Message).ShouldBe(("False", told, "because"));
        hub.Binding["status"]!["schedulerObservedGeneration"].ShouldBeNull();
    }

    [Fact]
    public async Task The_scheduler_observes_every_generation_of_a_binding_that_stays_scheduled()
    {
        await using var hub = await new KarmadaHub().StartAsync();
        await hub.FollowAsync(KarmadaHub.Member("a", 4));
        await hub.ScheduledAsync(Status("True"));
        hub.Edit("""{"conflictResolution": "Abort"}""");
        await hub.ScheduledAsync(Status("True"));
        ((long)hub.Binding["status"]!["schedulerObservedGeneration"]!).ShouldBe((long)hub.Binding["metadata"]!["generation"]!);
        hub.Objects.Writes.Clear();
        await hub.ScheduledAsync(Status("True"));
        hub.Objects.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_CronHPA_names_the_workload_and_a_ReplicaBinding_is_answered_with_what_to_name()
    {
        await using var hub = await new KarmadaHub().StartAsync();
        hub.Store.Resolve("shop", new ScaleTargetRef { ApiVersion = "apps/v1", Kind = "Deployment", Name = "web" }).Key.ShouldBe(KarmadaHub.Key);
        var refused = hub.Store.Resolve("shop", new ScaleTargetRef { ApiVersion = "fedscaler.io/v1alpha1", Kind = "ReplicaBinding", Name = "web-deployment" });
        refused.Key.ShouldBeNull();
        refused.Mend.ShouldNotBeNull().ShouldContain("the workload itself");
        hub.Store.ReferenceTo(await hub.SeenAsync()).ToString().ShouldBe("Deployment.apps/v1 web");
    }

    [Fact]
    public async Task A_binding_of_another_scheduler_is_no_binding_of_ours()
    {
        await using var hub = await new KarmadaHub().StartAsync();
        await hub.SeenAsync();
        hub.Edit("""{"schedulerName": "default-scheduler"}""");
        await KarmadaHub.UntilAsync(() => hub.Store.Cache.Get(KarmadaHub.Key) is null);
        (await hub.Store.ReadAsync(KarmadaHub.Key, default)).ShouldBeNull();
    }

    [Fact]
    public async Task Our_own_write_is_seen_only_once_both_objects_are()
    {
        await using var hub = await new KarmadaHub().StartAsync();
        var written = (await hub.FollowAsync(KarmadaHub.Member("a", 9)))!;
        var mark = hub.Store.Cache.Mark(KarmadaHub.Key, written.Metadata.ResourceVersion!);
        await KarmadaHub.UntilAsync(() => hub.Store.Cache.HasSeen(mark));
        (await hub.SeenAsync()).Metadata.ResourceVersion.ShouldBe(written.Metadata.ResourceVersion);
        hub.Store.Cache.HasSeen(KarmadaHub.Key, "999999+1").ShouldBeFalse();
        hub.Store.Cache.HasSeen(KarmadaHub.Key, "1+999999").ShouldBeFalse();
    }
}

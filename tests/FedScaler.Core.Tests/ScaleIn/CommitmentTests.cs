using FedScaler.Core.ScaleIn;

namespace FedScaler.Core.Tests.ScaleIn;

public sealed class CommitmentTests
{
    private static readonly ClusterObservation Marked = Looks.Cluster(with: static workload => workload with { ActiveReplicaSets = [new("rs", 5, 4)] })
        .WithPod(1, static pod => pod with { CostAnnotation = DeletionCost.Lowest, BarrierValue = "leaving" });

    private static readonly RemovalRequest Request = Looks.Request("a/web-1");

    private static readonly RemovalProgress Committed = Next(Marked, Next(Marked, Next(Looks.Cluster()).Progress).Progress).Progress;

    [Fact]
    public void A_pod_is_marked_with_the_lowest_cost_and_without_the_free_label_in_one_patch() =>
        Next(Looks.Cluster()).Steps.ShouldBe([new RemovalStep.MarkPod("a", "web-1", "uid-1", DeletionCost.Lowest, new("barrier", "leaving"))]);

    [Fact]
    public void Nothing_is_committed_before_the_ReplicaSet_counts_the_mark()
    {
        var unproved = Marked with { Workload = Marked.Workload! with { ActiveReplicaSets = [new("rs", 5, 5)] } };
        var decision = Next(unproved, Next(Looks.Cluster()).Progress);
        decision.Steps.ShouldBeEmpty();
        decision.Progress.Phase.ShouldBe(RemovalPhase.Pending);
        decision.Waits.ShouldBe(["a: until the ReplicaSet counts 1 pods without label barrier"]);
    }

    [Fact]
    public void Committed_is_remembered_with_the_decision_that_writes_the_commit()
    {
        var prepared = Next(Marked, Next(Looks.Cluster()).Progress);
        (prepared.Progress.Phase, prepared.Steps.Length).ShouldBe((RemovalPhase.Prepared, 0));

        var decision = Next(Marked, prepared.Progress);

        decision.Steps.ShouldBe([new RemovalStep.Commit("a", 4, "op:4", "7")]);
        decision.Progress.Phase.ShouldBe(RemovalPhase.Committed);
    }

    [Fact]
    public void A_commit_that_landed_is_known_by_its_annotation_and_never_written_again()
    {
        var landed = Marked with { Workload = Marked.Workload! with { Replicas = 4, CommitAnnotation = "op:4", ResourceVersion = "8" } };
        Next(landed, Committed).Steps.ShouldBeEmpty();
    }

    [Fact]
    public void A_commit_that_was_refused_is_planned_anew_from_the_count_that_is_there()
    {
        var grown = Looks.Cluster(pods: 6, with: static workload => workload with { ResourceVersion = "9", ActiveReplicaSets = [new("rs", 6, 5)] })
            .WithPod(1, static pod => pod with { CostAnnotation = DeletionCost.Lowest, BarrierValue = "leaving" });
        Next(grown, Committed).Steps.ShouldBe([new RemovalStep.Commit("a", 5, "op:5", "9")]);
    }

    [Fact]
    public void A_named_pod_that_outlived_others_is_evicted_and_the_loss_is_told()
    {
        // A node failed between barrier and deletion: web-3 was not ready and went in place of web-1.
        var wrong = Marked.Without(3) with { Workload = Marked.Workload! with { Replicas = 4, StatusReplicas = 4, UpdatedReplicas = 4, CommitAnnotation = "op:4" } };
        var decision = Next(wrong, Committed);
        decision.Steps.ShouldBe([new RemovalStep.EvictPod("a", "web-1", "uid-1")]);
        decision.Progress.Clusters[0].Collateral.ShouldBe(1);
        decision.Progress.Clusters[0].Notes.ShouldHaveSingleItem().ShouldContain("died in place of named ones");
    }

    [Fact]
    public void Once_the_deadline_has_passed_without_a_commit_a_fence_keeps_late_ones_out_before_anything_is_undone()
    {
        var late = Looks.Of(Marked) with { Now = Request.Deadline };
        var given = Removal.Next(Request, late, Committed);
        (given.Steps.Length, given.Progress.Ending!.Phase).ShouldBe((0, RemovalPhase.Aborted));

        Removal.Next(Request, late, given.Progress).Steps.ShouldBe([new RemovalStep.SetToken("a", "op:void", "7")]);

        var fenced = late with { Clusters = [Marked with { Workload = Marked.Workload! with { CommitAnnotation = "op:void", ResourceVersion = "8" } }] };
        Removal.Next(Request, fenced, given.Progress).Steps.ShouldBe(
            [new RemovalStep.MarkPod("a", "web-1", "uid-1", null, new("barrier", "in")), new RemovalStep.SetToken("a", null, "8")]);
    }

    [Fact]
    public void At_the_deadline_pods_that_are_yet_to_go_keep_their_marks_or_others_would_go_instead()
    {
        var landed = Marked with { Workload = Marked.Workload! with { Replicas = 4, CommitAnnotation = "op:4", ResourceVersion = "8" } };
        var late = Looks.Of(landed) with { Now = Request.Deadline };
        var given = Removal.Next(Request, late, Next(landed, Committed).Progress);
        given.Progress.Ending!.Phase.ShouldBe(RemovalPhase.Failed);

        Removal.Next(Request, late, given.Progress).Steps.ShouldBe([new RemovalStep.SetToken("a", null, "8")]);
    }

    [Fact]
    public void After_a_commit_a_ScaleIn_that_is_being_deleted_still_ends_what_it_began()
    {
        var landed = Marked with { Workload = Marked.Workload! with { Replicas = 4, CommitAnnotation = "op:4", ResourceVersion = "8" } };
        var decision = Removal.Next(Request with { WithdrawnAt = Looks.Now }, Looks.Of(landed), Committed);
        decision.Progress.Ending.ShouldBeNull();
        decision.Steps.ShouldBeEmpty();
    }

    [Fact]
    public void A_CloneSet_is_told_the_active_pods_alone_and_a_Failed_one_is_deleted_after_the_commit()
    {
        var request = Looks.Request("a/web-1", "a/web-2") with { Kind = TargetKind.CloneSet };
        var seen = Looks.Of(Looks.Cluster(pods: 5, with: static workload => workload with { Replicas = 4, StatusReplicas = 4, UpdatedReplicas = 4, PodsToDelete = ["web-9"] })
            .WithPod(2, static pod => pod with { Phase = PodPhase.Failed, IsReady = false }));

        var committed = Removal.Next(request, seen, request.First(seen).Progress);
        var commit = committed.Steps.ShouldHaveSingleItem().ShouldBeOfType<RemovalStep.Commit>();
        (commit.Replicas, string.Join(' ', commit.PodsToDelete!.Value)).ShouldBe((3, "web-9 web-1"));

        var landed = seen with { Clusters = [seen.Clusters[0] with { Workload = seen.Clusters[0].Workload! with { Replicas = 3, CommitAnnotation = "op:3" } }] };
        Removal.Next(request, landed, committed.Progress).Steps.ShouldBe([new RemovalStep.DeletePod("a", "web-2", "uid-2")]);
    }

    [Fact]
    public void A_Kruise_StatefulSet_keeps_what_it_had_reserved()
    {
        var request = Looks.Request("a/web-1", "a/web-3") with { Kind = TargetKind.KruiseStatefulSet };
        var seen = Looks.Of(Looks.Cluster(with: static workload => workload with { ReserveOrdinals = [7] }));
        var commit = Removal.Next(request, seen, request.First(seen).Progress).Steps.ShouldHaveSingleItem().ShouldBeOfType<RemovalStep.Commit>();
        (commit.Replicas, string.Join(' ', commit.ReserveOrdinals!.Value)).ShouldBe((3, "1 3 7"));
    }

    private static RemovalDecision Next(ClusterObservation cluster, RemovalProgress? progress = null) =>
        Removal.Next(Request, Looks.Of(cluster), progress ?? RemovalProgress.New);
}

using FedScaler.Core.ScaleIn;

namespace FedScaler.Core.Tests.ScaleIn;

public sealed class FirstLookTests
{
    [Fact]
    public void An_empty_list_is_refused()
    {
        var decision = Looks.Request().First(Looks.Of());
        decision.Reasons().ShouldBe([RefusalReason.NoPods]);
        decision.Progress.Refusals[0].Field.ShouldBe("spec.pods");
    }

    [Fact]
    public void Every_bad_entry_is_refused_under_its_own_field()
    {
        var seen = Looks.Of(Looks.Cluster().WithPod(3, static pod => pod with { BelongsToTarget = false }), Looks.Cluster("empty") with { Workload = null });
        var decision = Looks.Request("a/web-1", "a/web-1", "nowhere/web-2", "a/web-3", "empty/web-4").First(seen);

        decision.Reasons().ShouldBe([RefusalReason.DuplicatePod, RefusalReason.UnknownCluster, RefusalReason.ForeignPod, RefusalReason.TargetMissing]);
        decision.Progress.Refusals.Select(static refusal => refusal.Field).ShouldBe(["spec.pods[1]", "spec.pods[2].cluster", "spec.pods[3].name", "spec.scaleTargetRef"]);
    }

    [Fact]
    public void Pods_that_are_gone_already_count_as_done_and_nothing_is_written()
    {
        var request = Looks.Request("a/web-1", "a/web-9") with { Pods = [new("a", "web-1", "an-older-uid"), new("a", "web-9")] };
        var progress = RemovalProgress.New;
        for (var look = 0; look < 5; look++)
        {
            var decision = Removal.Next(request, Looks.Of(Looks.Cluster()), progress);
            decision.Steps.ShouldBeEmpty();
            progress = decision.Progress;
        }

        progress.Phase.ShouldBe(RemovalPhase.Completed);
        progress.Clusters[0].Pods.Select(static pod => pod.Message).ShouldBe(["was gone already; another pod has its name and is left alone", "was gone already"]);
    }

    [Fact]
    public void A_pod_is_bound_by_its_uid_and_one_that_takes_its_name_later_is_not_touched()
    {
        var request = Looks.Request("a/web-1", "a/web-2");
        var progress = request.First(Looks.Of(Looks.Cluster())).Progress;
        progress.Clusters[0].Pods.Select(static pod => pod.Uid).ShouldBe(["uid-1", "uid-2"]);

        var decision = Removal.Next(request, Looks.Of(Looks.Cluster().WithPod(1, static pod => pod with { Uid = "another" })), progress);

        decision.Progress.Clusters[0].Target.ShouldBe(4);
        decision.Steps.OfType<RemovalStep.MarkPod>().Select(static step => step.Uid).ShouldBe(["uid-2"]);
    }

    [Fact]
    public void A_workload_that_its_controller_has_not_seen_as_it_stands_is_waited_for_and_not_refused()
    {
        var cluster = Looks.Cluster();
        var unseen = cluster with { Workload = cluster.Workload! with { Generation = 5, ObservedGeneration = 4 } };
        var decision = Looks.Request("a/web-1").First(Looks.Of(unseen));

        decision.Progress.Phase.ShouldBe(RemovalPhase.Pending);
        decision.Steps.ShouldBeEmpty();
        decision.Waits.ShouldHaveSingleItem().ShouldContain("has seen it as it stands");
    }

    [Fact]
    public void While_a_cluster_does_not_answer_nothing_is_written_and_at_the_deadline_it_is_aborted()
    {
        var request = Looks.Request("a/web-1", "b/web-1");
        var seen = Looks.Of(Looks.Cluster(), ClusterObservation.Unreachable("b"));
        var waiting = request.First(seen);
        waiting.Steps.ShouldBeEmpty();
        waiting.Waits.ShouldBe(["b: until it can be reached"]);
        waiting.LookAgain.ShouldBe(request.Deadline);

        var late = seen with { Now = request.Deadline };
        var ended = Removal.Next(request, late, Removal.Next(request, late, waiting.Progress).Progress);

        ended.Steps.ShouldBeEmpty();
        ended.Progress.Phase.ShouldBe(RemovalPhase.Aborted);
        ended.Progress.IsOver.ShouldBeTrue();
        ended.Progress.Ending!.Reason.ShouldBe("DeadlineExceeded");
    }

    [Fact]
    public void The_earlier_ScaleIn_of_a_workload_goes_first()
    {
        var decision = Looks.Request("a/web-1").First(Looks.Of(Looks.Cluster()) with { BlockedBy = "drop-slow-gpus" });
        decision.Steps.ShouldBeEmpty();
        decision.Waits.ShouldHaveSingleItem().ShouldContain("drop-slow-gpus");
    }

    [Fact]
    public void A_dry_run_tells_what_would_go_and_writes_nothing()
    {
        var decision = (Looks.Request("a/web-3") with { DryRun = true }).First(Looks.Of(Looks.Cluster()));

        decision.Steps.ShouldBeEmpty();
        decision.Progress.Phase.ShouldBe(RemovalPhase.Completed);
        var cluster = decision.Progress.Clusters.ShouldHaveSingleItem();
        (cluster.Before, cluster.Target, cluster.Pods[0].State).ShouldBe((5, 4, PodState.WouldGo));
        // web-0 has been ready for the shortest time.
        cluster.Notes.ShouldBe(["lowering the count alone would take web-0"]);
    }

    [Fact]
    public void A_dry_run_that_is_not_exact_tells_who_would_go_first()
    {
        var request = Looks.Request("a/web-3") with { DryRun = true, Guarantee = RemovalGuarantee.BestEffort };
        var decision = request.First(Looks.Of(Looks.Cluster().WithPod(4, static pod => pod with { IsReady = false, ReadySince = null })));
        decision.Progress.Clusters[0].Notes.ShouldContain("these would go first, though not named: web-4");
    }
}

using FedScaler.Api.Common;
using FedScaler.Api.ScaleIns;
using FedScaler.Controllers.Tests.Fleet.Support;
using FedScaler.Controllers.Tests.ScaleIns.Support;
using FedScaler.Core.ScaleIn;

namespace FedScaler.Controllers.Tests.ScaleIns;

public sealed class ScaleInControllerTests
{
    private static readonly AutoscalerObservation Hpa = new("web", "h1", Min: 1, Behavior: "{}") { IsSpecSeen = true };

    [Fact]
    public async Task Exactly_the_named_pods_go_in_every_cluster_and_all_is_put_back()
    {
        await using var rig = Rig();
        rig.PutScaleIn("drop", ["a/web-0", "a/web-2", "b/web-1"]);

        await rig.RunToEndAsync();

        AssertTakenOut(rig);
        rig.Status().PodsGone.ShouldBe("3/3");
        rig.Status().Conditions.Find("Ready")!.Status.ShouldBe(Condition.True);
        rig.Status().Conditions.Find("Exact")!.Status.ShouldBe(Condition.True);
        rig.Status().Fleet!.Hold.ShouldBe(FleetHoldState.Released);
        rig.Events.All.ConvertAll(static one => $"{one.Kind} {one.Reason}").ShouldBe(["ScaleIn Prepared", "ScaleIn Committed", "ScaleIn Completed", "Deployment PodsTakenOut", "FedHPA PodsTakenOut"]);
    }

    [Fact]
    public async Task Whatever_is_written_to_a_member_was_persisted_before_and_the_finalizer_with_it()
    {
        await using var rig = Rig();
        rig.PutScaleIn("drop", ["a/web-0", "b/web-1"]);
        var looked = 0;
        rig.Fleet.BeforeStep = (_, step) =>
        {
            looked++;
            rig.Find()!.Metadata.Finalizers.ShouldBe(["fedscaler.io/scale-in"]);
            rig.Holds.On(ScaleInRig.Web)?.Name.ShouldBe("drop");
            var stage = rig.Status().Clusters.First(cluster => cluster.Name == step.Where).Stage;
            if (step is RemovalStep.HoldAutoscaler or RemovalStep.MarkPod) stage.ShouldBe("Preparing");
            if (step is RemovalStep.Commit) (rig.Status().Phase, stage).ShouldBe((ScaleInPhase.Committed, "Committing"));
        };

        await rig.RunToEndAsync();

        looked.ShouldBeGreaterThan(5);
        rig.Status().Phase.ShouldBe(ScaleInPhase.Completed);
    }

    [Fact]
    public async Task Nothing_is_written_to_a_member_before_the_FedHPA_keeps_still()
    {
        await using var rig = Rig();
        rig.Obeys = false;
        rig.PutScaleIn("drop", ["a/web-0"]);
        for (var round = 0; round < 5; round++) await rig.StepAsync();

        rig.Fleet.Taken.ShouldBeEmpty();
        rig.Status().WaitsFor.ShouldBe(["until FedHPA web keeps every cluster's share as it is"]);
        rig.Holds.On(ScaleInRig.Web).ShouldBe(new Controllers.ScaleIns.FleetHold(rig.Find()!.Metadata.Uid!, "drop"));

        rig.Obeys = true;
        await rig.RunToEndAsync();
        rig.Status().Phase.ShouldBe(ScaleInPhase.Completed);
        rig.Holds.On(ScaleInRig.Web).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(EveryWrite))]
    public async Task Killed_after_any_write_another_process_goes_on_and_ends_the_same(int write)
    {
        await using var rig = Rig();
        rig.PutScaleIn("drop", ["a/web-0", "a/web-2", "b/web-1"]);
        rig.Deaths.After = write;

        await rig.RunToEndAsync();

        AssertTakenOut(rig);
        // Every death is one that happened: a removal has no fewer writes than are tried here.
        rig.Deaths.Writes.ShouldBeGreaterThanOrEqualTo(write);
        rig.Fleet.Taken.OfType<RemovalStep.Commit>().Count().ShouldBe(2);
    }

    public static TheoryData<int> EveryWrite => [.. Enumerable.Range(1, 18)];

    [Fact]
    public async Task A_commit_that_meets_a_change_is_decided_anew()
    {
        await using var rig = Rig();
        var refused = 0;
        rig.Fleet.BeforeStep = (_, step) =>
        {
            if (step is RemovalStep.Commit && refused++ == 0) throw ScriptedCluster.Refusal(409, "Conflict", "the object has been modified");
        };
        rig.PutScaleIn("drop", ["a/web-0", "a/web-2", "b/web-1"]);
        await rig.RunToEndAsync();
        AssertTakenOut(rig);
    }

    [Fact]
    public async Task A_status_that_somebody_else_wrote_meanwhile_keeps_the_steps_from_being_taken()
    {
        await using var rig = Rig();
        rig.PutScaleIn("drop", ["a/web-0", "a/web-2", "b/web-1"]);
        var refused = 0;
        rig.Client.BeforePatch = (_, _, options) =>
        {
            if (options.Subresource == "status" && refused++ < 3) throw ScriptedCluster.Refusal(409, "Conflict", "the object has been modified");
        };
        for (var round = 0; round < 3; round++) await rig.StepAsync();
        rig.Fleet.Taken.ShouldBeEmpty();
        rig.Find()!.Status.ShouldBeNull();

        await rig.RunToEndAsync();
        AssertTakenOut(rig);
    }

    [Fact]
    public async Task A_member_that_refuses_is_told_and_tried_again()
    {
        await using var rig = Rig();
        var refused = 0;
        rig.Fleet.BeforeStep = (_, step) =>
        {
            if (step is RemovalStep.MarkPod && refused++ < 2) throw ScriptedCluster.Refusal(403, "Forbidden", "pods is forbidden");
        };
        rig.PutScaleIn("drop", ["a/web-0", "a/web-2", "b/web-1"]);

        await rig.RunUntilAsync(() => rig.Find()?.Status?.WaitsFor.Any(static wait => wait.Contains("marking pod", StringComparison.Ordinal)) == true);
        rig.Status().Conditions.Find("Ready")!.Message.ShouldContain("pods is forbidden");

        await rig.RunToEndAsync();
        AssertTakenOut(rig);
    }

    [Fact]
    public async Task Deleted_half_way_it_puts_everything_back_before_it_goes()
    {
        await using var rig = Rig();
        rig.Fleet.BeforeStep = (_, step) =>
        {
            if (step is RemovalStep.Commit) throw ScriptedCluster.Refusal(500, "InternalError", "not now");
        };
        rig.PutScaleIn("drop", ["a/web-0", "b/web-1"]);
        await rig.RunUntilAsync(() => rig.Find()?.Status?.Phase == ScaleInPhase.Committed);
        rig.Fleet["a"].Pods.ShouldContain(static pod => pod.CostAnnotation == DeletionCost.Lowest);

        rig.Delete();
        await rig.RunUntilAsync(() => rig.Find() is null, rounds: 70);

        foreach (var name in (string[])["a", "b"]) AssertUntouched(rig.Fleet[name], 5);
        rig.Events.All.ShouldNotContain(static one => one.Reason == "NotUndone");
    }

    [Fact]
    public async Task Deleted_while_a_member_is_gone_for_good_it_goes_all_the_same_and_tells_what_is_left_there()
    {
        await using var rig = Rig();
        rig.Fleet.BeforeStep = (_, step) =>
        {
            if (step is RemovalStep.Commit) throw ScriptedCluster.Refusal(500, "InternalError", "not now");
        };
        rig.PutScaleIn("drop", ["a/web-0", "b/web-1"], ", \"deadlineSeconds\": 86400");
        await rig.RunUntilAsync(() => rig.Find()?.Status?.Phase == ScaleInPhase.Committed);
        rig.Fleet["b"].Answers = false;

        rig.Delete();
        await rig.RunUntilAsync(() => rig.Find() is null, rounds: 150);

        AssertUntouched(rig.Fleet["a"], 5);
        rig.Events.All.First(static one => one is { Kind: "ScaleIn", Reason: "NotUndone" }).Note.ShouldBe(
            "what could not be undone: b did not answer, HPA web may be held still (it had minReplicas 1), pods may carry their deletion cost still");
        rig.Events.All.ShouldContain(static one => one.Kind == "FedHPA" && one.Reason == "NotUndone");
    }

    [Fact]
    public async Task Deleted_before_it_began_it_leaves_no_trace()
    {
        await using var rig = Rig();
        rig.Fleet["b"].Answers = false;
        rig.PutScaleIn("drop", ["a/web-0", "b/web-1"]);
        await rig.StepAsync();
        rig.Find()!.Metadata.Finalizers.ShouldBeNull();

        rig.Delete();

        rig.Find().ShouldBeNull();
        await rig.StepAsync();
        rig.Fleet.Taken.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dry_run_writes_nothing_but_its_status()
    {
        await using var rig = Rig();
        rig.PutScaleIn("drop", ["a/web-0", "b/web-1"], ", \"dryRun\": true");
        await rig.RunToEndAsync();
        await rig.StepAsync();

        rig.Fleet.Taken.ShouldBeEmpty();
        rig.Hub.Writes.ShouldHaveSingleItem().ShouldBe("Apply scaleins/shop/drop/status by fedscaler-scalein");
        (rig.Status().Phase, rig.Status().Fleet).ShouldBe((ScaleInPhase.Completed, null));
        rig.Status().Pods.ShouldAllBe(static pod => pod.State == "WouldGo");
        rig.Status().Conditions.Find("Ready")!.Message.ShouldStartWith("2 of 2 pods would go");
    }

    [Fact]
    public async Task What_is_refused_names_the_field_and_what_would_help()
    {
        await using var rig = Rig(min: 10);
        rig.PutScaleIn("drop", ["a/web-0"]);
        await rig.RunToEndAsync();

        rig.Fleet.Taken.ShouldBeEmpty();
        var refusal = rig.Status().Refusals.ShouldHaveSingleItem();
        (refusal.Field, refusal.Reason).ShouldBe(("spec.pods", "FloorAboveTarget"));
        var ready = rig.Status().Conditions.Find("Ready")!;
        (ready.Status, ready.Reason).ShouldBe((Condition.False, "FloorAboveTarget"));
        ready.Message.ShouldBe("spec.pods: 9 replicas would be left in all clusters, but spec.minReplicas of FedHPA web keeps 10; lower that first, or name fewer pods");
        rig.Events.All.ShouldHaveSingleItem().Reason.ShouldBe("Refused");
    }

    [Fact]
    public async Task An_invalid_spec_is_refused_with_its_field()
    {
        await using var rig = Rig();
        rig.PutScaleIn("drop", ["a/web-0"], ", \"deadlineSeconds\": 0");
        await rig.RunToEndAsync();
        var refusal = rig.Status().Refusals.ShouldHaveSingleItem();
        (refusal.Field, refusal.Reason).ShouldBe(("spec.deadlineSeconds", "InvalidSpec"));
    }

    [Fact]
    public async Task An_unknown_cluster_is_refused_and_a_silent_one_is_waited_for_until_the_deadline()
    {
        await using var rig = Rig();
        rig.PutScaleIn("unknown", ["nowhere/web-0"]);
        await rig.RunToEndAsync("unknown");
        rig.Status("unknown").Refusals.ShouldHaveSingleItem().Field.ShouldBe("spec.pods[0].cluster");

        rig.Fleet["b"].Answers = false;
        rig.PutScaleIn("drop", ["a/web-0", "b/web-1"], ", \"deadlineSeconds\": 30");
        await rig.RunToEndAsync();

        rig.Fleet.Taken.ShouldBeEmpty();
        rig.Status().Phase.ShouldBe(ScaleInPhase.Aborted);
        var message = rig.Status().Conditions.Find("Ready")!.Message;
        message.ShouldBe("the deadline has passed while waiting: b: until it can be reached; nothing was taken out");
        (rig.Status().CompletionTime - rig.Status().StartTime).ShouldNotBeNull().TotalSeconds.ShouldBeInRange(30, 95);
    }

    [Fact]
    public async Task Two_on_one_workload_take_turns_and_neither_loses_the_others_count()
    {
        await using var rig = Rig();
        rig.PutScaleIn("second", ["a/web-0"], created: ScaleInRig.Began);
        rig.PutScaleIn("first", ["a/web-1"], created: ScaleInRig.Began.AddSeconds(-1));
        var orders = new List<string>();
        rig.Fleet.BeforeStep = (sight, _) => orders.Add(sight.Named.ShouldHaveSingleItem());

        await rig.StepAsync();
        rig.Status("second").WaitsFor.ShouldBe(["until ScaleIn first on the same workload is over"]);
        await rig.RunToEndAsync("second");

        (rig.Status("first").Phase, rig.Status("second").Phase).ShouldBe((ScaleInPhase.Completed, ScaleInPhase.Completed));
        orders.ShouldBe(orders.OrderDescending());
        rig.Fleet["a"].Replicas.ShouldBe(3);
        rig.Fleet["a"].Pods.ConvertAll(static pod => pod.Name).ShouldBe(["web-2", "web-3", "web-4"]);
    }

    [Fact]
    public async Task A_count_that_a_user_leads_falls_with_what_was_taken_out()
    {
        await using var rig = new ScaleInRig(("a", 5), ("b", 5));
        rig.PutBinding(10);
        rig.PutScaleIn("drop", ["a/web-0", "b/web-1"]);
        await rig.RunToEndAsync();

        rig.Status().Phase.ShouldBe(ScaleInPhase.Completed);
        rig.Number("replicabindings", "web-deployment", "replicas").ShouldBe(8);
        (rig.Status().Fleet!.ReplicasBefore, rig.Status().Fleet!.Replicas).ShouldBe((10, 8));
    }

    [Fact]
    public async Task Cap_lowers_the_maximum_once()
    {
        await using var rig = Rig();
        rig.PutScaleIn("drop", ["a/web-0", "b/web-1"], ", \"mode\": \"Cap\"");
        await rig.RunToEndAsync();
        rig.Number("fedhpas", "web", "maxReplicas").ShouldBe(58);
        rig.Hub.Writes.Count(static write => write.Contains("fedhpas", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_budget_that_forbids_an_eviction_is_told_and_waited_for()
    {
        await using var rig = Rig();
        var asked = 0;
        rig.Fleet.BeforeStep = (_, step) =>
        {
            if (step is RemovalStep.EvictPod && asked++ < 1) throw ScriptedCluster.Refusal(429, "TooManyRequests", "the budget web needs 5 healthy pods");
        };
        rig.PutScaleIn("drop", ["a/web-0"], ", \"mode\": \"Replace\"");

        await rig.RunUntilAsync(() => rig.Find()?.Status?.WaitsFor is [var wait] && wait.Contains("is not allowed for now", StringComparison.Ordinal));
        rig.Status().WaitsFor[0].ShouldBe("a: evicting pod web-0 is not allowed for now: the budget web needs 5 healthy pods");

        await rig.RunToEndAsync();
        (rig.Status().Phase, rig.Fleet["a"].Replicas, rig.Fleet["a"].Created).ShouldBe((ScaleInPhase.Completed, 5, 1));
    }

    [Fact]
    public async Task A_thousand_pods_of_ten_clusters_go_and_the_status_stays_small_enough_to_be_stored()
    {
        await using var rig = new ScaleInRig([.. Enumerable.Range(0, 10).Select(static i => ($"c{i}", 120))]);
        rig.PutScaleIn("drop", [.. Enumerable.Range(0, 10).SelectMany(static cluster => Enumerable.Range(0, 100).Select(pod => $"c{cluster}/web-{pod}"))]);
        await rig.RunToEndAsync();

        rig.Status().PodsGone.ShouldBe("1000/1000");
        foreach (var cluster in Enumerable.Range(0, 10)) rig.Fleet[$"c{cluster}"].Pods.Select(static pod => pod.Name).ShouldBe(Enumerable.Range(100, 20).Select(static pod => $"web-{pod}"));
        // etcd takes 1.5 MiB, of which managedFields may be as much again.
        System.Text.Encoding.UTF8.GetByteCount(rig.Hub.Get("scaleins", new("shop", "drop")).ToJsonString()).ShouldBeLessThan(500_000);
    }

    private static ScaleInRig Rig(int min = 1)
    {
        var rig = new ScaleInRig(("a", 5), ("b", 5));
        foreach (var name in (string[])["a", "b"]) rig.Fleet[name].Hpa = Hpa with { IsFederated = true };
        rig.PutFedHpa(min);
        return rig;
    }

    private static void AssertTakenOut(ScaleInRig rig)
    {
        rig.Status().Phase.ShouldBe(ScaleInPhase.Completed);
        rig.Find()!.Metadata.Finalizers.ShouldBeEmpty();
        AssertLeft(rig.Fleet["a"], "web-1", "web-3", "web-4");
        AssertLeft(rig.Fleet["b"], "web-0", "web-2", "web-3", "web-4");
    }

    private static void AssertLeft(FakeMember member, params string[] pods)
    {
        member.Look();
        member.Pods.ConvertAll(static pod => pod.Name).ShouldBe(pods);
        AssertUntouched(member, pods.Length);
    }

    private static void AssertUntouched(FakeMember member, int replicas)
    {
        (member.Replicas, member.Created, member.Token).ShouldBe((replicas, 0, null));
        member.Pods.ShouldAllBe(static pod => pod.CostAnnotation == null && pod.BarrierValue == "in");
        (member.Hpa!.HeldBy, member.Hpa.Behavior, member.Hpa.Min).ShouldBe((null, "{}", 1));
    }
}

using FedScaler.Core.ScaleIn;
using FsCheck;
using FsCheck.Fluent;
using Fleets = FedScaler.Core.Tests.Splitting.Fleets;

namespace FedScaler.Core.Tests.ScaleIn;

/// <summary>Removals in simulated fleets where controllers lag, processes die, nodes fail, clusters fall silent and rollouts begin.</summary>
public sealed class RemovalPropertyTests
{
    private static readonly Gen<TargetKind> Kinds =
        Gen.Elements(TargetKind.Deployment, TargetKind.Deployment, TargetKind.CloneSet, TargetKind.StatefulSet, TargetKind.KruiseStatefulSet);

    private static Gen<int> Sometimes(int until) => Gen.Frequency((3, Gen.Constant(World.Never)), (1, Gen.Choose(1, until)));

    private static readonly Gen<World> Calm =
        from seed in Gen.Choose(0, int.MaxValue)
        from kind in Kinds
        from mode in Gen.Elements(RemovalMode.Shrink, RemovalMode.Shrink, RemovalMode.Cap, RemovalMode.Replace)
        from clusters in Gen.Choose(1, 3)
        from replicas in Gen.Choose(2, 9)
        from named in Gen.Choose(1, replicas - 1)
        from lag in Gen.Choose(0, 5)
        from autoscaler in Gen.Elements(true, false)
        from failed in Gen.Elements(true, false)
        from crashes in Gen.Elements(true, false)
        from deadline in Gen.Frequency((3, Gen.Choose(20, 200)), (1, Gen.Choose(4, 20)))
        from silent in Sometimes(40)
        from length in Gen.Choose(1, 250)
        from withdrawn in Sometimes(60)
        from userLeads in Gen.Elements(true, false)
        select new World(seed)
        {
            Kind = kind,
            Mode = mode,
            Clusters = clusters,
            Replicas = replicas,
            Named = named,
            Lag = lag,
            HasAutoscaler = autoscaler,
            HasFailedPod = failed,
            Crashes = crashes,
            Deadline = deadline,
            SilentFrom = silent,
            SilentUntil = silent + length,
            WithdrawnAt = withdrawn,
            UserLeads = userLeads,
        };

    private static readonly Gen<World> Rough =
        from world in Calm
        from fails in Sometimes(40)
        from rolls in Sometimes(40)
        select world with { NodeFailsAt = fails, RollsAt = rolls };

    private static readonly Gen<World> Any =
        from world in Rough
        from guarantee in Gen.Elements(RemovalGuarantee.Exact, RemovalGuarantee.BestEffort)
        from label in Gen.Elements(true, false)
        select world with { Guarantee = guarantee, HasFreeLabel = label || guarantee == RemovalGuarantee.Exact };

    /// <summary>Processes that die around the commit, with the deadline right behind it.</summary>
    private static readonly Gen<World> Hasty =
        from world in Calm
        from deadline in Gen.Choose(6, 14)
        from withdrawn in Sometimes(12)
        select world with { Mode = RemovalMode.Shrink, Crashes = true, Lag = 0, HasAutoscaler = false, SilentFrom = World.Never, Deadline = deadline, WithdrawnAt = withdrawn };

    private static void Holds(Gen<World> worlds, Action<World, Simulation> law, int tests = 400) =>
        Check.One(Fleets.Runs(tests), Prop.ForAll(worlds.ToArbitrary(), world =>
        {
            var simulation = new Simulation(world);
            simulation.Run();
            law(world, simulation);
        }));

    [Fact]
    public void In_a_calm_world_no_stranger_dies_and_none_is_created() => Holds(Calm.Where(static world => world.Mode != RemovalMode.Replace), static (_, run) =>
    {
        foreach (var cluster in run.Clusters) (cluster.Strangers, cluster.CreatedAfterCommit).ShouldBe((0, 0), cluster.Name);
        run.Progress.Clusters.Sum(static cluster => cluster.Collateral).ShouldBe(0);
    });

    [Fact]
    public void In_a_rough_world_whatever_strangers_die_is_reported_and_made_up_for_and_no_more() => Holds(Rough.Where(static world => world.Mode != RemovalMode.Replace), static (_, run) =>
    {
        foreach (var cluster in run.Clusters)
        {
            var progress = run.Progress.Clusters.First(one => one.Name == cluster.Name);
            var collateral = progress.Collateral;
            // Where the deadline came before it could be made up for, the named pods that remain tell of it.
            var remain = run.Progress.Phase == RemovalPhase.Failed ? progress.Pods.Count(static pod => pod.State == PodState.Remains) : 0;
            cluster.Strangers.ShouldBeLessThanOrEqualTo(collateral + remain + cluster.Mishaps, cluster.Name);
            cluster.CreatedAfterCommit.ShouldBeLessThanOrEqualTo(collateral + cluster.Mishaps, cluster.Name);
        }
    });

    [Fact]
    public void The_count_is_lowered_once_and_exactly() => Holds(Any, static (world, run) =>
    {
        foreach (var cluster in run.Clusters)
        {
            var progress = run.Progress.Clusters.First(one => one.Name == cluster.Name);
            cluster.Commits.ShouldBeLessThanOrEqualTo(world.Mode == RemovalMode.Replace ? 0 : 1);
            if (cluster.Commits == 0) continue;
            cluster.Replicas.ShouldBe(progress.Target!.Value);
            (progress.Before - progress.Target).ShouldNotBeNull().ShouldBeInRange(1, world.Named);
            cluster.Pods.Count(static pod => pod.Phase == PodPhase.Running).ShouldBe(cluster.Replicas);
        }
    });

    [Fact]
    public void Completed_means_that_every_named_pod_is_gone_and_otherwise_nothing_was_lowered_or_what_remains_is_told() => Holds(Any, static (_, run) =>
    {
        var left = run.Clusters.SelectMany(static cluster => cluster.Pods.Where(pod => cluster.NamedUids.Contains(pod.Uid)).Select(static pod => pod.Uid)).ToList();
        if (run.Progress.Phase == RemovalPhase.Completed) left.ShouldBeEmpty();
        if (run.Progress.Phase is RemovalPhase.Aborted or RemovalPhase.Refused) run.Clusters.Sum(static cluster => cluster.Commits).ShouldBe(0);
        if (run.Progress.Phase == RemovalPhase.Refused) run.Written.ShouldBeEmpty();
    });

    [Fact]
    public void It_ends_by_the_deadline_and_everything_is_as_it_was() => Holds(Any, static (world, run) =>
    {
        // An HPA without a behavior is held for 360 s after its commit, which may come to light when a silent cluster is back.
        var latest = run.Clusters.Any(static cluster => cluster.Commits > 0) ? Math.Max(world.Deadline, world.LastEvent) + 420 : world.Deadline;
        run.EndedAt.ShouldNotBeNull().ShouldBeLessThanOrEqualTo(latest + 65);
        run.Progress.IsOver.ShouldBeTrue();
        run.IsFleetHeld.ShouldBeFalse();
        foreach (var cluster in run.Clusters)
        {
            cluster.Annotation.ShouldBeNull();
            (cluster.Hpa?.IsAsItWas ?? true).ShouldBeTrue();
            if (cluster.Commits == 0) cluster.Pods.ShouldAllBe(static pod => pod.CostAnnotation == null && pod.BarrierValue == SimulatedCluster.Template);
        }
    });

    [Fact]
    public void A_commit_that_is_still_under_way_never_lands_after_an_abort()
    {
        var fenced = 0;
        Holds(Hasty, (world, run) =>
        {
            if (run.Written.Exists(static step => step is RemovalStep.SetToken { Token: not null })) fenced++;
            if (run.Progress.Phase != RemovalPhase.Aborted) return;
            foreach (var cluster in run.Clusters) (cluster.Commits, cluster.Replicas).ShouldBe((0, world.Replicas), cluster.Name);
        }, tests: 1000);
        fenced.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Cap_lowers_the_maximum_by_as_many_as_went_and_the_other_modes_leave_it() => Holds(Any, static (world, run) =>
    {
        var went = run.Progress.Clusters.Sum(static cluster => (cluster.Before - cluster.Target) ?? 0);
        run.MaxReplicas.ShouldBe(world is { Mode: RemovalMode.Cap, UserLeads: false } && run.Progress.Phase == RemovalPhase.Completed ? 100 - went : 100);
    });

    [Fact]
    public void A_count_that_is_divided_falls_by_as_many_as_went_or_they_would_be_put_back() => Holds(Any, static (world, run) =>
    {
        var went = run.Clusters.Sum(static cluster => cluster.Commits == 0 ? 0 : cluster.CommittedBy);
        // A cluster that was cut off with a commit under way may tell of it only when all is over.
        if (world.SilentFrom != World.Never && run.Progress.Phase == RemovalPhase.Failed) run.Count.ShouldBeInRange(100 - went, 100);
        else run.Count.ShouldBe(world.UserLeads ? 100 - went : 100);
    });

    [Fact]
    public void Nothing_is_written_to_a_cluster_before_the_fleet_keeps_still()
    {
        var request = Looks.Request("a/web-1");
        var seen = Looks.Of(Looks.Cluster()) with { Fleet = new(5) { Name = "FedHPA web" } };

        var asked = request.First(seen);
        (asked.Steps.Length, asked.Progress.Hold).ShouldBe((0, FleetHoldStage.Held));
        asked.Waits.ShouldBe(["until FedHPA web keeps every cluster's share as it is"]);
        Removal.Next(request, seen, asked.Progress).Steps.ShouldBeEmpty();

        Removal.Next(request, seen with { Fleet = seen.Fleet with { HeldBy = "op" } }, asked.Progress).Steps.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_number_that_somebody_changed_since_it_was_planned_is_left_alone()
    {
        var request = Looks.Request("a/web-1") with { Mode = RemovalMode.Cap };
        var cluster = new ClusterProgress("a", []) { Stage = ClusterStage.Released, Before = 5, Target = 4, ReleaseAt = Looks.Now };
        var progress = RemovalProgress.New with { Phase = RemovalPhase.Committed, Clusters = [cluster], Hold = FleetHoldStage.Held };
        var seen = Looks.Of(Looks.Cluster()) with { Fleet = new(5, "op") { MaxReplicas = 10, ResourceVersion = "3" } };

        var planned = Removal.Next(request, seen, progress);
        planned.Steps.ShouldBe([new RemovalStep.LowerMax(9, "3")]);

        var raised = Removal.Next(request, seen with { Fleet = seen.Fleet with { MaxReplicas = 20 } }, planned.Progress);
        (raised.Steps.Length, raised.Progress.Hold).ShouldBe((0, FleetHoldStage.Released));
    }

    [Fact]
    public void No_cluster_is_committed_before_every_cluster_is_ready() => Holds(Rough.Where(static world => world is { Kind: TargetKind.Deployment, Clusters: > 1, HasAutoscaler: false, Crashes: false, IsCalm: true }), static (_, run) =>
    {
        var first = run.Written.FindIndex(static step => step is RemovalStep.Commit);
        if (first >= 0) run.Written.Skip(first).OfType<RemovalStep.MarkPod>().ShouldBeEmpty();
    }, tests: 100);

    [Fact]
    public void A_look_at_the_same_world_asks_for_the_same_writes() => Holds(Any, static (world, run) =>
    {
        _ = run;
        var once = new Simulation(world);
        var again = new Simulation(world);
        once.Run();
        again.Run();
        again.Written.Select(static step => step.ToString()).ShouldBe(once.Written.Select(static step => step.ToString()));
    }, tests: 50);

    [Fact]
    public void The_worlds_are_varied_enough_to_see_every_end_often()
    {
        var runs = Any.Sample(1000, 50).Select(static world => new Simulation(world)).ToList();
        foreach (var run in runs) run.Run();

        foreach (var phase in new[] { RemovalPhase.Completed, RemovalPhase.Refused, RemovalPhase.Failed, RemovalPhase.Aborted })
            runs.Count(run => run.Progress.Phase == phase).ShouldBeGreaterThan(10, $"{phase}");
        runs.Count(static run => run.Clusters.Sum(static cluster => cluster.Commits) > 1).ShouldBeGreaterThan(100, "in several clusters");
        runs.Sum(static run => run.Progress.Clusters.Sum(static cluster => cluster.Collateral)).ShouldBeGreaterThan(10, "collateral, mostly of BestEffort");
    }
}

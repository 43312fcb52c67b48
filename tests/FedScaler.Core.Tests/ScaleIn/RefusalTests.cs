using FedScaler.Core.ScaleIn;

namespace FedScaler.Core.Tests.ScaleIn;

/// <summary>What Exact refuses before anything is written, and what BestEffort makes of it.</summary>
public sealed class RefusalTests
{
    private static readonly Dictionary<RefusalReason, ClusterObservation> Clusters = new()
    {
        [RefusalReason.RolloutInProgress] = Looks.Cluster(with: static workload => workload with { UpdatedReplicas = 3 }),
        [RefusalReason.UnreadyStrangers] = Looks.Cluster().WithPod(2, static pod => pod with { IsReady = false }),
        [RefusalReason.BudgetTooSmall] = Looks.Cluster() with { Budgets = [new("web", 0, ["web-1", "web-2"])] },
        [RefusalReason.ForeignReplicasManager] = Looks.Cluster(with: static workload => workload with { ForeignReplicasManager = "argocd-controller" }),
        [RefusalReason.FloorAboveTarget] = Looks.Cluster() with { Floor = new(5, "CronHPA office-hours") },
        [RefusalReason.NoBarrierLabel] = Looks.Cluster(with: static workload => workload with { FreeLabel = null }),
    };

    public static TheoryData<RefusalReason> Soft => [.. Clusters.Keys.Except([RefusalReason.BudgetTooSmall])];

    public static TheoryData<RefusalReason> All => [.. Clusters.Keys];

    [Theory]
    [MemberData(nameof(All))]
    public void Exact_is_refused_before_anything_is_written(RefusalReason reason) =>
        Looks.Request("a/web-1").First(Looks.Of(Clusters[reason])).Reasons().ShouldBe([reason]);

    [Theory]
    [MemberData(nameof(Soft))]
    public void BestEffort_goes_on_and_tells(RefusalReason reason)
    {
        var decision = BestEffort(Clusters[reason]);
        decision.Steps.OfType<RemovalStep.MarkPod>().ShouldHaveSingleItem().Uid.ShouldBe("uid-1");
        decision.Progress.Clusters[0].Notes.ShouldHaveSingleItem().ShouldStartWith("not exact: ");
    }

    [Fact]
    public void BestEffort_waits_for_a_budget_too()
    {
        var decision = BestEffort(Clusters[RefusalReason.BudgetTooSmall]);
        decision.Steps.ShouldBeEmpty();
        decision.Waits.ShouldHaveSingleItem().ShouldContain("PodDisruptionBudget web in a allows 0 disruptions, not 1");
    }

    [Fact]
    public void A_pod_that_is_not_ready_costs_a_budget_nothing() =>
        Looks.Request("a/web-1").First(Looks.Of(Clusters[RefusalReason.BudgetTooSmall].WithPod(1, static pod => pod with { IsReady = false })))
            .Steps.OfType<RemovalStep.MarkPod>().ShouldHaveSingleItem();

    [Fact]
    public void A_members_own_HPA_is_a_floor_and_a_federated_one_is_not()
    {
        var own = Looks.Cluster() with { Autoscaler = new("web", "1", Min: 5, Behavior: null) };
        Looks.Request("a/web-1").First(Looks.Of(own)).Reasons().ShouldBe([RefusalReason.FloorAboveTarget]);

        var federated = own with { Autoscaler = own.Autoscaler with { IsFederated = true } };
        Looks.Request("a/web-1").First(Looks.Of(federated)).Steps.OfType<RemovalStep.HoldAutoscaler>().ShouldHaveSingleItem().Min.ShouldBe(4);
    }

    [Fact]
    public void A_fleets_floor_counts_over_all_clusters()
    {
        var seen = Looks.Of(Looks.Cluster(), Looks.Cluster("b")) with { Fleet = new(10) { Floor = new(9, "minReplicas of FedHPA web") } };
        Looks.Request("a/web-1", "b/web-1").First(seen).Reasons().ShouldBe([RefusalReason.FloorAboveTarget]);
        Looks.Request("a/web-1").First(seen).Progress.Hold.ShouldBe(FleetHoldStage.Held);
    }

    [Fact]
    public void Volumes_never_go_unasked()
    {
        var seen = Looks.Of(Looks.Cluster(with: static workload => workload with { HasVolumeClaims = true }));
        var request = Looks.Request("a/web-1") with { Kind = TargetKind.CloneSet, Guarantee = RemovalGuarantee.BestEffort };
        request.First(seen).Reasons().ShouldBe([RefusalReason.VolumesWouldGo]);
        (request with { AllowsVolumeDeletion = true }).First(seen).Progress.Phase.ShouldBe(RemovalPhase.Prepared);
    }

    [Fact]
    public void A_kind_that_nobody_knows_is_never_exact() =>
        (Looks.Request("a/web-1") with { Kind = TargetKind.Other }).First(Looks.Of(Looks.Cluster())).Reasons().ShouldBe([RefusalReason.KindNotExact]);

    [Theory]
    [InlineData("4", 0, 4)]
    [InlineData("3 4", 0, 3)]
    [InlineData("0", 1, 4)]
    [InlineData("0 1 4", 2, 2)]
    [InlineData("0 1 2 3 4", 0, 0)]
    public void A_StatefulSet_gives_up_ordinals_at_its_ends(string ordinals, int start, int replicas)
    {
        var commit = CommitOf(ordinals);
        (commit.OrdinalsStart ?? 0, commit.Replicas).ShouldBe((start, replicas));
    }

    [Theory]
    [InlineData("3", "web-3, web-4")]
    [InlineData("1", "web-0, web-1")]
    [InlineData("1 4", "web-0, web-1, web-4")]
    public void Other_ordinals_are_refused_with_the_fewest_that_would_do(string ordinals, string would)
    {
        var decision = Statefully(ordinals).First(Looks.Of(Looks.Cluster()));
        decision.Reasons().ShouldBe([RefusalReason.OrdinalsNotRemovable]);
        decision.Progress.Refusals[0].Mend.ShouldBe($"these would do: {would}");
    }

    [Fact]
    public void An_ordered_StatefulSet_with_an_unhealthy_survivor_is_refused() =>
        Statefully("4").First(Looks.Of(Looks.Cluster(with: static workload => workload with { IsOrdered = true }).WithPod(1, static pod => pod with { IsReady = false })))
            .Reasons().ShouldBe([RefusalReason.UnhealthySurvivor]);

    private static RemovalDecision BestEffort(ClusterObservation cluster) =>
        (Looks.Request("a/web-1") with { Guarantee = RemovalGuarantee.BestEffort }).First(Looks.Of(cluster));

    private static RemovalRequest Statefully(string ordinals) =>
        Looks.Request([.. ordinals.Split(' ').Select(static ordinal => $"a/web-{ordinal}")]) with { Kind = TargetKind.StatefulSet };

    private static RemovalStep.Commit CommitOf(string ordinals)
    {
        var seen = Looks.Of(Looks.Cluster());
        var prepared = Statefully(ordinals).First(seen).Progress;
        prepared.Phase.ShouldBe(RemovalPhase.Prepared);
        return Removal.Next(Statefully(ordinals), seen, prepared).Steps.ShouldHaveSingleItem().ShouldBeOfType<RemovalStep.Commit>();
    }
}

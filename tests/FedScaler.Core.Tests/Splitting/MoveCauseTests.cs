using FedScaler.Core.Splitting;

namespace FedScaler.Core.Tests.Splitting;

/// <summary>What a change of shares is put down to.</summary>
public sealed class MoveCauseTests
{
    [Fact]
    public void A_member_that_runs_something_without_a_share_makes_all_be_split_anew() =>
        Fleet.Of(max: 40, min: 2, Fleet.Member("a", null, runs: 3, fit: 20), Fleet.Member("b", null, runs: 3, fit: 60)).Decide().Cause.ShouldBe(MoveCause.Resplit);

    [Fact]
    public void Room_that_a_member_wants_moves_for_demand() =>
        Fleet.Of(max: 60, min: 2, Fleet.Member("a", new(1, 20), runs: 20, fit: 60) with { Wants = 30 }, Fleet.Member("b", new(1, 40), runs: 5, fit: 60))
            .Decide().Cause.ShouldBe(MoveCause.Demand);

    [Fact]
    public void Room_leaves_where_pods_find_no_node()
    {
        var stuck = Fleet.Of(max: 40, min: 2,
            Fleet.Member("a", new(1, 20), runs: 12, fit: 20, ready: 9) with { Unschedulable = 3 }, Fleet.Member("b", new(1, 20), runs: 10, fit: 60));
        stuck.After(stuck.Decide()).Later(TimeSpan.FromSeconds(60)).Decide().Cause.ShouldBe(MoveCause.Unschedulable);
    }

    [Fact]
    public void Shares_far_from_the_ideal_move_by_drift()
    {
        var uneven = Fleet.Of(max: 40, min: 2, Fleet.Member("a", new(1, 35), runs: 1, fit: 20), Fleet.Member("b", new(1, 5), runs: 1, fit: 60));
        uneven.After(uneven.Decide()).Later(TimeSpan.FromSeconds(60)).Decide().Cause.ShouldBe(MoveCause.Drift);
    }

    [Fact]
    public void A_maximum_that_becomes_more_is_taken_up_as_new_bounds()
    {
        var settled = Fleet.Of(max: 40, min: 2, Fleet.Member("a", new(1, 20), runs: 1, fit: 60), Fleet.Member("b", new(1, 20), runs: 1, fit: 60));
        settled.After(settled.Decide()).WithPolicy(static policy => policy with { MaxReplicas = 50 }).Decide().Cause.ShouldBe(MoveCause.Bounds);
    }
}

using FedScaler.Core.Splitting;

namespace FedScaler.Core.Tests.Splitting;

/// <summary>Where other federated autoscalers went wrong.</summary>
public sealed class EdgeCaseTests
{
    [Fact]
    public void Fewer_minimum_than_members_is_raised_and_says_so()
    {
        var decision = Fleet.Of(max: 10, min: 2, Fleet.Empty("a", 10), Fleet.Empty("b", 20), Fleet.Empty("c", 30)).Decide();
        decision.Shares().ShouldBe("a=1-2 b=1-3 c=1-5");
        decision.EffectiveMin.ShouldBe(3);
        decision.Condition("MinRaised").Status.ShouldBeTrue();
        decision.Condition("MinRaised").Message.ShouldBe(
            "each of 3 members keeps at least 1, so minReplicas 2 counts as 3; spread WhenNeeded would park members instead");
    }

    [Fact]
    public void Fewer_maximum_than_members_leaves_some_out_rather_than_passing_it()
    {
        var decision = Fleet.Of(max: 2, min: 1, Fleet.Empty("a", 10), Fleet.Empty("b", 20), Fleet.Empty("c", 30)).Decide();
        decision.Shares().ShouldBe("a=parked b=1-1 c=1-1");
        decision.Of("a").Reason.ShouldBe("parked: no share of the maximum is left for it");
    }

    [Fact]
    public void Who_is_left_out_does_not_change_with_every_look()
    {
        var fleet = Fleet.Of(max: 2, min: 1, Fleet.Empty("a", 10), Fleet.Empty("b", 20), Fleet.Empty("c", 30));
        var settled = fleet.After(fleet.Decide()).Change("a", static member => member with { Fit = 90 });
        settled.Decide().Shares().ShouldBe("a=parked b=1-1 c=1-1");
        settled.WithPolicy(static policy => policy with { MaxReplicas = 3 }).Decide().Shares().ShouldBe("a=1-1 b=1-1 c=1-1");
    }

    [Fact]
    public void With_no_capacity_anywhere_it_is_shared_evenly_and_reported()
    {
        var decision = Fleet.Of(max: 10, min: 3, Fleet.Empty("a", 0), Fleet.Empty("b", 0), Fleet.Empty("c", 0)).Decide();
        decision.Shares().ShouldBe("a=1-4 b=1-3 c=1-3");
        decision.Condition("CapacityShort").Status.ShouldBeTrue();
        decision.Condition("CapacityShort").Reason.ShouldBe("FleetFull");
    }

    [Fact]
    public void With_unknown_capacity_everywhere_it_is_shared_evenly()
    {
        var decision = Fleet.Of(max: 10, min: 3, Fleet.Empty("a", null), Fleet.Empty("b", null)).Decide();
        decision.Shares().ShouldBe("a=2-5 b=1-5");
        decision.Condition("CapacityShort").Reason.ShouldBe("CapacityUnknown");
    }

    [Fact]
    public void One_member_with_all_the_capacity_gets_all_that_spread_leaves() =>
        Fleet.Of(max: 100, min: 10, Fleet.Empty("a", 0), Fleet.Empty("b", 1000), Fleet.Empty("c", 0)).Decide().Shares().ShouldBe("a=1-1 b=8-98 c=1-1");

    [Fact]
    public void A_tiny_member_beside_a_huge_one_is_not_starved_of_its_one() =>
        Fleet.Of(max: 3, min: 1, Fleet.Empty("a", 1000), Fleet.Empty("b", 1), Fleet.Empty("c", 1)).Decide().Shares().ShouldBe("a=1-1 b=1-1 c=1-1");

    [Fact]
    public void Weights_of_zero_all_round_share_evenly()
    {
        var weightless = Fleet.Of(max: 9, min: 3, Fleet.Empty("a", 50) with { Weight = 0 }, Fleet.Empty("b", 50) with { Weight = 0 }, Fleet.Empty("c", 50) with { Weight = 0 })
            .WithPolicy(static policy => policy with { Strategy = SplitStrategy.Weighted });
        weightless.Decide().Shares().ShouldBe("a=1-3 b=1-3 c=1-3");
        weightless.Change("b", static member => member with { Weight = 2 }).Decide().Shares().ShouldBe("a=1-1 b=1-7 c=1-1");
    }

    [Fact]
    public void Floors_above_the_maximum_are_met_in_proportion_as_far_as_it_goes() =>
        Fleet.Of(max: 12, min: 2, Fleet.Empty("a", 50) with { Floor = 20 }, Fleet.Empty("b", 50) with { Floor = 10 }).Decide()
            .Shares().ShouldBe("a=1-8 b=1-4");

    [Fact]
    public void Ceilings_below_the_minimum_give_what_they_allow_and_say_so()
    {
        var decision = Fleet.Of(max: 20, min: 10, Fleet.Empty("a", 50) with { Ceiling = 3 }, Fleet.Empty("b", 50) with { Ceiling = 4 }).Decide();
        decision.Shares().ShouldBe("a=3-3 b=4-4");
        decision.Condition("CapacityShort").Message.ShouldBe("maxReplicas in placement.clusters leave no place for 13 of maxReplicas 20");
    }

    [Fact]
    public void A_ceiling_of_zero_takes_no_part_and_gives_back_what_it_had()
    {
        var fleet = Fleet.Of(max: 20, min: 2, Fleet.Member("a", new(1, 10), runs: 4, fit: 50) with { Ceiling = 0 }, Fleet.Member("b", new(1, 10), runs: 4, fit: 50));
        var decision = fleet.Decide();
        decision.Shares().ShouldBe("a=excluded b=2-20");
        decision.Of("a").Reason.ShouldBe("its maxReplicas in placement is 0");
        ShareTransition.Next(fleet.Fleet, decision, Transitions.Standing(fleet.Fleet))
            .ShouldBe([new ShareWrite.Withdraw("a"), new ShareWrite.Apply("b", new(2, 10))]);
    }

    [Fact]
    public void The_largest_numbers_there_are_add_up()
    {
        var decision = Fleet.Of(max: int.MaxValue, min: int.MaxValue,
            Fleet.Empty("a", int.MaxValue), Fleet.Empty("b", int.MaxValue), Fleet.Empty("c", int.MaxValue)).Decide();
        decision.Members.Sum(static member => (long)member.Share!.Value.Max).ShouldBe(int.MaxValue);
        decision.Members.Sum(static member => (long)member.Share!.Value.Min).ShouldBe(int.MaxValue);
        decision.MaxOf("a").ShouldBe(715827883);
    }

    [Fact]
    public void One_member_has_it_all() => Fleet.Of(max: 7, min: 3, Fleet.Empty("a", 2)).Decide().Shares().ShouldBe("a=3-7");

    [Fact]
    public void No_member_is_no_error()
    {
        var decision = Fleet.Of(max: 7, min: 3).Decide();
        decision.Members.ShouldBeEmpty();
        decision.Condition("CapacityShort").Reason.ShouldBe("NoMembers");
        decision.EffectiveMin.ShouldBe(3);
        decision.NextCheck.ShouldBeNull();
    }

    [Fact]
    public void A_lowered_maximum_is_trimmed_in_proportion_from_the_top_of_the_order()
    {
        var fleet = Fleet.Of(max: 30, min: 3, Fleet.Member("a", new(1, 40), runs: 20, fit: 60), Fleet.Member("b", new(1, 20), runs: 10, fit: 60));
        fleet.Decide().Shares().ShouldBe("a=2-20 b=1-10");
        fleet.WithPolicy(static policy => policy with { MaxReplicas = 15 }).Decide().Shares().ShouldBe("a=2-10 b=1-5");
    }

    [Fact]
    public void Priority_fills_the_lowest_number_first_and_bursts_into_the_next()
    {
        var fleet = Fleet.Of(max: 30, min: 4, Fleet.Empty("cloud", 100) with { Priority = 1 }, Fleet.Empty("idc", 20) with { Priority = 0 })
            .WithPolicy(static policy => policy with { Strategy = SplitStrategy.Priority });
        fleet.Decide().Shares().ShouldBe("cloud=1-10 idc=3-20");
    }

    [Fact]
    public void A_member_that_joins_without_a_share_gets_one_and_one_with_unknown_capacity_keeps_its_own()
    {
        var fleet = Fleet.Of(max: 30, min: 3, Fleet.Member("a", new(2, 20), runs: 5, fit: null), Fleet.Member("b", new(1, 10), runs: 5, fit: 20), Fleet.Empty("c", 20));
        var decision = fleet.Decide();
        decision.MaxOf("a").ShouldBeGreaterThanOrEqualTo(5);
        decision.MaxOf("c").ShouldBeGreaterThan(0);
        decision.Members.Sum(static member => member.Share!.Value.Max).ShouldBe(30);
    }

    [Fact]
    public void A_member_that_joins_takes_part_in_the_minimum_even_when_others_hold_all_of_it()
    {
        var fleet = Fleet.Of(max: 2, min: 2, Fleet.Member("a", new(1, 1), runs: 1, fit: 9), Fleet.Member("b", new(1, 1), runs: 1, fit: 9), Fleet.Empty("c", 9));
        var settled = fleet.After(fleet.Decide());
        settled.WithPolicy(static policy => policy with { MaxReplicas = 9, MinReplicas = 2 }).Decide().MinOf("c").ShouldBe(1);
    }

    [Fact]
    public void Every_member_says_why() => Fleets.Any.Hold(static scenario =>
    {
        foreach (var member in scenario.Decide().Members.Where(member => scenario.Fleet.Members.First(m => m.Name == member.Name).Contact != MemberContact.Excluded))
            member.Reason.Length.ShouldBeGreaterThan(10, member.Name);
    });
}

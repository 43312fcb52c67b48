using FedScaler.Core.Dividing;
using FedScaler.Core.Splitting;
using static FedScaler.Core.Tests.Dividing.Divisions;

namespace FedScaler.Core.Tests.Dividing;

public sealed class DividerTests
{
    [Fact]
    public void A_first_count_is_divided_by_what_each_member_can_hold() =>
        Of(12, Member("a", 0, 40), Member("b", 0, 20), Member("c", 0, 0)).Decide().Text().ShouldBe("a 7, b 4, c 1");

    [Fact]
    public void By_weight() => Of(12, Member("a", 0, 40) with { Weight = 3 }, Member("b", 0, 40)).With(SplitStrategy.Weighted).Decide().Text().ShouldBe("a 9, b 3");

    [Fact]
    public void By_priority_the_lowest_number_is_filled_first() =>
        Of(12, Member("a", 0, 8), Member("b", 0, 40) with { Priority = 1 }).With(SplitStrategy.Priority).Decide().Text().ShouldBe("a 8, b 4");

    [Fact]
    public void A_higher_count_is_added_to_what_runs()
    {
        // A fresh division would give 10 and 10.
        Of(20, Member("a", 14, 40), Member("b", 3, 40)).Decide().Text().ShouldBe("a 14, b 6");
    }

    [Fact]
    public void A_lower_count_is_taken_from_who_is_most_above_its_part() =>
        Of(14, Member("a", 14, 40), Member("b", 3, 40)).Decide().Text().ShouldBe("a 11, b 3");

    [Fact]
    public void Pods_that_wait_for_a_node_go_first_and_then_those_that_are_not_ready()
    {
        var fleet = Of(9, Member("a", 6, 40), Member("b", 6, 40, ready: 3, unschedulable: 1));
        fleet.Ask(11).Decide().Text().ShouldBe("a 6, b 5");
        fleet.Decide().Text().ShouldBe("a 6, b 3");
        fleet.Ask(8).Decide().Text().ShouldBe("a 5, b 3");
    }

    [Fact]
    public void Nothing_is_nothing_everywhere() => Of(0, Member("a", 6, 40), Member("b", 1, 40) with { Floor = 1 }).Decide().Text().ShouldBe("a 0, b 0");

    [Fact]
    public void Fewer_than_there_are_members_are_not_made_more_by_spread() =>
        Of(2, Member("a", 0, 40), Member("b", 0, 30), Member("c", 0, 20)).Decide().Text().ShouldBe("a 1, b 1, c 0");

    [Fact]
    public void WhenNeeded_adds_where_something_runs_and_opens_another_only_when_that_is_full()
    {
        var fleet = Of(9, Member("a", 4, 10), Member("b", 0, 40)).With(SplitStrategy.FreeCapacity, SpreadPolicy.WhenNeeded);
        fleet.Decide().Text().ShouldBe("a 9, b 0");
        fleet.Ask(14).Decide().Text().ShouldBe("a 4, b 10");
    }

    [Fact]
    public void WhenNeeded_takes_from_members_that_are_not_needed_first() =>
        Of(8, Member("a", 6, 10), Member("b", 4, 40)).With(SplitStrategy.FreeCapacity, SpreadPolicy.WhenNeeded).Decide().Text().ShouldBe("a 6, b 2");

    [Fact]
    public void What_fits_nowhere_is_placed_up_to_the_ceilings_and_told()
    {
        var decision = Of(20, Member("a", 0, 6), Member("b", 0, 4) with { Ceiling = 5 }).Decide();
        decision.Text().ShouldBe("a 15, b 5");
        (decision.BeyondFit, decision.Unplaced).ShouldBe((10, 0));
    }

    [Fact]
    public void What_ceilings_leave_no_place_for_is_told()
    {
        var decision = Of(20, Member("a", 0, 60) with { Ceiling = 7 }, Member("b", 0, 60) with { Ceiling = 5 }).Decide();
        decision.Text().ShouldBe("a 7, b 5");
        decision.Unplaced.ShouldBe(8);
    }

    [Fact]
    public void A_ceiling_that_was_lowered_moves_the_rest_elsewhere() => Of(12, Member("a", 9, 40) with { Ceiling = 4 }, Member("b", 3, 40)).Decide().Text().ShouldBe("a 4, b 8");

    [Fact]
    public void A_floor_that_was_raised_is_met_from_the_others() => Of(12, Member("a", 9, 40), Member("b", 3, 40) with { Floor = 5 }).Decide().Text().ShouldBe("a 7, b 5");

    [Fact]
    public void Unknown_capacity_is_given_nothing_while_others_have_room() => Of(12, Member("a", 4, null), Member("b", 4, 40)).Decide().Text().ShouldBe("a 4, b 8");

    [Fact]
    public void Where_no_capacity_is_known_what_runs_is_the_measure() => Of(12, Member("a", 6, null), Member("b", 2, null)).Decide().Text().ShouldBe("a 9, b 3");

    [Fact]
    public void A_silent_member_counts_as_last_seen_and_the_others_have_the_rest()
    {
        var fleet = Of(15, Member("a", 10, 40) with { Contact = MemberContact.Silent }, Member("b", 4, 40), Member("c", 1, 40));
        fleet.Decide().Text().ShouldBe("a 10, b 4, c 1");
        fleet.Ask(20).Decide().Text().ShouldBe("a 10, b 5, c 5");
    }

    [Fact]
    public void A_count_below_what_a_silent_member_holds_leaves_one_where_something_runs()
    {
        var fleet = Of(8, Member("a", 10, 40) with { Contact = MemberContact.Silent }, Member("b", 4, 40), Member("c", 0, 40));
        var decision = fleet.Decide();
        decision.Text().ShouldBe("a 10, b 1, c 0");
        decision.Excess.ShouldBe(3);
        fleet.Ask(0).Decide().Text().ShouldBe("a 10, b 0, c 0");
    }

    [Fact]
    public void A_hand_that_scaled_a_member_is_put_back_there_and_nowhere_else()
    {
        var fleet = Of(10, Member("a", 5, 40), Member("b", 9, 8)) with
        {
            Members = [new DivisionMember(Member("a", 5, 40), 5), new DivisionMember(Member("b", 9, 8), 5)],
        };
        fleet.Decide().Text().ShouldBe("a 5, b 5");
    }

    [Fact]
    public void Int32_is_no_limit_to_a_sum()
    {
        var decision = Of(int.MaxValue, Member("a", int.MaxValue, int.MaxValue), Member("b", int.MaxValue, int.MaxValue)).Decide();
        decision.Total.ShouldBe(int.MaxValue);
        Of(5, Member("a", int.MaxValue, 0) with { Contact = MemberContact.Silent }, Member("b", int.MaxValue, int.MaxValue)).Decide().Text().ShouldBe($"a {int.MaxValue}, b 1");
    }

    [Fact]
    public void Nobody_to_divide_over_leaves_all_without_a_place() => Of(7).Decide().Unplaced.ShouldBe(7);
}

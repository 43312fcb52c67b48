using static FedScaler.Core.Tests.Dividing.Divisions;

namespace FedScaler.Core.Tests.Dividing;

/// <summary>Pods that find no node: moved after a minute, and the member is left alone for five.</summary>
public sealed class NodeWaitTests
{
    [Fact]
    public void They_are_let_be_for_a_minute_and_then_go_where_they_fit()
    {
        var fleet = Of(14, Member("a", 8, 5, unschedulable: 3), Member("b", 6, 40));
        var first = fleet.Decide();
        first.Text().ShouldBe("a 8, b 6");
        (first.NextCheck - fleet.Now).ShouldBe(TimeSpan.FromSeconds(60));

        fleet.Later(59).Decide(first.Memory).Text().ShouldBe("a 8, b 6");
        fleet.Later(60).Decide(first.Memory).Text().ShouldBe("a 5, b 9");
    }

    [Fact]
    public void They_stay_where_they_are_when_they_fit_nowhere()
    {
        var fleet = Of(14, Member("a", 8, 5, unschedulable: 3), Member("b", 6, 7));
        fleet.Later(60).Decide(fleet.Decide().Memory).Text().ShouldBe("a 7, b 7");
    }

    [Fact]
    public void A_members_floor_is_not_moved_away()
    {
        var fleet = Of(14, Member("a", 8, 5, unschedulable: 3) with { Floor = 7 }, Member("b", 6, 40));
        fleet.Later(60).Decide(fleet.Decide().Memory).Text().ShouldBe("a 7, b 7");
    }

    [Fact]
    public void A_member_whose_pods_were_moved_is_given_no_more_for_five_minutes()
    {
        // What is known of its capacity is wrong: it looks as if 40 fitted.
        var fleet = Of(14, Member("a", 8, 40, unschedulable: 3), Member("b", 6, 40));
        var moved = fleet.Later(60).Decide(fleet.Decide().Memory);
        moved.Text().ShouldBe("a 5, b 9");

        var after = fleet.Later(60).After(moved).Ask(20);
        after.Decide(moved.Memory).Text().ShouldBe("a 5, b 15");
        after.Later(299).Decide(after.Decide(moved.Memory).Memory).Text().ShouldBe("a 5, b 15");
        after.Later(300).Decide(after.Decide(moved.Memory).Memory).Text().ShouldBe("a 10, b 10");
    }

    [Fact]
    public void It_is_given_more_at_once_when_it_can_hold_more_than_it_could()
    {
        var fleet = Of(14, Member("a", 8, 5, unschedulable: 3), Member("b", 6, 40));
        var moved = fleet.Later(60).Decide(fleet.Decide().Memory);
        var after = fleet.Later(70).After(moved).Ask(20);

        after.Decide(moved.Memory).Text().ShouldBe("a 5, b 15");
        after.Change("a", static member => member with { Fit = 60 }).Decide(moved.Memory).Text().ShouldBe("a 11, b 9");
    }

    [Fact]
    public void Pods_that_find_their_node_in_time_are_forgotten()
    {
        var fleet = Of(14, Member("a", 8, 5, unschedulable: 3), Member("b", 6, 40));
        var found = fleet.Change("a", static member => member with { Unschedulable = 0, Fit = 8 }).Later(30).Decide(fleet.Decide().Memory);
        found.Memory.Waits.ShouldBeEmpty();
        fleet.Later(61).Decide(found.Memory).Text().ShouldBe("a 8, b 6");
    }

    [Fact]
    public void A_restart_only_starts_the_minute_anew()
    {
        var fleet = Of(14, Member("a", 8, 5, unschedulable: 3), Member("b", 6, 40));
        var restarted = fleet.Later(45).Decide();
        restarted.Text().ShouldBe("a 8, b 6");
        fleet.Later(105).Decide(restarted.Memory).Text().ShouldBe("a 5, b 9");
    }

    [Fact]
    public void Pods_that_were_taken_and_are_still_counted_as_waiting_are_not_taken_twice()
    {
        var fleet = Of(14, Member("a", 8, 5, unschedulable: 3), Member("b", 6, 40));
        var moved = fleet.Later(60).Decide(fleet.Decide().Memory);
        var early = fleet.Later(60).After(moved).Change("a", static member => member with { Unschedulable = 3 });
        early.Decide(moved.Memory).Text().ShouldBe("a 5, b 9");
        early.Change("a", static member => member with { Unschedulable = 1 }).Decide(moved.Memory).Text().ShouldBe("a 5, b 9");
    }

    [Fact]
    public void What_did_not_fit_elsewhere_at_first_follows_when_it_does()
    {
        var fleet = Of(14, Member("a", 8, 5, unschedulable: 3), Member("b", 6, 7));
        var moved = fleet.Later(60).Decide(fleet.Decide().Memory);
        moved.Text().ShouldBe("a 7, b 7");
        fleet.Later(60).After(moved).Change("b", static member => member with { Fit = 20 }).Decide(moved.Memory).Text().ShouldBe("a 5, b 9");
    }
}

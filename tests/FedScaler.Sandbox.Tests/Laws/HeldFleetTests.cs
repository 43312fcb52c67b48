using FedScaler.Sandbox.Storage;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Laws;

/// <summary>What the other laws let pass while a ScaleIn holds a fleet, and what they do not.</summary>
public sealed class HeldFleetTests
{
    private static readonly WriteOrigin Remover = new("fedscaler/0.1", "fedscaler-scalein", "patch");

    [Fact]
    public void A_held_minimum_counts_as_it_was()
    {
        var story = Story.OfThree().Removes("Pending", "Preparing").Gives("idc-a", 1, 20, Remover, heldBy: "u").Wait(900)
            .Gives("idc-a", 2, 20, Remover).Removes("Aborted", "Released", hold: "Released").Wait(60).Wait(900);
        story.Broken().ShouldBeEmpty();
    }

    [Fact]
    public void A_minimum_that_is_lowered_without_a_hold_is_a_breach_while_another_removal_goes_on() =>
        Story.OfThree().Removes("Pending", "Preparing").Gives("idc-b", 1, 20).Broken().ShouldBe([5]);

    [Fact]
    public void A_minimum_that_is_not_given_back_is_a_breach_once_the_fleet_is_let_go() =>
        Story.OfThree().Removes("Pending", "Preparing").Gives("idc-a", 1, 20, Remover, heldBy: "u").Wait(60)
            .Gives("idc-a", 1, 19, Remover).Gives("idc-b", 2, 21).Removes("Aborted", "Released", hold: "Released").Wait(60).Wait(900).Broken().ShouldContain(2);

    [Fact]
    public void Bounds_that_change_meanwhile_wait_for_the_fleet_to_be_let_go()
    {
        var story = Story.OfThree().Removes("Pending", "Preparing").Asks(9, 60).Wait(900);
        story.Broken().ShouldBeEmpty();
        story.Removes("Aborted", "Released", hold: "Released").Wait(60).Wait(900).Broken().ShouldBe([2]);
    }

    [Fact]
    public void A_pod_that_a_removal_names_may_be_deleted_by_the_service_and_no_other()
    {
        Story.OfThree().Has("idc-a", "bad", ready: false).Removes("Committed", "Committed").DropsPod("idc-a", "bad", Story.Service).Broken().ShouldBeEmpty();
        Story.OfThree().Has("idc-a", "good", ready: false).Removes("Committed", "Committed").DropsPod("idc-a", "good", Story.Service).Broken().ShouldBe([9]);
    }

    [Fact]
    public void A_removal_of_all_pods_takes_the_count_to_0()
    {
        Story.OfThree(runs: 1).Removes("Committed", "Committing", before: 1, after: 0).Runs("idc-a", 0, by: Remover).Broken().ShouldNotContain(9);
        Story.OfThree(runs: 1).Removes("Committed", "Committing", before: 2, after: 1).Runs("idc-a", 0, by: Remover).Broken().ShouldContain(9);
    }

    [Fact]
    public void Only_mode_Cap_lowers_the_users_maximum_and_only_to_what_it_says()
    {
        const string Cap = """, "mode": "Cap" """;
        Story.OfThree().Removes("Committed", "Releasing", spec: Cap, max: 59).Asks(6, 59, by: Remover).Broken().ShouldBeEmpty();
        Story.OfThree().Removes("Committed", "Releasing", spec: Cap, max: 59).Asks(6, 58, by: Remover).Broken().ShouldBe([12]);
        Story.OfThree().Removes("Committed", "Releasing", spec: Cap, max: 59).Asks(5, 59, by: Remover).Broken().ShouldBe([12]);
        Story.OfThree().Removes("Committed", "Releasing", max: 59).Asks(6, 59, by: Remover).Broken().ShouldBe([12]);
    }
}

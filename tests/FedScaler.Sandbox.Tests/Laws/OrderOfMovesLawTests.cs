using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Laws;

public sealed class OrderOfMovesLawTests
{
    [Fact]
    public void A_minimum_goes_up_and_then_down() =>
        Story.OfThree().Gives("idc-b", 4, 20).Wait(20).Gives("idc-a", 1, 20).Gives("cloud-c", 1, 20).Wait(600).Wait(600).Broken().ShouldBeEmpty();

    [Fact]
    public void A_minimum_that_goes_down_first_is_a_breach() => Story.OfThree().Gives("idc-a", 1, 20).Gives("idc-b", 3, 20).Broken().ShouldBe([5]);

    [Fact]
    public void A_minimum_that_goes_down_before_the_new_pods_are_ready_is_a_breach()
    {
        var moved = Story.OfThree(runs: 2).Gives("idc-b", 4, 20).Wait(1).Runs("idc-b", 4, ready: 2).Binds(("idc-a", 2), ("idc-b", 4), ("cloud-c", 2)).Wait(20);
        moved.Gives("idc-a", 1, 20).Broken().ShouldBe([5]);
    }

    [Fact]
    public void It_may_go_down_once_they_are_ready()
    {
        var moved = Story.OfThree(runs: 2).Gives("idc-b", 4, 20).Wait(1).Runs("idc-b", 4, ready: 2).Binds(("idc-a", 2), ("idc-b", 4), ("cloud-c", 2)).Wait(20);
        moved.Runs("idc-b", 4, ready: 4).Gives("idc-a", 1, 20).Gives("cloud-c", 1, 20).Broken().ShouldBeEmpty();
    }

    [Fact]
    public void A_minimum_that_sinks_with_its_maximum_has_no_choice() =>
        Story.OfThree(runs: 1).Gives("idc-a", 1, 1).Gives("idc-b", 3, 39).Wait(1).Broken().ShouldBeEmpty();

    [Fact]
    public void A_receiver_that_grows_first_is_a_breach() =>
        Story.OfThree().Gives("idc-b", 2, 30).Gives("idc-a", 2, 10).Broken().ShouldContain(5);
}

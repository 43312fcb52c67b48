using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Laws;

public sealed class BrakeLawTests
{
    [Fact]
    public void A_share_that_the_service_writes_while_the_brake_is_on_is_a_breach() =>
        Story.OfThree().Brakes("true").Wait(5).Gives("idc-a", 2, 19).Broken().ShouldContain(15);

    [Fact]
    public void What_was_under_way_in_the_first_second_is_not() =>
        Story.OfThree().Brakes("true").Wait(0.5).Gives("idc-a", 2, 19).Broken().ShouldNotContain(15);

    [Fact]
    public void A_binding_that_the_service_writes_is_a_breach_and_what_users_write_is_not()
    {
        Story.OfThree().Brakes("yes").Wait(5).Binds(("idc-a", 6), ("idc-b", 5), ("cloud-c", 5)).Broken().ShouldContain(15);
        Story.OfThree().Brakes("yes").Wait(5).Asks(6, 50).Broken().ShouldBeEmpty();
    }

    [Fact]
    public void Once_it_is_let_go_writes_are_none() =>
        Story.OfThree().Brakes("true").Wait(5).Brakes("false").Wait(5).Gives("idc-a", 2, 19).Broken().ShouldNotContain(15);

    [Fact]
    public void A_binding_need_not_follow_while_it_is_on() =>
        Story.OfThree().Brakes("true").Wait(5).Runs("idc-a", 6).Wait(300).Broken().ShouldBeEmpty();
}

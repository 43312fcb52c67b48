using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Laws;

public sealed class UsersCountLawTests
{
    [Fact]
    public void Growing_before_another_has_shrunk_is_a_breach() => UserLed(15).Runs("idc-a", 9, by: Story.Service).Broken().ShouldBe([13]);

    [Fact]
    public void Growing_after_another_has_shrunk_is_not() =>
        UserLed(15).Runs("idc-b", 1, by: Story.Service).Runs("idc-a", 9, by: Story.Service).Broken().ShouldBeEmpty();

    [Fact]
    public void Growing_to_a_higher_count_is_not_and_beyond_it_is()
    {
        UserLed(18).Runs("idc-a", 8, by: Story.Service).Broken().ShouldBeEmpty();
        UserLed(18).Runs("idc-a", 8, by: Story.Service).Wait(5).Runs("idc-b", 6, by: Story.Service).Broken().ShouldBe([13]);
    }

    [Fact]
    public void What_others_scale_is_no_breach_of_the_services() => UserLed(15).Runs("idc-a", 9, by: Story.User).Broken().ShouldBeEmpty();

    [Fact]
    public void A_count_that_was_lowered_this_very_moment_may_not_have_been_seen()
    {
        UserLed(20).Binds(Story.User, 15, Parts).Runs("idc-a", 9, by: Story.Service).Broken().ShouldBeEmpty();
        UserLed(20).Binds(Story.User, 15, Parts).Wait(5).Runs("idc-a", 9, by: Story.Service).Broken().ShouldBe([13]);
    }

    private static (string Member, int Replicas)[] Parts => [("idc-a", 5), ("idc-b", 5), ("cloud-c", 5)];

    /// <summary>Three members that run 5 each, and a user who asks for so many.</summary>
    private static Story UserLed(int replicas) => Story.OfThree().Forgets().Wait(5).Binds(Story.User, replicas, Parts).Wait(5);
}

using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Laws;

public sealed class IdleWritesLawTests
{
    private const string NoNode = """{"conditions":[{"type":"PodScheduled","status":"False","reason":"Unschedulable"}]}""";

    [Fact]
    public void A_write_that_changes_nothing_is_a_breach() => Story.OfThree().Gives("idc-a", 2, 20).Broken().ShouldBe([6]);

    [Fact]
    public void The_same_write_by_somebody_else_is_their_business() => Story.OfThree().Gives("idc-a", 2, 20, by: Story.User).Broken().ShouldBeEmpty();

    [Fact]
    public void Room_that_comes_and_goes_within_the_cooldown_is_a_breach() => Flap(Story.OfThree(), 20).Broken().ShouldBe([6]);

    [Fact]
    public void Room_may_go_back_after_the_cooldown() => Flap(Story.OfThree(), 60).Broken().ShouldBeEmpty();

    [Fact]
    public void Room_may_go_at_once_to_a_member_that_is_at_its_max() =>
        Story.OfThree().Gives("idc-a", 2, 10).Gives("idc-b", 2, 30).Wait(20)
            .Gives("idc-a", 2, 10, by: Story.User, desired: 10).Gives("idc-b", 2, 25).Gives("idc-a", 2, 15).Wait(1).Broken().ShouldBeEmpty();

    [Fact]
    public void Room_may_leave_a_member_whose_pods_found_no_node() =>
        Flap(Story.OfThree().Pod("idc-b", "web-1", NoNode), 20).Broken().ShouldBeEmpty();

    private static Story Flap(Story story, double seconds) =>
        story.Gives("idc-a", 2, 10).Gives("idc-b", 2, 30).Wait(seconds).Gives("idc-b", 2, 20).Gives("idc-a", 2, 20).Wait(1);
}

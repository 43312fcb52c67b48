using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Laws;

public sealed class BindingLawTests
{
    [Fact]
    public void A_binding_that_is_not_the_sum_of_its_clusters_is_a_breach() =>
        Story.OfThree().Binds(16, ("idc-a", 5), ("idc-b", 5), ("cloud-c", 5)).Broken().ShouldBe([7]);

    [Fact]
    public void A_binding_that_follows_within_a_second_is_kept() =>
        Story.OfThree().Runs("idc-a", 7).Wait(0.9).Binds(("idc-a", 7), ("idc-b", 5), ("cloud-c", 5)).Wait(60).Broken().ShouldBeEmpty();

    [Fact]
    public void A_binding_that_lags_is_a_breach_once()
    {
        var violation = Story.OfThree().Runs("idc-a", 7).Wait(1.5).Wait(1).Wait(1).Verdict().Violations.ShouldHaveSingleItem();
        violation.Law.ShouldBe(7);
        violation.Found.ShouldBe(5);
        violation.Allowed.ShouldBe(7);
    }

    [Fact]
    public void A_workload_that_changes_all_the_time_may_be_followed_a_step_behind()
    {
        var story = Story.OfThree().Runs("idc-a", 6).Wait(0.1);
        for (var replicas = 7; replicas < 12; replicas++)
            story.Runs("idc-a", replicas).Wait(0.3).Binds(("idc-a", replicas - 1), ("idc-b", 5), ("cloud-c", 5)).Wait(0.1);
        story.Broken().ShouldBeEmpty();
    }

    [Fact]
    public void A_silent_member_stands_as_last_seen_and_is_caught_up_with_on_return()
    {
        var story = Story.OfThree().Silent("idc-b").Runs("idc-b", 9).Wait(250);
        story.Broken().ShouldBeEmpty();
        story.Back("idc-b").Wait(20).Binds(("idc-a", 5), ("idc-b", 9), ("cloud-c", 5)).Wait(600).Broken().ShouldBeEmpty();
    }

    [Fact]
    public void A_member_that_answers_again_and_is_not_caught_up_with_is_a_breach() =>
        Story.OfThree().Silent("idc-b").Runs("idc-b", 9).Wait(250).Back("idc-b").Wait(600).Broken().ShouldBe([7]);
}

using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Laws;

public sealed class BindingLawTests
{
    [Fact]
    public void A_binding_that_is_not_the_sum_of_its_clusters_is_a_breach() =>
        Story.OfThree().Binds(16, ("idc-a", 5), ("idc-b", 5), ("cloud-c", 5)).Broken().ShouldBe([7]);

    [Fact]
    public void A_user_who_edits_it_so_is_no_breach_when_it_is_put_right_within_a_second() =>
        Story.OfThree().Binds(Story.User, 99, ("nowhere", 9)).Wait(0.9).Binds(("idc-a", 5), ("idc-b", 5), ("cloud-c", 5)).Wait(60).Broken().ShouldBeEmpty();

    [Fact]
    public void A_users_edit_that_is_left_standing_is_a_breach_of_its_sum_and_of_every_member() =>
        Story.OfThree().Binds(Story.User, 99, ("nowhere", 9)).Wait(1.5).Wait(1).Verdict().Violations.Select(static violation => violation.Law).ShouldBe([7, 7, 7, 7]);

    [Fact]
    public void What_Karmadas_detector_writes_late_is_no_breach_when_it_is_put_right_within_a_second() =>
        Story.OfThree().Divides(by: null, 16, ("idc-a", 5), ("idc-b", 5), ("cloud-c", 5)).Wait(0.9).Divides(Story.Service, 15, ("idc-a", 5), ("idc-b", 5), ("cloud-c", 5)).Wait(60)
            .Broken().ShouldBeEmpty();

    [Fact]
    public void What_Karmadas_detector_writes_late_and_is_left_standing_is_a_breach() =>
        Story.OfThree().Divides(by: null, 16, ("idc-a", 5), ("idc-b", 5), ("cloud-c", 5)).Wait(1.5).Wait(1).Broken().ShouldBe([7]);

    [Fact]
    public void A_ResourceBinding_that_the_service_writes_is_the_sum_of_its_clusters() =>
        Story.OfThree().Divides(Story.Service, 16, ("idc-a", 5), ("idc-b", 5), ("cloud-c", 5)).Broken().ShouldBe([7]);

    [Fact]
    public void Where_no_FedHPA_scales_the_target_the_user_may_ask_for_what_is_not_divided_yet() =>
        Story.OfThree().Forgets().Binds(Story.User, 99, ("idc-a", 9)).Wait(60).Broken().ShouldBeEmpty();

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

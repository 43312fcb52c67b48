using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Laws;

public sealed class ScheduleLawTests
{
    /// <summary>The story of three members is settled at 08:05.</summary>
    private const string FromNine = """{"name":"peak","schedule":"0 9 * * *","end":"0 11 * * *","minReplicas":30}""";

    [Fact]
    public void Shares_that_follow_at_the_start_and_at_the_end_keep_every_law()
    {
        var story = Morning(FromNine).Gives("idc-a", 10, 20).Gives("idc-b", 10, 20).Gives("cloud-c", 10, 20).Wait(7200 - 5);
        story.Broken().ShouldBeEmpty();
        story.Wait(5).Gives("idc-a", 2, 20).Gives("idc-b", 2, 20).Gives("cloud-c", 2, 20).Wait(600).Broken().ShouldBeEmpty();
    }

    [Fact]
    public void A_floor_that_comes_too_late_is_a_breach_though_it_comes_in_time_for_other_changes() =>
        Morning(FromNine).Wait(8).Gives("idc-a", 10, 20).Gives("idc-b", 10, 20).Gives("cloud-c", 10, 20).Wait(600).Broken().ShouldBe([10]);

    [Fact]
    public void A_floor_that_is_given_up_before_the_end_is_a_breach() =>
        Morning(FromNine).Gives("idc-a", 10, 20).Gives("idc-b", 10, 20).Gives("cloud-c", 10, 20).Wait(3600).Gives("idc-a", 2, 20).Wait(60).Broken().ShouldContain(2);

    [Fact]
    public void A_floor_of_nobodys_asking_is_a_breach() =>
        Story.OfThree().Schedules(FromNine).Wait(60).Gives("idc-a", 10, 20).Wait(1000).Broken().ShouldContain(2);

    [Fact]
    public void A_ceiling_is_followed_within_seconds_too()
    {
        const string Ceiling = """{"name":"low","schedule":"0 9 * * *","duration":"1h","maxReplicas":30}""";
        Morning(Ceiling).Wait(8).Gives("idc-a", 2, 10).Gives("idc-b", 2, 10).Gives("cloud-c", 2, 10).Wait(60).Broken().ShouldBe([10]);
        Morning(Ceiling).Wait(2).Gives("idc-a", 2, 10).Gives("idc-b", 2, 10).Gives("cloud-c", 2, 10).Wait(60).Broken().ShouldBeEmpty();
    }

    [Fact]
    public void The_maxima_may_be_raised_only_within_the_window()
    {
        const string Sale = """{"name":"sale","schedule":"0 9 * * *","duration":"1h","maxReplicas":90,"raiseMax":true}""";
        Morning(Sale).Gives("idc-a", 2, 30).Gives("idc-b", 2, 30).Gives("cloud-c", 2, 30).Wait(60).Broken().ShouldBeEmpty();
        Story.OfThree().Schedules(Sale).Wait(60).Gives("idc-a", 2, 30).Broken().ShouldContain(1);
    }

    [Fact]
    public void While_the_service_is_away_no_transition_is_followed_and_on_its_return_it_is()
    {
        var story = Story.OfThree().Schedules(FromNine).Wait(60).Silent("hub").Wait(3600).Back("hub").Wait(60);
        story.Gives("idc-a", 10, 20).Gives("idc-b", 10, 20).Gives("cloud-c", 10, 20).Wait(600).Broken().ShouldBeEmpty();
        story.Wait(1000).Broken().ShouldBeEmpty();
    }

    [Fact]
    public void A_service_that_returns_and_does_not_follow_is_a_breach() =>
        Story.OfThree().Schedules(FromNine).Wait(60).Silent("hub").Wait(3600).Back("hub").Wait(100).Wait(500).Broken().ShouldContain(2);

    [Fact]
    public void A_schedule_that_is_deleted_asks_for_nothing_any_more()
    {
        var story = Morning(FromNine).Gives("idc-a", 10, 20).Gives("idc-b", 10, 20).Gives("cloud-c", 10, 20).Wait(600);
        story.Unschedules().Wait(2).Gives("idc-a", 2, 20).Gives("idc-b", 2, 20).Gives("cloud-c", 2, 20).Wait(600).Broken().ShouldBeEmpty();
    }

    [Fact]
    public void A_service_whose_clock_is_off_is_held_to_its_own()
    {
        var story = Story.OfThree().Schedules(FromNine).Wait(60).Skewed(TimeSpan.FromHours(1)).Wait(1);
        story.Gives("idc-a", 10, 20).Gives("idc-b", 10, 20).Gives("cloud-c", 10, 20).Wait(60).Broken().ShouldBeEmpty();
    }

    /// <summary>Until nine.</summary>
    private static Story Morning(string rule) => Story.OfThree().Schedules(rule).Wait(3300);
}

using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Laws;

public sealed class SumOfMaximaLawTests
{
    private const string Two = ""","placement":{"clusterSelector":{"matchExpressions":[{"key":"name","operator":"NotIn","values":["cloud-c"]}]}}""";

    private const string Hold = ""","failover":{"mode":"Hold"}""";

    [Fact]
    public void A_settled_fleet_keeps_every_law()
    {
        var verdict = Story.OfThree().Wait(3600).Verdict();
        verdict.ToString().ShouldContain("every law was kept");
        verdict.Revisions.ShouldBe(11);
        verdict.Laws.Select(law => law.Number).ShouldBe(Enumerable.Range(1, 15));
    }

    [Fact]
    public void A_move_that_takes_before_it_gives_is_kept() =>
        Story.OfThree().Gives("idc-a", 2, 10).Gives("idc-b", 2, 30).Wait(3600).Broken().ShouldBeEmpty();

    [Fact]
    public void One_replica_above_the_maximum_is_a_breach_at_that_revision()
    {
        var verdict = Story.OfThree().Gives("idc-b", 2, 21).Gives("idc-a", 2, 19).Wait(1).Verdict();
        var violation = verdict.Violations.First(violation => violation.Law == 1);
        violation.Cluster.ShouldBe("idc-b");
        violation.Found.ShouldBe(61);
        violation.Allowed.ShouldBe(60);
        verdict.Violations.ShouldContain(other => other.Law == 5);
    }

    [Fact]
    public void A_lowered_maximum_is_followed_step_by_step() =>
        Story.OfThree().Asks(6, 30).Gives("idc-a", 2, 10).Wait(1).Gives("idc-b", 2, 10).Wait(1).Gives("cloud-c", 2, 10).Wait(600).Broken().ShouldBeEmpty();

    [Fact]
    public void A_lowered_maximum_that_is_not_followed_is_a_breach() =>
        Story.OfThree().Asks(6, 30).Gives("idc-a", 2, 10).Wait(600).Wait(600).Broken().ShouldBe([1]);

    [Fact]
    public void While_the_sum_comes_down_no_share_may_grow() =>
        Story.OfThree().Asks(6, 30).Gives("idc-a", 2, 10).Gives("idc-b", 2, 25).Gives("idc-b", 2, 10).Gives("cloud-c", 2, 10).Wait(1).Broken().ShouldContain(5);

    [Fact]
    public void Room_that_nobody_is_given_is_a_breach_unless_ceilings_forbid_it()
    {
        Story.OfThree().Gives("idc-a", 2, 10).Wait(60).Wait(60).Broken().ShouldBe([1]);
        Story.OfThree().Asks(6, 60, ""","placement":{"clusters":[{"name":"idc-a","maxReplicas":10},{"name":"idc-b","maxReplicas":20},{"name":"cloud-c","maxReplicas":20}]}""")
            .Gives("idc-a", 2, 10).Wait(60).Wait(60).Broken().ShouldBeEmpty();
    }

    [Fact]
    public void A_service_that_is_away_is_not_blamed_for_what_stands() =>
        Story.OfThree().Silent("hub").Asks(6, 30).Wait(3600).Back("hub").Gives("idc-a", 2, 10).Gives("idc-b", 2, 10).Gives("cloud-c", 2, 10).Wait(600).Broken().ShouldBeEmpty();

    [Fact]
    public void What_a_silent_member_had_may_be_lent_after_the_grace_and_is_given_back()
    {
        var story = Story.OfThree().Silent("idc-b").Wait(300).Gives("idc-a", 3, 30).Gives("cloud-c", 3, 30).Wait(3000);
        story.Broken().ShouldBeEmpty();
        story.Back("idc-b").Wait(5).Gives("idc-a", 2, 20).Gives("cloud-c", 2, 20).Wait(600).Wait(600).Broken().ShouldBeEmpty();
    }

    [Fact]
    public void Lending_before_the_grace_is_a_breach() =>
        Story.OfThree().Silent("idc-b").Wait(200).Gives("idc-a", 3, 30).Gives("cloud-c", 3, 30).Wait(1).Broken().ShouldBe([1, 5]);

    [Fact]
    public void Lending_more_than_the_silent_member_had_is_a_breach() =>
        Story.OfThree().Silent("idc-b").Wait(400).Gives("idc-a", 3, 30).Gives("cloud-c", 3, 31).Wait(1).Broken().ShouldBe([1, 5]);

    [Fact]
    public void With_failover_Hold_nothing_is_lent() =>
        Story.OfThree(Hold).Silent("idc-b").Wait(400).Gives("idc-a", 3, 30).Wait(1).Broken().ShouldBe([1, 5]);

    [Fact]
    public void Until_the_service_can_know_that_a_member_answers_again_its_share_may_be_lent()
    {
        Returned().Gives("idc-a", 3, 30).Gives("idc-a", 2, 20).Gives("cloud-c", 2, 20).Wait(600).Wait(600).Broken().ShouldBeEmpty();
        Returned().Gives("idc-a", 3, 31).Wait(1).Broken().ShouldContain(1);
        Returned().Gives("cloud-c", 2, 20).Wait(120).Gives("idc-a", 3, 30).Wait(1).Broken().ShouldContain(1);

        static Story Returned() => Story.OfThree().Silent("idc-b").Wait(300).Gives("cloud-c", 3, 30).Wait(10).Back("idc-b");
    }

    [Fact]
    public void A_loan_that_is_not_given_back_is_a_breach() =>
        Story.OfThree().Silent("idc-b").Wait(300).Gives("idc-a", 3, 30).Gives("cloud-c", 3, 30).Wait(600).Back("idc-b").Wait(600).Broken().ShouldBe([1]);

    [Fact]
    public void What_a_member_has_that_was_taken_out_while_it_was_silent_stands_beside_the_maximum()
    {
        Story.OfThree().Silent("cloud-c").Wait(15).Asks(6, 40, Two).Wait(60).Wait(60).Broken().ShouldBeEmpty();
        Story.OfThree().Silent("cloud-c").Wait(15).Asks(6, 40, Two).Gives("idc-a", 3, 21).Wait(60).Wait(60).Broken().ShouldContain(1);
    }

    [Fact]
    public void What_an_answering_member_has_that_was_taken_out_does_not() =>
        Story.OfThree().Asks(6, 40, Two).Wait(600).Wait(600).Broken().ShouldContain(1);

    [Fact]
    public void A_share_without_its_workload_counts_for_nothing() =>
        new Story().Register("idc-a").Register("idc-b").Runs("idc-a", 3).Asks(2, 20).Gives("idc-b", 1, 20).Gives("idc-a", 2, 20).Wait(600).Broken().ShouldBeEmpty();

    [Fact]
    public void What_a_user_writes_into_a_members_hpa_is_not_the_services_doing() =>
        Story.OfThree().Gives("idc-a", 2, 50, by: Story.User).Wait(2).Gives("idc-a", 2, 20).Wait(600).Broken().ShouldBeEmpty();
}

using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Laws;

public sealed class RunningPodsLawTests
{
    [Fact]
    public void A_max_below_what_runs_is_a_breach()
    {
        var violation = Story.OfThree(runs: 15).Gives("idc-a", 2, 14).Verdict().Violations.ShouldHaveSingleItem();
        violation.Law.ShouldBe(3);
        violation.Sentence.ShouldBe("idc-a runs 15 and was given 2 to 14 (before: 2 to 20)");
    }

    [Fact]
    public void A_max_at_what_runs_is_kept() => Story.OfThree(runs: 15).Gives("idc-a", 2, 15).Broken().ShouldBeEmpty();

    [Fact]
    public void What_a_member_scaled_to_within_the_last_second_may_not_have_been_seen() =>
        Story.OfThree(runs: 10).Runs("idc-a", 15).Wait(0.5).Gives("idc-a", 2, 12).Broken().ShouldBeEmpty();

    [Fact]
    public void What_it_scaled_to_before_has_been_seen() =>
        Story.OfThree(runs: 10).Runs("idc-a", 15).Wait(2).Gives("idc-a", 2, 12).Broken().ShouldContain(3);

    [Fact]
    public void A_fleet_that_runs_more_than_its_lowered_maximum_is_trimmed() =>
        Story.OfThree(runs: 15).Asks(6, 30).Gives("idc-a", 2, 10).Gives("idc-b", 2, 10).Gives("cloud-c", 2, 10).Wait(5).Broken().ShouldBeEmpty();

    [Fact]
    public void A_lowered_ceiling_goes_before_what_runs() =>
        Story.OfThree(runs: 15).Asks(6, 60, ""","placement":{"clusters":[{"name":"idc-a","maxReplicas":8}]}""").Gives("idc-a", 2, 8).Broken().ShouldBeEmpty();

    [Fact]
    public void Room_that_was_lent_is_taken_back_from_what_runs_on_it() =>
        Story.OfThree(runs: 18).Silent("idc-b").Wait(300).Gives("idc-a", 3, 30).Gives("cloud-c", 3, 30).Wait(1).Runs("idc-a", 28)
            .Binds(("idc-a", 28), ("idc-b", 18), ("cloud-c", 18)).Wait(600).Back("idc-b").Gives("idc-a", 2, 22).Broken().ShouldBeEmpty();

    [Fact]
    public void A_first_share_covers_what_runs() =>
        new Story().Register("a").Runs("a", 8).Asks(1, 10).Wait(2).Gives("a", 1, 7).Broken().ShouldBe([3]);
}

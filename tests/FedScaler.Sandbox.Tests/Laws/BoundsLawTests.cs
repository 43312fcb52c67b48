using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Laws;

public sealed class BoundsLawTests
{
    [Fact]
    public void A_minimum_above_its_maximum_is_a_breach() => Story.OfThree().Gives("idc-a", 21, 20).Broken().ShouldContain(2);

    [Fact]
    public void A_minimum_of_zero_needs_a_metric_that_allows_it()
    {
        Story.OfThree().Gives("idc-a", 0, 20).Broken().ShouldContain(2);
        Story.OfThree(""","metrics":[{"type":"External","external":{"metric":{"name":"q"},"target":{"type":"Value","value":1}}}]""").Gives("idc-a", 0, 20).Verdict().Violations.ShouldNotContain(violation => violation.Sentence.Contains('≤'));
    }

    [Fact]
    public void More_members_than_the_minimum_raise_it_to_one_each() =>
        new Story().Register("a").Register("b").Runs("a", 1).Runs("b", 1).Asks(1, 10).Gives("a", 1, 5).Gives("b", 1, 5).Wait(600).Wait(600).Broken().ShouldBeEmpty();

    [Fact]
    public void Minima_that_stay_below_the_users_are_a_breach() =>
        Story.OfThree().Asks(12, 60).Gives("idc-a", 4, 20).Wait(60).Wait(60).Broken().ShouldBe([2]);

    [Fact]
    public void Minima_may_be_above_the_users_while_new_pods_start_but_not_for_ever()
    {
        var story = Story.OfThree().Gives("idc-a", 4, 20).Wait(300).Wait(300);
        story.Broken().ShouldBeEmpty();
        story.Wait(300).Wait(1).Broken().ShouldBe([2]);
    }
}

using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Laws;

public sealed class ConflictLawTests
{
    [Fact]
    public void A_member_with_an_hpa_of_its_own_is_not_written() =>
        Story.OfThree().OwnHpa("idc-a").Wait(60).Gives("idc-a", 2, 19).Broken().ShouldContain(8);

    [Fact]
    public void An_hpa_that_has_only_just_come_may_not_have_been_seen() =>
        Story.OfThree().OwnHpa("idc-a").Wait(2).Gives("idc-a", 2, 19).Broken().ShouldNotContain(8);

    [Fact]
    public void A_members_own_hpa_is_taken_over_only_where_adoption_says_so()
    {
        Adopt("").Broken().ShouldBe([8]);
        Adopt(""","adoption":"Adopt" """).Broken().ShouldBeEmpty();
    }

    [Fact]
    public void Two_FedHPAs_on_one_target_write_nothing() =>
        Story.OfThree().Asks(1, 9, name: "rival").Wait(60).Gives("idc-a", 2, 19).Broken().ShouldContain(8);

    private static Story Adopt(string adoption) =>
        new Story().Register("a").Runs("a", 3).OwnHpa("a", "web").Wait(60).Asks(1, 10, adoption).Gives("a", 1, 10).Wait(60).Binds(("a", 3));
}

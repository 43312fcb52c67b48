using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Laws;

public sealed class SilenceLawTests
{
    private const string Hold = ""","failover":{"mode":"Hold"}""";

    [Fact]
    public void Moves_between_those_that_answer_are_kept() =>
        Story.OfThree(Hold).Silent("idc-b").Wait(100).Gives("idc-a", 2, 15).Gives("cloud-c", 2, 25).Wait(600).Broken().ShouldBeEmpty();

    [Fact]
    public void Others_that_shrink_because_of_a_silence_are_a_breach() =>
        Story.OfThree(Hold).Silent("idc-b").Wait(100).Gives("idc-a", 2, 15).Wait(40).Wait(1).Broken().ShouldContain(4);

    [Fact]
    public void A_silent_members_hpa_is_not_written() =>
        Story.OfThree(Hold).Silent("idc-b").Wait(60).Gives("idc-b", 2, 19).Broken().ShouldBe([4]);

    [Fact]
    public void A_write_that_was_under_way_when_the_line_was_cut_is_let_pass() =>
        Story.OfThree(Hold).Gives("idc-a", 2, 19).Silent("idc-b").Wait(1).Gives("idc-b", 2, 21).Wait(600).Wait(600).Broken().ShouldBeEmpty();

    [Fact]
    public void Nobody_else_loses_its_share_meanwhile() =>
        Story.OfThree(Hold + ""","split":{"spread":"WhenNeeded"}""").Silent("idc-b").Wait(300).Takes("cloud-c").Broken().ShouldContain(4);

    [Fact]
    public void A_maximum_that_the_user_lowers_meanwhile_is_followed() =>
        Story.OfThree(Hold).Silent("idc-b").Wait(300).Asks(6, 40, Hold).Gives("idc-a", 2, 10).Gives("cloud-c", 2, 10).Wait(600).Wait(600).Broken().ShouldBeEmpty();
}

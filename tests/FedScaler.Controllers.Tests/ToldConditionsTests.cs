using FedScaler.Api.Common;

namespace FedScaler.Controllers.Tests;

public sealed class ToldConditionsTests
{
    private static readonly Condition Ready = new() { Type = "Ready", Status = Condition.True, Reason = "AsAsked" };
    private static readonly Condition Held = new() { Type = "Held", Status = Condition.True, Reason = "ScaleInInProgress" };

    [Fact]
    public void A_condition_is_told_when_it_turns_and_not_for_new_words()
    {
        var told = new ToldConditions();
        told.Turned(null, [Ready]).ShouldBe([(Ready, true)]);
        told.Turned(null, [Ready with { Message = "very much so" }]).ShouldBeEmpty();
        var broken = Ready with { Status = Condition.False };
        told.Turned(null, [broken]).ShouldBe([(broken, false)]);
    }

    [Fact]
    public void What_passes_is_not_told_and_what_was_told_before_stays_so()
    {
        var told = new ToldConditions();
        var passing = Ready with { Status = Condition.False, Reason = "UnderWay" };
        told.Turned(null, [passing], IsPassing).ShouldBeEmpty();
        told.Turned([passing], [Ready], IsPassing).ShouldBe([(Ready, true)]);
        told.Turned([Ready], [passing], IsPassing).ShouldBeEmpty();
        told.Turned([passing], [Ready], IsPassing).ShouldBeEmpty();

        static bool IsPassing(Condition condition) => condition.Reason == "UnderWay";
    }

    [Fact]
    public void What_the_status_says_counts_as_told_after_a_restart() => new ToldConditions().Turned([Ready], [Ready]).ShouldBeEmpty();

    [Fact]
    public void A_condition_that_went_is_told_when_it_comes_again()
    {
        var told = new ToldConditions();
        told.Turned(null, [Ready, Held]);
        told.Turned([Ready, Held], [Ready]).ShouldBeEmpty();
        told.Turned([Ready], [Ready, Held]).ShouldBe([(Held, true)]);
    }
}

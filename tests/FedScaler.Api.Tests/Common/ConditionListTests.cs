using FedScaler.Api.Common;
using Shouldly;
using Xunit;

namespace FedScaler.Api.Tests.Common;

public sealed class ConditionListTests
{
    private static readonly DateTimeOffset Then = new(2026, 3, 1, 4, 0, 0, TimeSpan.Zero);
    private static readonly Condition Ready = new() { Type = "Ready", Status = Condition.True, Reason = "AsAsked", Message = "well", LastTransitionTime = Then };

    [Fact]
    public void The_time_of_transition_stays_while_the_status_does()
    {
        var set = new[] { Ready }.Set(Ready with { Message = "very well", LastTransitionTime = Then.AddHours(1) });

        set.ShouldBe([Ready with { Message = "very well" }]);
    }

    [Fact]
    public void The_time_of_transition_moves_with_the_status()
    {
        var broken = Ready with { Status = Condition.False, LastTransitionTime = Then.AddHours(1) };

        new[] { Ready }.Set(broken).ShouldBe([broken]);
    }

    [Fact]
    public void A_new_type_is_put_in_its_place_by_name()
    {
        var balanced = Ready with { Type = "Balanced" };

        new[] { Ready }.Set(balanced).ShouldBe([balanced, Ready]);
        new[] { Ready }.Find("Balanced").ShouldBeNull();
    }
}

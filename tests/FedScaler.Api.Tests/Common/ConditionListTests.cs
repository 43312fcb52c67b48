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
        var merged = new[] { Ready }.Merge([Ready with { Message = "very well", LastTransitionTime = Then.AddHours(1) }]);

        merged.ShouldBe([Ready with { Message = "very well" }]);
    }

    [Fact]
    public void The_time_of_transition_moves_with_the_status()
    {
        var broken = Ready with { Status = Condition.False, LastTransitionTime = Then.AddHours(1) };

        new[] { Ready }.Merge([broken]).ShouldBe([broken]);
    }

    [Fact]
    public void What_is_told_now_stands_in_its_own_order_and_what_is_not_told_is_gone()
    {
        var balanced = Ready with { Type = "Balanced" };
        var paused = Ready with { Type = "Paused" };

        new[] { Ready, paused }.Merge([balanced, Ready]).ShouldBe([balanced, Ready]);
        new[] { Ready }.Find("Balanced").ShouldBeNull();
    }
}

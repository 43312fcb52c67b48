using FedScaler.Core.Scheduling;

namespace FedScaler.Core.Tests.Scheduling;

public sealed class ScheduledCountTests
{
    [Fact]
    public void Without_a_rule_that_counts_there_is_no_count()
    {
        ScheduledCount.Of([]).ShouldBeNull();
        ScheduledCount.Of(Rules.Active(Rules.Window("0 9 * * *", "0 18 * * *", effect: Rules.Floor(10)))).ShouldBeNull();
    }

    [Fact]
    public void The_highest_of_several_windows_counts() =>
        ScheduledCount.Of(Rules.Active(Counting(5), Counting(9), Counting(7))).ShouldBe(9);

    [Fact]
    public void A_window_beats_the_open_ended_rule_even_with_less() =>
        ScheduledCount.Of(Rules.Active(Rules.OpenEnded("0 9 * * *", 20), Counting(5))).ShouldBe(5);

    [Fact]
    public void The_open_ended_rule_counts_when_no_window_does() =>
        ScheduledCount.Of(Rules.Active(Rules.OpenEnded("0 9 * * *", 20))).ShouldBe(20);

    [Fact]
    public void Nothing_at_all_is_a_count() =>
        ScheduledCount.Of(Rules.Active(Rules.OpenEnded("0 9 * * *", 20), Counting(0))).ShouldBe(0);

    private static ScheduledRule Counting(int replicas) => Rules.Window("0 9 * * *", "0 18 * * *", effect: new ScheduleEffect.Count(replicas));
}

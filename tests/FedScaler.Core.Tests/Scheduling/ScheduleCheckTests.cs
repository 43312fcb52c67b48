using FedScaler.Core.Scheduling;

namespace FedScaler.Core.Tests.Scheduling;

public sealed class ScheduleCheckTests
{
    [Theory]
    [InlineData("30 8 * * MON-FRI", "0 11 * * MON-FRI")]
    [InlineData("30 6 * * 1-5", "10 22 * * *")] // keda#4677: nothing is wrong with it
    [InlineData("0 22 * * *", "0 6 * * *")]
    [InlineData("0 22 * * FRI", "0 6 * * MON")]
    [InlineData("0 8 * * MON,TUE", "0 8 * * TUE,WED")]
    [InlineData("30 2 * * *", "0 3 * * *")]
    [InlineData("0 0 29 2 *", "0 0 1 3 *")]
    [InlineData("0 0 1 * *", "0 0 L * *")]
    [InlineData("0 8-18 * * *", "30 * * * *")]
    [InlineData("0 0 * 2 MON#5", "0 12 * * *")]
    public void An_honest_pair_is_let_through(string starts, string ends) =>
        ScheduleCheck.Problems(Rules.Window(starts, ends)).ShouldBeEmpty();

    [Theory]
    [InlineData("30 8 * * *", 150)]
    [InlineData("0 0 * * *", 1440)] // a floor for all days but those excluded
    [InlineData("0 0 * * MON-FRI", 1440)]
    [InlineData("0 * * * *", 60)]
    [InlineData("0 0 29 2 *", 60 * 24 * 1400)]
    public void An_honest_duration_is_let_through(string starts, int minutes) =>
        ScheduleCheck.Problems(Rules.Lasting(starts, TimeSpan.FromMinutes(minutes))).ShouldBeEmpty();

    [Theory]
    [InlineData("0 8 * * MON-FRI", "0 20 * * FRI",
        "the window of Mon 2027-01-04 08:00 is open until Fri 2027-01-08 20:00, but starts anew at Tue 2027-01-05 08:00")]
    [InlineData("* * * * 1-5", "* * * * 6", // keda#5882
        "the window of Fri 2027-01-01 00:00 is open until Sat 2027-01-02 00:00, but starts anew at Fri 2027-01-01 00:01")]
    [InlineData("0 9 * * *", "0 8 1 * *", "is open until")]
    [InlineData("0 8 1,15 * *", "0 8 L * *", "starts anew at Fri 2027-01-15 08:00")]
    public void A_window_that_is_open_when_it_starts_anew_is_refused_with_an_example(string starts, string ends, string part)
    {
        var problem = ScheduleCheck.Problems(Rules.Window(starts, ends)).ShouldHaveSingleItem();
        problem.Field.ShouldBe("end");
        problem.Message.ShouldContain(part);
        problem.Message.ShouldContain("let it end before it starts again");
    }

    [Theory]
    [InlineData("0 * * * *", 90, "make it no longer than 1h")]
    [InlineData("0 9,12 * * *", 200, "make it no longer than 3h")]
    [InlineData("*/15 * * * *", 16, "make it no longer than 15m")]
    [InlineData("0 9 * * MON", 60 * 24 * 8, "make it no longer than 168h")]
    public void A_duration_longer_than_the_period_is_refused_with_an_example(string starts, int minutes, string part)
    {
        var problem = ScheduleCheck.Problems(Rules.Lasting(starts, TimeSpan.FromMinutes(minutes))).ShouldHaveSingleItem();
        problem.Field.ShouldBe("duration");
        problem.Message.ShouldContain("but starts anew at");
        problem.Message.ShouldEndWith(part);
    }

    // keda#2031: the target stays up until the rule is taken out.
    [Theory]
    [InlineData("31 * * * *")]
    [InlineData("0 9 * * MON-FRI")]
    [InlineData("0 0 29 2 *")]
    public void A_pair_whose_end_is_its_start_never_closes(string schedule)
    {
        var problem = ScheduleCheck.Problems(Rules.Window(schedule, schedule)).ShouldHaveSingleItem();
        problem.Field.ShouldBe("end");
        problem.Message.ShouldStartWith("the window never closes");
    }

    [Fact]
    public void A_lead_time_as_long_as_the_gap_never_closes()
    {
        var rule = Rules.Window("0 9 * * *", "0 18 * * *");
        ScheduleCheck.Problems(rule.Ahead(TimeSpan.FromHours(14.9))).ShouldBeEmpty();
        var problem = ScheduleCheck.Problems(rule.Ahead(TimeSpan.FromHours(15))).ShouldHaveSingleItem();
        problem.Field.ShouldBe("leadTime");
        problem.Message.ShouldBe("the window never closes: it ends at Fri 2027-01-01 18:00, and leadTime lets the next one, of Sat 2027-01-02 09:00, act from then on; shorten leadTime to less than 15h");
    }

    [Fact]
    public void A_lead_time_that_bridges_a_short_pause_alone_is_let_through() =>
        ScheduleCheck.Problems(Rules.Lasting("0 8,12 * * *", TimeSpan.FromMinutes(235)).Ahead(TimeSpan.FromMinutes(10))).ShouldBeEmpty();

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void A_duration_that_is_not_above_zero_is_refused(int minutes) =>
        ScheduleCheck.Problems(Rules.Lasting("0 9 * * *", TimeSpan.FromMinutes(minutes))).ShouldHaveSingleItem().Field.ShouldBe("duration");

    [Fact]
    public void A_negative_lead_time_is_refused() =>
        ScheduleCheck.Problems(Rules.OpenEnded("0 9 * * *", 3).Ahead(TimeSpan.FromTicks(-1))).ShouldHaveSingleItem().Field.ShouldBe("leadTime");

    [Fact]
    public void An_open_ended_rule_may_lead_by_any_time() =>
        ScheduleCheck.Problems(Rules.OpenEnded("0 9 * * *", 3).Ahead(TimeSpan.FromDays(2))).ShouldBeEmpty();

    // A day of 23 hours lets 24 hours overlap by one: the clocks decide nothing, so that no rule is refused in spring alone.
    [Fact]
    public void A_change_of_clocks_is_no_problem() =>
        ScheduleCheck.Problems(Rules.Lasting("0 0 * * *", TimeSpan.FromDays(1), Fires.NewYork)).ShouldBeEmpty();

    [Fact]
    public void The_longest_duration_is_refused_without_an_overflow() =>
        ScheduleCheck.Problems(Rules.Lasting("0 9 * * *", TimeSpan.MaxValue)).ShouldHaveSingleItem().Field.ShouldBe("duration");
}

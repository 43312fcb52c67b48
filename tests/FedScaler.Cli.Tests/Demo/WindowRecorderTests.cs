using FedScaler.Core.Scheduling;
using FedScaler.Demo;
using FedScaler.Demo.Report;
using Shouldly;
using Xunit;

namespace FedScaler.Cli.Tests.Demo;

public sealed class WindowRecorderTests
{
    private const string Id = "peak/morning";

    private static readonly DateTimeOffset Eight = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);
    private static readonly DemoBounds Usual = new(6, 72, []);
    private static readonly DemoBounds Morning = new(40, 72, [Id]);

    private static readonly ScheduleWindow Due = new(
        "peak",
        new ScheduledRule("morning", CronExpression.Parse("0 8 * * *"), new WindowEnd.AtCron(CronExpression.Parse("0 11 * * *")), new ScheduleEffect.Bounds(40, null, RaisesMax: false), TimeZoneInfo.Utc),
        Eight.AddMinutes(-10), Eight.AddHours(3));

    private readonly WindowRecorder _recorder = new();

    [Fact]
    public void A_window_begins_when_its_rule_acts_and_says_what_it_asks_for_and_until_when()
    {
        var happened = _recorder.Take(Usual, Morning, Eight.AddMinutes(-9), [Due]).ShouldHaveSingleItem();

        happened.ShouldBe(new DemoEvent(Eight.AddMinutes(-10), DemoEventKind.Schedule, null, "peak/morning: at least 40 until 11:00"));
    }

    [Fact]
    public void While_it_lasts_nothing_is_told_and_it_reaches_to_the_last_look()
    {
        _recorder.Take(Usual, Morning, Eight, [Due]).Count.ShouldBe(1);
        _recorder.Take(Morning, Morning, Eight.AddHours(1), [Due]).ShouldBeEmpty();

        _recorder.Windows.ShouldBe([new DemoWindow(Id, Eight.AddMinutes(-10), Eight.AddHours(1), "at least 40")]);
    }

    [Fact]
    public void A_window_that_is_over_says_what_holds_again()
    {
        _recorder.Take(Usual, Morning, Eight, [Due]).Count.ShouldBe(1);
        var happened = _recorder.Take(Morning, Usual, Eight.AddHours(3), []).ShouldHaveSingleItem();

        happened.ShouldBe(new DemoEvent(Eight.AddHours(3), DemoEventKind.Schedule, null, "peak/morning: over, 6 to 72 replicas again"));
        _recorder.Windows.ShouldHaveSingleItem().To.ShouldBe(Eight.AddHours(3));
    }

    [Theory]
    [InlineData(6, 50, "at most 50")]
    [InlineData(60, 120, "60 to 120")]
    [InlineData(6, 72, "in force")]
    public void It_is_told_by_what_it_changes(int min, int max, string words) =>
        _recorder.Take(Usual, new DemoBounds(min, max, [Id]), Eight, [Due]).ShouldHaveSingleItem().Text.ShouldBe($"peak/morning: {words} until 11:00");

    [Fact]
    public void Each_day_is_a_window_of_its_own()
    {
        foreach (var day in (int[])[0, 1])
        {
            _recorder.Take(Usual, Morning, Eight.AddDays(day), []).Count.ShouldBe(1);
            _recorder.Take(Morning, Usual, Eight.AddDays(day).AddHours(3), []).Count.ShouldBe(1);
        }

        _recorder.Windows.Select(static window => window.From).ShouldBe([Eight, Eight.AddDays(1)]);
    }
}

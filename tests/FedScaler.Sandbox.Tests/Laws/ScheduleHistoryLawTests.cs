using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Laws;

public sealed class ScheduleHistoryLawTests
{
    private const string Start = """{"rule":"peak","edge":"Start","scheduledTime":"2026-03-01T09:00:00Z","appliedTime":"2026-03-01T09:00:01Z","result":"Applied"}""";
    private const string Again = """{"rule":"peak","edge":"Start","scheduledTime":"2026-03-01T09:00:00Z","appliedTime":"2026-03-01T09:07:00Z","result":"Applied"}""";
    private const string End = """{"rule":"peak","edge":"End","scheduledTime":"2026-03-01T11:00:00Z","appliedTime":"2026-03-01T11:00:01Z","result":"Applied"}""";

    [Fact]
    public void Each_transition_once_is_kept() => Told(Start).Tells(End, Start).Tells(End).Broken().ShouldBeEmpty();

    [Fact]
    public void A_transition_that_is_put_down_twice_is_a_breach() => Told(Start, Start).Broken().ShouldBe([11]);

    [Fact]
    public void A_transition_that_is_acted_on_again_is_a_breach_though_its_first_entry_is_gone() => Told(Start).Tells(End).Tells(Again, End).Broken().ShouldBe([11]);

    [Fact]
    public void More_than_the_limit_is_a_breach() => Story.OfThree().Schedules("", historyLimit: 1).Tells(End, Start).Broken().ShouldBe([11]);

    private static Story Told(params string[] entries) => Story.OfThree().Schedules("").Tells(entries);
}

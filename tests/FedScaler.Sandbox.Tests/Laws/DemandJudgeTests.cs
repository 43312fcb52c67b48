using FedScaler.Sandbox.Laws;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Laws;

public sealed class DemandJudgeTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_burst_that_is_answered_within_five_minutes_is_no_fault() => Faults(Spell(20, Room(5, 10))).ShouldBeEmpty();

    [Fact]
    public void Demand_that_stays_unserved_with_room_left_is_a_fault()
    {
        var fault = Faults(Spell(22, Room(5, 10))).ShouldHaveSingleItem();
        (fault.To - fault.From).ShouldBe(TimeSpan.FromMinutes(5.25));
        fault.Worst.ShouldBe(40);
        fault.Left.ShouldBe(5);
    }

    [Fact]
    public void A_spell_that_has_not_ended_counts_too() => Faults(Spell(40, Room(5, 10)).SkipLast(1)).ShouldHaveSingleItem();

    [Fact]
    public void Where_no_node_holds_more_nobody_is_at_fault() => Faults(Spell(100, Room(10, 10))).ShouldBeEmpty();

    [Fact]
    public void Where_the_maximum_is_used_up_nobody_is_at_fault() => Faults(Spell(100, Room(20, 50))).ShouldBeEmpty();

    [Fact]
    public void A_silent_members_share_is_used_up_until_it_is_lent()
    {
        MemberRoom silent = new("b", Answers: false, Lent: false, 3, 15, 15);
        Faults(Spell(100, Room(5, 50), silent)).ShouldBeEmpty();
        Faults(Spell(100, Room(5, 50), silent with { Lent = true })).ShouldHaveSingleItem();
    }

    private static MemberRoom Room(int runs, int fit) => new("a", Answers: true, Lent: false, runs, runs, fit);

    /// <summary>Samples of 15 s with 40 of 100 unserved, and a last one that is served.</summary>
    private static IEnumerable<DemandSample> Spell(int samples, params MemberRoom[] members) =>
        Enumerable.Range(0, samples + 1).Select(i => new DemandSample(Start.AddSeconds(15 * i), 100, i == samples ? 100 : 60, 20, members));

    private static IReadOnlyList<UnservedSpell> Faults(IEnumerable<DemandSample> samples)
    {
        var judge = new DemandJudge();
        foreach (var sample in samples) judge.See(sample);
        return judge.Faults;
    }
}

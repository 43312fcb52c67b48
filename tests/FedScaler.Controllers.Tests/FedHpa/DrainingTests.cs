using FedScaler.Controllers.FedHpas;
using FedScaler.Controllers.Fleet;
using FedScaler.Core.Splitting;

namespace FedScaler.Controllers.Tests.FedHpas;

public sealed class DrainingTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    private readonly Draining _draining = new();
    private DateTimeOffset _now = Start;

    [Fact]
    public void Nobody_who_stays_is_limited()
    {
        ObservedMember[] all = [Member("a", 4), Member("b", 4)];
        _draining.Limit(all, _now).ShouldBeSameAs(all);
        _draining.Next.ShouldBeNull();
    }

    [Fact]
    public void A_quarter_goes_a_minute_until_nothing_is_left()
    {
        var kept = new List<int>();
        var runs = 9;
        while (kept.Count < 8)
        {
            runs = Ceiling(Member("a", 20), Leaving(runs));
            kept.Add(runs);
            _now += Draining.Pause;
        }

        kept.ShouldBe([9, 6, 4, 3, 2, 1, 0, 0]);
        _draining.Next.ShouldBeNull();
    }

    [Fact]
    public void Nothing_goes_before_its_time_nor_while_the_last_part_still_runs()
    {
        Ceiling(Member("a", 8), Leaving(8)).ShouldBe(8);
        _draining.Next.ShouldBe(Start + Draining.Pause);
        _now += Draining.Pause / 2;
        Ceiling(Member("a", 8), Leaving(8)).ShouldBe(8);
        _now += Draining.Pause;
        Ceiling(Member("a", 8), Leaving(8)).ShouldBe(6);
        _now += Draining.Pause;
        Ceiling(Member("a", 8), Leaving(7)).ShouldBe(6);
    }

    [Theory]
    [InlineData(10, 9, 50, 0)]
    [InlineData(9, 8, 50, 0)]
    [InlineData(8, 8, 1, 0)]
    [InlineData(8, 8, 50, 1)]
    public void It_waits_while_the_others_bring_up_pods_or_have_no_room(int desired, int ready, int free, int unschedulable)
    {
        Ceiling(Member("a", 8), Leaving(8));
        _now += Draining.Pause;
        var other = Member("a", 8, desired, free);
        Ceiling(other with { Snapshot = other.Snapshot with { Ready = ready, Unschedulable = unschedulable } }, Leaving(8)).ShouldBe(8);
        _draining.Next.ShouldBe(_now + Draining.Pause);
        Ceiling(Member("a", 8), Leaving(8)).ShouldBe(6);
    }

    [Fact]
    public void With_nobody_to_take_over_it_stays()
    {
        Ceiling(Leaving(3));
        _now += Draining.Pause * 10;
        Ceiling(Leaving(3)).ShouldBe(3);
    }

    private int Ceiling(params ObservedMember[] members) => _draining.Limit(members, _now)[^1].Snapshot.Ceiling;

    private static ObservedMember Member(string name, int runs, int? desired = null, int free = 50) => new(
        new MemberSnapshot(name) { Runs = runs, Ready = runs }, new MemberView.Present { Workload = new WorkloadView("", "", runs, runs, 0, "") }, null, desired ?? runs, free, null, null, false);

    private static ObservedMember Leaving(int runs)
    {
        var member = Member("leaving", runs);
        return member with { View = member.View! with { Leaves = "the policy leaves it out" } };
    }
}

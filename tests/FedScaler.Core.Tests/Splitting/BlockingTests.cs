using FedScaler.Core.Splitting;

namespace FedScaler.Core.Tests.Splitting;

/// <summary>Pods that the scheduler cannot place.</summary>
public sealed class BlockingTests
{
    private static Scenario Stuck => Fleet.Of(max: 40, min: 2,
        Fleet.Member("a", new(1, 20), runs: 12, fit: 20, ready: 9) with { Unschedulable = 3 }, Fleet.Member("b", new(1, 20), runs: 10, fit: 60));

    [Fact]
    public void Within_a_minute_nothing_moves()
    {
        var first = Stuck.Decide();
        first.Shares().ShouldBe("a=1-20 b=1-20");
        first.NextCheck.ShouldBe(Fleets.Noon.AddSeconds(60));
        Stuck.After(first).Later(TimeSpan.FromSeconds(59)).Decide().Shares().ShouldBe("a=1-20 b=1-20");
    }

    [Fact]
    public void After_a_minute_the_room_beside_what_runs_goes_elsewhere()
    {
        var stuck = Stuck.After(Stuck.Decide()).Later(TimeSpan.FromSeconds(60));
        var decision = stuck.Decide();
        decision.Shares().ShouldBe("a=1-12 b=1-28");
        decision.Of("a").Reason.ShouldBe("room moved away: 3 of its pods can't be scheduled");
        decision.NextCheck.ShouldBe(stuck.Fleet.Now.AddMinutes(5));

        // The write did not get through: the next decision says the same.
        (stuck with { Memory = decision.Memory }).Decide().Shares().ShouldBe("a=1-12 b=1-28");
    }

    [Fact]
    public void It_is_given_no_more_until_it_recovers_or_five_minutes_pass()
    {
        var stuck = Stuck.After(Stuck.Decide()).Later(TimeSpan.FromSeconds(60));
        var blocked = stuck.After(stuck.Decide()).Change("a", static member => member with { Wants = 18 });
        blocked.Later(TimeSpan.FromSeconds(299)).Decide().MaxOf("a").ShouldBe(12);
        blocked.Later(TimeSpan.FromSeconds(300)).Decide().MaxOf("a").ShouldBe(18);
        blocked.Change("a", static member => member with { Unschedulable = 0 }).Decide().MaxOf("a").ShouldBe(18);
    }

    [Fact]
    public void Room_that_fits_nowhere_else_stays()
    {
        var full = Stuck.Change("b", static member => member with { Fit = 22 });
        var stuck = full.After(full.Decide()).Later(TimeSpan.FromSeconds(60));
        stuck.Decide().Shares().ShouldBe("a=1-18 b=1-22");
    }

    [Fact]
    public void Blocked_members_are_given_no_more_while_anybody_else_may_have_it() => Fleets.Answering.Hold(static scenario =>
    {
        var settled = Fleets.Settle(scenario);
        var blocked = settled.Fleet.Members.Where(static (_, i) => i % 2 == 0).Select(static member => member.Name).ToHashSet(StringComparer.Ordinal);
        var stuck = settled.WithMembers(member => blocked.Contains(member.Name) ? member with { Unschedulable = 1 } : member);
        stuck = (stuck with { Memory = stuck.Decide().Memory }).Later(TimeSpan.FromSeconds(60));
        var raised = stuck.WithPolicy(static policy => policy with { MaxReplicas = (int)Math.Min(int.MaxValue, policy.MaxReplicas + 5L) });
        var decision = raised.Decide();
        var others = raised.Fleet.Members.Where(member => !blocked.Contains(member.Name) && decision.Of(member.Name).State == MemberState.Active).ToList();
        if (others.TrueForAll(member => decision.MaxOf(member.Name) == member.Ceiling)) return;
        foreach (var member in raised.Fleet.Members.Where(member => blocked.Contains(member.Name)))
        {
            var floor = Math.Min(member.Ceiling, Math.Max(Math.Max(member.Runs, member.Floor), 1));
            decision.MaxOf(member.Name).ShouldBeLessThanOrEqualTo(Math.Max(member.Share?.Max ?? 0, floor), member.Name);
        }
    }, tests: 600);
}

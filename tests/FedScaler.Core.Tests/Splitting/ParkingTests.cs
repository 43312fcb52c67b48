using FedScaler.Core.Splitting;

namespace FedScaler.Core.Tests.Splitting;

/// <summary>Spread WhenNeeded.</summary>
public sealed class ParkingTests
{
    private static readonly TimeSpan Cooldown = TimeSpan.FromSeconds(60);

    private static Scenario WhenNeeded(int max, int min, params MemberSnapshot[] members) =>
        Fleet.Of(max, min, members).WithPolicy(static policy => policy with { Spread = SpreadPolicy.WhenNeeded });

    [Fact]
    public void The_first_split_parks_what_the_minimum_does_not_need()
    {
        var fleet = WhenNeeded(30, 1, Fleet.Empty("a", 20), Fleet.Empty("b", 40), Fleet.Empty("c", 10));
        var decision = fleet.Decide();
        decision.Shares().ShouldBe("a=parked b=1-30 c=parked");
        decision.Of("a").Reason.ShouldBe("parked: the minimum does not need it");
        decision.EffectiveMin.ShouldBe(1);
        decision.Condition("MinRaised").Status.ShouldBeFalse();
    }

    [Fact]
    public void The_first_sign_of_unserved_demand_opens_all_that_have_room()
    {
        var parked = WhenNeeded(30, 1,
            Fleet.Empty("a", 20), Fleet.Member("b", new(1, 30), runs: 25, wants: 31, fit: 40), Fleet.Empty("c", 0), Fleet.Empty("d", null));
        var decision = parked.Decide();
        decision.Of("a").State.ShouldBe(MemberState.Active);
        decision.Of("c").State.ShouldBe(MemberState.Parked);
        decision.Of("d").State.ShouldBe(MemberState.Parked);
    }

    [Fact]
    public void What_runs_is_not_cut_to_open_another()
    {
        var parked = WhenNeeded(30, 1, Fleet.Empty("a", 20), Fleet.Member("b", new(1, 30), runs: 30, wants: 31, fit: 40));
        parked.Decide().MaxOf("b").ShouldBe(30);
        parked.Change("b", static member => member with { Runs = 20, Ready = 20 }).Decide().MaxOf("a").ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_minimum_that_the_others_cannot_hold_opens_a_member()
    {
        var parked = WhenNeeded(30, 1, Fleet.Empty("a", 20), Fleet.Member("b", new(1, 30), runs: 1, fit: 10));
        parked.Decide().Of("a").State.ShouldBe(MemberState.Parked);
        var raised = parked.WithPolicy(static policy => policy with { MinReplicas = 15 }).Decide();
        raised.Of("a").State.ShouldBe(MemberState.Active);
        raised.Members.Sum(static member => member.Share!.Value.Min).ShouldBe(15);
    }

    [Fact]
    public void An_idle_member_is_parked_after_the_cooldown_when_another_can_hold_its_one()
    {
        var idle = WhenNeeded(30, 1, Fleet.Member("a", new(1, 10), runs: 1, fit: 20), Fleet.Member("b", new(1, 20), runs: 6, fit: 40));
        var first = idle.Decide();
        first.Of("a").State.ShouldBe(MemberState.Active);
        first.NextCheck.ShouldBe(Fleets.Noon + Cooldown);
        var second = idle.After(first).Later(Cooldown).Decide();
        second.Shares().ShouldBe("a=parked b=1-30");

        var full = idle.Change("b", static member => member with { Fit = 6 });
        full.After(full.Decide()).Later(Cooldown).Decide().Of("a").State.ShouldBe(MemberState.Active);
        var busy = idle.Change("a", static member => member with { Runs = 2, Wants = 2 });
        busy.After(busy.Decide()).Later(Cooldown).Decide().Of("a").State.ShouldBe(MemberState.Active);
    }

    [Fact]
    public void What_a_silent_member_ran_unseen_does_not_count_as_idle()
    {
        var idle = WhenNeeded(30, 1, Fleet.Member("a", new(1, 10), runs: 1, fit: 20), Fleet.Member("b", new(1, 20), runs: 6, fit: 40));
        var silent = idle.After(idle.Decide()).Silence("a");
        var back = silent.After(silent.Decide()).Later(2 * Cooldown).Answer("a");
        var first = back.Decide();
        first.Of("a").State.ShouldBe(MemberState.Active);
        first.NextCheck.ShouldBe(back.Fleet.Now + Cooldown);
        back.After(first).Later(Cooldown).Decide().Of("a").State.ShouldBe(MemberState.Parked);
    }

    [Fact]
    public void Opened_for_a_moments_demand_it_stays_open_for_a_cooldown()
    {
        var parked = WhenNeeded(30, 1, Fleet.Empty("a", 20), Fleet.Member("b", new(1, 30), runs: 20, wants: 31, fit: 40));
        var opened = parked.After(parked.Decide()).Change("a", static member => member with { Runs = 1, Ready = 1, Wants = 1 })
            .Change("b", static member => member with { Runs = 2, Wants = 2, Ready = 2 });
        var calm = opened.Decide();
        calm.Of("a").State.ShouldBe(MemberState.Active);
        calm.NextCheck.ShouldBe(Fleets.Noon + Cooldown);
        opened.After(calm).Later(Cooldown - TimeSpan.FromTicks(1)).Decide().Of("a").State.ShouldBe(MemberState.Active);
        opened.After(calm).Later(Cooldown).Decide().Of("a").State.ShouldBe(MemberState.Parked);
    }

    [Fact]
    public void The_last_one_is_never_parked()
    {
        var idle = WhenNeeded(30, 1, Fleet.Member("a", new(1, 15), runs: 1, fit: 20), Fleet.Member("b", new(1, 15), runs: 1, fit: 20));
        for (var round = 0; round < 5; round++) idle = idle.After(idle.Decide()).Later(Cooldown);
        idle.Fleet.Members.Count(static member => member.Share is not null).ShouldBe(1);
    }

    [Fact]
    public void A_parked_members_share_is_withdrawn_before_its_room_is_given_on()
    {
        var idle = WhenNeeded(30, 1, Fleet.Member("a", new(1, 10), runs: 1, fit: 20), Fleet.Member("b", new(1, 20), runs: 6, fit: 40));
        var due = idle.After(idle.Decide()).Later(Cooldown);
        var decision = due.Decide();
        var standing = Transitions.Standing(due.Fleet);
        ShareTransition.Next(due.Fleet, decision, standing).ShouldBe([new ShareWrite.Withdraw("a")]);
        standing.Remove("a");
        ShareTransition.Next(due.Change("a", static member => member with { Runs = 0 }).Fleet, decision, standing)
            .ShouldBe([new ShareWrite.Apply("b", new(1, 30))]);
    }

    [Fact]
    public void Members_with_a_floor_are_never_parked()
    {
        var decision = WhenNeeded(30, 1, Fleet.Empty("a", 20) with { Floor = 2 }, Fleet.Empty("b", 40)).Decide();
        decision.Of("a").State.ShouldBe(MemberState.Active);
    }
}

using FedScaler.Core.Splitting;

namespace FedScaler.Core.Tests.Splitting;

public sealed class FailoverTests
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(300);

    private static Scenario Three => Fleet.Of(max: 60, min: 6,
        Fleet.Member("a", new(2, 20), runs: 10, fit: 60), Fleet.Member("b", new(2, 20), runs: 10, fit: 60), Fleet.Member("c", new(2, 20), runs: 10, fit: 60));

    [Fact]
    public void Nothing_shrinks_because_a_member_went_silent() => Fleets.HoldAtRest(static settled =>
    {
        if (settled.Fleet.Members.Length < 2) return;
        // What unserved demand moves, it moves whether somebody is silent or not.
        if (settled.Fleet.Policy.Spread == SpreadPolicy.WhenNeeded && settled.Fleet.Members.Any(static member => member.Wants > member.Share?.Max)) return;
        foreach (var gone in settled.Fleet.Members)
        {
            var scenario = settled.Silence(gone.Name);
            for (var round = 0; round < 8; round++)
            {
                var decision = scenario.Decide();
                foreach (var member in scenario.Fleet.Members)
                {
                    decision.MaxOf(member.Name).ShouldBeGreaterThanOrEqualTo(member.Share?.Max ?? 0, $"{member.Name} after {gone.Name} went silent");
                    // A member that lent room lets in takes its 1 of the minimum, whose sum stands, from somebody.
                    var letIn = scenario.Fleet.Members.Count(other => other.Share is null && decision.ShareOf(other.Name) is not null);
                    decision.MinOf(member.Name).ShouldBeGreaterThanOrEqualTo((member.Share?.Min ?? 0) - letIn, $"{member.Name} after {gone.Name} went silent");
                }

                scenario = scenario.After(decision).Later(TimeSpan.FromSeconds(100));
            }
        }
    }, tests: 500);

    [Fact]
    public void A_silent_member_keeps_its_share_and_the_others_keep_theirs()
    {
        var decision = Three.Silence("b").Later(Grace - TimeSpan.FromSeconds(1)).Decide();
        decision.Shares().ShouldBe("a=2-20 b=2-20 c=2-20");
        decision.Of("b").State.ShouldBe(MemberState.Silent);
        decision.Of("b").Reason.ShouldBe("silent: share kept as last seen (connection refused)");
        decision.NextCheck.ShouldBe(Fleets.Noon + Grace);
        decision.Condition("MembersSilent").Message.ShouldBe("b (connection refused): numbers and shares stand as last seen");
    }

    [Fact]
    public void With_Hold_nothing_is_ever_lent()
    {
        var silent = Three.WithPolicy(static policy => policy with { Failover = FailoverMode.Hold }).Silence("b").Later(TimeSpan.FromDays(1));
        silent.Decide().Shares().ShouldBe("a=2-20 b=2-20 c=2-20");
        silent.Decide().Memory.Lent.ShouldBeEmpty();
    }

    [Fact]
    public void After_the_grace_its_whole_share_is_lent_and_remembered()
    {
        var decision = Three.Silence("b").Later(Grace).Decide();
        decision.Shares().ShouldBe("a=3-30 b=2-20 c=3-30");
        decision.Of("b").State.ShouldBe(MemberState.Lent);
        decision.Memory.Lent["b"].ShouldBe(new Share(2, 20));
        decision.EffectiveMin.ShouldBe(6);
    }

    [Fact]
    public void On_its_return_the_others_first_give_back_what_they_do_not_want()
    {
        var silent = Three.Silence("b").Later(Grace);
        var lent = silent.After(silent.Decide()).Change("a", static member => member with { Runs = 28, Wants = 28, Ready = 28 });
        var back = lent.Later(TimeSpan.FromHours(1)).Answer("b");
        var decision = back.Decide();
        decision.Shares().ShouldBe("a=2-29 b=2-20 c=2-11");
        decision.Of("b").State.ShouldBe(MemberState.Active);
        decision.Memory.Lent.ShouldBeEmpty();

        // The write did not get through: the next decision still spares the one that came back.
        (back with { Memory = decision.Memory }).Decide().Shares().ShouldBe("a=2-29 b=2-20 c=2-11");
        back.After(decision).Decide().Memory.Members["b"].Returning.ShouldBeFalse();
    }

    [Fact]
    public void What_the_others_do_want_is_settled_in_proportion_to_what_runs()
    {
        var silent = Three.Silence("b").Later(Grace);
        var lent = silent.After(silent.Decide()).WithMembers(static member => member with { Runs = member.Share!.Value.Max, Wants = member.Share.Value.Max });
        var decision = lent.Answer("b").Decide();
        decision.Members.Sum(static member => member.Share!.Value.Max).ShouldBe(60);
        decision.Shares().ShouldBe("a=2-23 b=2-15 c=2-22");
    }

    [Fact]
    public void With_nobody_left_to_lend_to_nothing_is_lent()
    {
        var dark = Three.Silence("a").Silence("b").Silence("c").Later(TimeSpan.FromHours(1)).Decide();
        dark.Shares().ShouldBe("a=2-20 b=2-20 c=2-20");
        dark.Members.ShouldAllBe(static member => member.State == MemberState.Silent);
        dark.Memory.Lent.ShouldBeEmpty();
    }

    [Fact]
    public void A_lowered_maximum_beside_a_silent_share_leaves_one_to_whoever_runs_something()
    {
        var lowered = Three.Silence("b").WithPolicy(static policy => policy with { MaxReplicas = 20 });
        lowered.Decide().Shares().ShouldBe("a=1-1 b=2-20 c=1-1");
        Three.Silence("b").WithPolicy(static policy => policy with { MaxReplicas = 30 }).Decide().Shares().ShouldBe("a=2-5 b=2-20 c=2-5");
    }

    [Fact]
    public void What_was_lent_for_a_member_that_is_gone_for_good_is_forgotten()
    {
        var silent = Three.Silence("b").Later(Grace);
        var lent = silent.After(silent.Decide());
        var deleted = lent with { Fleet = lent.Fleet with { Members = lent.Fleet.Members.RemoveAt(1) } };
        deleted.Decide().Memory.Lent.ShouldBeEmpty();
        deleted.Decide().EffectiveMin.ShouldBe(6);
    }

    [Fact]
    public void A_paused_member_keeps_its_share_and_takes_no_part()
    {
        var paused = Three.Change("b", static member => member with { Frozen = true, ContactReason = "the member is paused: share kept", Wants = 50 });
        var decision = paused.WithPolicy(static policy => policy with { MaxReplicas = 50 }).Decide();
        decision.Shares().ShouldBe("a=2-15 b=2-20 c=2-15");
        decision.Of("b").Reason.ShouldBe("the member is paused: share kept");
    }

    [Fact]
    public void Paused_members_that_hold_more_than_a_lowered_maximum_are_told_with_the_mend()
    {
        var paused = Three.Change("b", static member => member with { Frozen = true, ContactReason = "the member is paused: share kept" });
        paused.WithPolicy(static policy => policy with { MaxReplicas = 22 }).Decide().Condition("Balanced").Reason.ShouldNotBe("PausedAboveMax");

        var decision = paused.WithPolicy(static policy => policy with { MaxReplicas = 15 }).Decide();
        decision.Shares().ShouldBe("a=1-1 b=2-20 c=1-1");
        var told = decision.Condition("Balanced");
        (told.Status, told.Reason).ShouldBe((false, "PausedAboveMax"));
        told.Message.ShouldBe("b: paused with shares that leave the whole 7 above maxReplicas 15; resume what is paused, or raise maxReplicas");
    }
}

using FedScaler.Core.Splitting;

namespace FedScaler.Core.Tests.Splitting;

/// <summary>The laws that every single decision keeps, whatever it is handed. Expectations are worked out from the input alone.</summary>
public sealed class SumLawTests
{
    [Fact]
    public void Maxima_add_up_to_the_maximum_unless_ceilings_forbid_it() => Fleets.Any.Hold(static scenario =>
    {
        var decision = scenario.Decide();
        var sharing = Sharing(scenario, decision);
        var room = sharing.Sum(static member => (long)member.Ceiling);
        sharing.Sum(member => (long)decision.MaxOf(member.Name)).ShouldBe(Math.Min(Budget(scenario, decision), room));
    });

    [Fact]
    public void With_everybody_answering_the_sum_never_passes_the_maximum() => Fleets.Answering.Hold(static scenario =>
    {
        var decision = scenario.Decide();
        decision.Members.Sum(static member => (long)(member.Share?.Max ?? 0)).ShouldBeLessThanOrEqualTo(scenario.Fleet.Policy.MaxReplicas);
        decision.EffectiveMax.ShouldBe(scenario.Fleet.Policy.MaxReplicas);
    });

    [Fact]
    public void Nobody_is_left_out_while_the_maximum_goes_round() => Fleets.Answering.Hold(static scenario =>
    {
        if (scenario.Fleet.Policy.Spread == SpreadPolicy.WhenNeeded) return;
        var eligible = scenario.Fleet.Members.Where(static member => member.Ceiling > 0).ToList();
        var runs = eligible.Sum(static member => (long)Math.Max(1, Math.Min(member.Runs, member.Ceiling)));
        if (runs > scenario.Fleet.Policy.MaxReplicas) return;
        var decision = scenario.Decide();
        foreach (var member in eligible) decision.MaxOf(member.Name).ShouldBeGreaterThan(0, member.Name);
    });

    [Fact]
    public void Minima_add_up_to_the_minimum_or_to_one_a_member() => Fleets.Any.Hold(static scenario =>
    {
        var decision = scenario.Decide();
        var sharing = Sharing(scenario, decision);
        var pinned = Pinned(scenario, decision).Sum(static share => (long)share.Min);
        var maxima = sharing.Sum(member => (long)decision.MaxOf(member.Name));
        var expected = Math.Min(maxima, Math.Max(scenario.Fleet.Policy.MinReplicas - pinned, sharing.Count));
        sharing.Sum(member => (long)decision.MinOf(member.Name)).ShouldBe(expected);
        if (maxima + pinned >= scenario.Fleet.Policy.MinReplicas && sharing.Count > 0) ((long)decision.EffectiveMin).ShouldBe(Math.Min(int.MaxValue, expected + pinned));
    });

    [Fact]
    public void Every_share_is_valid_and_within_its_ceiling() => Fleets.Any.Hold(static scenario =>
    {
        var decision = scenario.Decide();
        foreach (var member in Sharing(scenario, decision))
        {
            var share = decision.ShareOf(member.Name)!.Value;
            share.Min.ShouldBeInRange(1, share.Max);
            share.Max.ShouldBeLessThanOrEqualTo(member.Ceiling);
        }
    });

    [Fact]
    public void Shares_of_silent_and_paused_members_stand() => Fleets.Any.Hold(static scenario =>
    {
        var decision = scenario.Decide();
        foreach (var member in scenario.Fleet.Members)
        {
            if (member.Contact == MemberContact.Silent || (member is { Frozen: true, Contact: MemberContact.Live }))
                decision.ShareOf(member.Name).ShouldBe(member.Share);
            if (member.Contact == MemberContact.Excluded) decision.ShareOf(member.Name).ShouldBeNull();
        }
    });

    [Fact]
    public void No_maximum_goes_below_what_runs_while_there_is_enough_for_all() => Fleets.Any.Hold(static scenario =>
    {
        var decision = scenario.Decide();
        var table = scenario.Fleet.Members.Where(static member => member is { Contact: MemberContact.Live, Frozen: false, Ceiling: > 0 }).ToList();
        if (table.Sum(static member => (long)Math.Max(1, Math.Min(member.Runs, member.Ceiling))) > Budget(scenario, decision)) return;
        foreach (var member in table)
        {
            if (decision.Of(member.Name).State == MemberState.Parked && member.Runs <= 1) continue;
            var kept = Math.Min(member.Ceiling, member.Share is { } share ? Math.Min(share.Max, member.Runs) : member.Runs);
            decision.MaxOf(member.Name).ShouldBeGreaterThanOrEqualTo(kept, member.Name);
        }
    });

    [Fact]
    public void The_order_of_the_members_means_nothing() => Fleets.Any.Hold(static scenario =>
    {
        var forward = scenario.Decide();
        var backward = (scenario with { Fleet = scenario.Fleet with { Members = [.. scenario.Fleet.Members.Reverse()] } }).Decide();
        backward.Shares().ShouldBe(forward.Shares());
        backward.Members.ShouldBe(forward.Members);
        backward.Conditions.ShouldBe(forward.Conditions);
        backward.Memory.AppliedSplit.ShouldBe(forward.Memory.AppliedSplit);
    });

    [Fact]
    public void One_more_to_share_never_gives_any_member_less() => Fleets.Fresh.Hold(static scenario =>
    {
        if (scenario.Fleet.Policy.MaxReplicas == int.MaxValue) return;
        var less = scenario.Decide();
        var more = scenario.WithPolicy(static policy => policy with { MaxReplicas = policy.MaxReplicas + 1 }).Decide();
        if (OpensFewer(scenario, less, more)) return;
        foreach (var member in scenario.Fleet.Members) more.MaxOf(member.Name).ShouldBeGreaterThanOrEqualTo(less.MaxOf(member.Name), member.Name);
    });

    [Fact]
    public void One_more_to_share_never_gives_a_member_with_a_share_less() => Fleets.Any.Hold(static scenario =>
    {
        // Where demand moves room, whoever has the most unwanted gives first: one more of it may change who that is.
        if (scenario.Fleet.Policy.MaxReplicas == int.MaxValue || scenario.Fleet.Members.Any(static member => member.Wants > member.Share?.Max)) return;
        var less = scenario.Decide();
        var more = scenario.WithPolicy(static policy => policy with { MaxReplicas = policy.MaxReplicas + 1 }).Decide();
        if (OpensFewer(scenario, less, more)) return;
        foreach (var member in scenario.Fleet.Members) more.MaxOf(member.Name).ShouldBeGreaterThanOrEqualTo(less.MaxOf(member.Name), member.Name);
    });

    [Fact]
    public void Deciding_again_changes_nothing() => Fleets.Any.Hold(static scenario =>
    {
        var first = scenario.Decide();
        var written = scenario.After(first);
        var second = written.Decide();
        second.Shares().ShouldBe(first.Shares());
        second.Moved.ShouldBeFalse();
        var standing = Transitions.Standing(written.Fleet);
        ShareTransition.Next(written.Fleet, second, standing).OfType<ShareWrite.Apply>().ShouldBeEmpty();
    });

    [Fact]
    public void Deciding_again_without_memory_changes_nothing() => Fleets.Any.Hold(static scenario =>
    {
        var forgetful = scenario with { Memory = FleetMemory.Empty };
        var first = forgetful.Decide();
        (forgetful.After(first) with { Memory = FleetMemory.Empty }).Decide().Shares().ShouldBe(first.Shares());
    });

    private static List<MemberSnapshot> Sharing(Scenario scenario, FleetDecision decision) =>
        [.. scenario.Fleet.Members.Where(member =>
            member is { Contact: MemberContact.Live, Frozen: false } && decision.Of(member.Name).State == MemberState.Active)];

    /// <summary>With spread WhenNeeded one more can be what keeps a parked member closed.</summary>
    private static bool OpensFewer(Scenario scenario, FleetDecision less, FleetDecision more) =>
        scenario.Fleet.Policy.Spread == SpreadPolicy.WhenNeeded
        && scenario.Fleet.Members.Any(member => member.Runs == 0 && less.ShareOf(member.Name) is not null && more.ShareOf(member.Name) is null);

    private static IEnumerable<Share> Pinned(Scenario scenario, FleetDecision decision) =>
        from member in scenario.Fleet.Members
        where member.Share is not null && member.Contact != MemberContact.Excluded
        where member.Contact == MemberContact.Silent ? decision.Of(member.Name).State == MemberState.Silent : member.Frozen
        select member.Share!.Value;

    /// <summary>What is left beside silent and paused members; who runs something keeps 1 though they hold all of it.</summary>
    private static long Budget(Scenario scenario, FleetDecision decision)
    {
        var pinned = Pinned(scenario, decision).Sum(static share => (long)share.Max);
        if (pinned == 0) return scenario.Fleet.Policy.MaxReplicas;
        var holding = scenario.Fleet.Members.Count(static member =>
            member is { Contact: MemberContact.Live, Frozen: false, Ceiling: > 0, Runs: > 0 });
        return Math.Max(scenario.Fleet.Policy.MaxReplicas - pinned, holding);
    }
}

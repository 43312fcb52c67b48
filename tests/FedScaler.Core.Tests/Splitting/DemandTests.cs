using FedScaler.Core.Splitting;

namespace FedScaler.Core.Tests.Splitting;

/// <summary>Unserved demand, and the slow way back to the ideal.</summary>
public sealed class DemandTests
{
    private static readonly TimeSpan Cooldown = TimeSpan.FromSeconds(60);

    [Fact]
    public void Demand_is_served_in_one_move_where_there_is_room_nobody_wants() => Fleets.HoldAtRest(static settled =>
    {
        if (settled.Fleet.Policy.Spread == SpreadPolicy.WhenNeeded || settled.Fleet.Members.Length < 2) return;
        var needy = settled.Fleet.Members[0];
        if (needy.Share is not { } share || needy.Fit is null) return;
        var wants = (int)Math.Min(int.MaxValue, share.Max + 7L);
        var scenario = settled.Change(needy.Name, member => member with { Wants = wants });
        var unwanted = settled.Fleet.Members.Skip(1).Sum(static member =>
            Math.Max(0, (member.Share?.Max ?? 0) - Math.Max(Math.Max(member.Runs, (long)member.Wants), Math.Max(member.Floor, 1))));
        var useful = Math.Min(Math.Min(wants, needy.Fit.Value), needy.Ceiling) - share.Max;
        if (settled.Fleet.Members.Skip(1).Any(static member => member.Wants > (member.Share?.Max ?? 0)) || unwanted < useful || useful <= 0) return;
        if (settled.Memory.Members.Values.Any(static memory => memory.BlockedUntil is not null)) return;
        scenario.Decide().MaxOf(needy.Name).ShouldBeGreaterThanOrEqualTo(share.Max + (int)useful);
    });

    [Fact]
    public void Nobody_gives_what_it_runs_wants_or_was_promised() => Fleets.Answering.Hold(static scenario =>
    {
        // A parked member that is opened takes 1 from whoever has it: that is what spread WhenNeeded asks for.
        var settled = Fleets.Settle(scenario.WithPolicy(static policy => policy with { Spread = SpreadPolicy.Always }));
        var loaded = settled.WithMembers(static member => member with { Wants = member.Wants * 3L % 41 is var wants ? (int)wants : 0 });
        var decision = loaded.Decide();
        if (decision.Memory.AppliedSplit != settled.Memory.AppliedSplit) return;
        foreach (var member in loaded.Fleet.Members)
        {
            if (member.Share is not { } share || decision.Of(member.Name).State == MemberState.Parked) continue;
            var claim = Math.Min(member.Ceiling, Math.Max(Math.Max(member.Runs, member.Wants), Math.Max(member.Floor, 1)));
            decision.MaxOf(member.Name).ShouldBeGreaterThanOrEqualTo(Math.Min(share.Max, claim), member.Name);
        }
    }, tests: 600);

    [Fact]
    public void The_one_with_the_most_unwanted_room_gives_first_and_all_keep_a_reserve()
    {
        var fleet = Fleet.Of(max: 60, min: 3,
            Fleet.Member("a", new(1, 10), runs: 10, wants: 18, fit: 40),
            Fleet.Member("b", new(1, 20), runs: 10, fit: 40),
            Fleet.Member("c", new(1, 30), runs: 10, fit: 40));
        fleet.Decide().Shares().ShouldBe("a=1-18 b=1-20 c=1-22");
    }

    [Fact]
    public void The_reserve_goes_too_when_the_need_cannot_be_met_without_it()
    {
        var fleet = Fleet.Of(max: 42, min: 2, Fleet.Member("a", new(1, 10), runs: 10, wants: 22, fit: 40), Fleet.Member("b", new(1, 32), runs: 20, fit: 40));
        fleet.Decide().Shares().ShouldBe("a=1-22 b=1-20");
        fleet.Change("a", static member => member with { Wants = 20 }).Decide().Shares().ShouldBe("a=1-20 b=1-22");
    }

    [Fact]
    public void Scarce_room_is_divided_by_need()
    {
        var fleet = Fleet.Of(max: 30, min: 3,
            Fleet.Member("a", new(1, 10), runs: 10, wants: 30, fit: 90), Fleet.Member("b", new(1, 10), runs: 10, wants: 20, fit: 90),
            Fleet.Member("c", new(1, 10), runs: 1, fit: 90));
        fleet.Decide().Shares().ShouldBe("a=1-16 b=1-13 c=1-1");
    }

    [Fact]
    public void Demand_that_fits_nowhere_moves_nothing()
    {
        var full = Fleet.Member("a", new(1, 10), runs: 10, wants: 30, fit: 10);
        var other = Fleet.Member("b", new(1, 10), runs: 1, fit: 90);
        Fleet.Of(max: 20, min: 2, full, other).Decide().Shares().ShouldBe("a=1-10 b=1-10");
        Fleet.Of(max: 20, min: 2, full with { Fit = null }, other).Decide().Shares().ShouldBe("a=1-10 b=1-10");
        Fleet.Of(max: 20, min: 2, full with { Fit = 90, Ceiling = 10 }, other).Decide().Shares().ShouldBe("a=1-10 b=1-10");
    }

    [Fact]
    public void Drift_waits_for_the_cooldown_and_then_moves_a_quarter_at_most()
    {
        var fleet = Fleet.Of(max: 40, min: 2, Fleet.Member("a", new(1, 36), runs: 1, fit: 50), Fleet.Member("b", new(1, 4), runs: 1, fit: 50));
        var first = fleet.Decide();
        first.Shares().ShouldBe("a=1-36 b=1-4");
        first.Condition("Balanced").Reason.ShouldBe("Drifting");
        first.NextCheck.ShouldBe(Fleets.Noon + Cooldown);

        var early = fleet.After(first).Later(Cooldown - TimeSpan.FromSeconds(1));
        early.Decide().Shares().ShouldBe("a=1-36 b=1-4");
        var due = fleet.After(first).Later(Cooldown);
        var second = due.Decide();
        second.Shares().ShouldBe("a=1-26 b=1-14");
        second.Moved.ShouldBeTrue();
        var third = due.After(second).Later(TimeSpan.FromSeconds(1)).Decide();
        third.Shares().ShouldBe("a=1-26 b=1-14");
    }

    [Fact]
    public void No_step_toward_the_ideal_is_longer_than_allowed() => Fleets.HoldAtRest(static settled =>
    {
        var policy = settled.Fleet.Policy;
        if (policy.Spread == SpreadPolicy.WhenNeeded) return;
        var drifted = settled.WithMembers(static member => member with { Fit = member.Fit is { } fit ? Math.Max(member.Runs, fit / 3) : null });
        for (var round = 0; round < 4; round++)
        {
            var decision = drifted.Decide();
            var moved = drifted.Fleet.Members.Sum(member => Math.Max(0L, (member.Share?.Max ?? 0) - decision.MaxOf(member.Name)));
            if (decision.Members.All(static member => member.State != MemberState.Parked) && !drifted.Fleet.Members.Any(static m => m.Wants > m.Share?.Max))
                moved.ShouldBeLessThanOrEqualTo(Math.Max(1, (long)policy.MaxReplicas * policy.MaxMovePercent / 100));
            drifted = drifted.After(decision).Later(Cooldown);
        }
    });

    [Fact]
    public void Drift_within_the_tolerance_is_let_be()
    {
        var fleet = Fleet.Of(max: 40, min: 2, Fleet.Member("a", new(1, 24), runs: 1, fit: 50), Fleet.Member("b", new(1, 16), runs: 1, fit: 50));
        var decision = fleet.Decide();
        decision.Condition("Balanced").Status.ShouldBeTrue();
        decision.NextCheck.ShouldBeNull();
    }

    [Fact]
    public void Room_given_for_demand_does_not_drift_back_before_the_cooldown()
    {
        var fleet = Fleet.Of(max: 40, min: 2, Fleet.Member("a", new(1, 20), runs: 20, wants: 35, fit: 50), Fleet.Member("b", new(1, 20), runs: 1, fit: 50));
        var given = fleet.Decide();
        given.Shares().ShouldBe("a=1-35 b=1-5");

        // The load is gone as quickly as it came.
        var quiet = fleet.After(given).Change("a", static member => member with { Runs = 1, Wants = 1, Ready = 1 });
        var drifting = quiet.Decide();
        var soon = quiet.After(drifting).Later(Cooldown - TimeSpan.FromSeconds(1)).Decide();
        soon.Shares().ShouldBe("a=1-35 b=1-5");
        quiet.After(drifting).Later(Cooldown).Decide().Shares().ShouldBe("a=1-25 b=1-15");
    }

    [Fact]
    public void Nothing_drifts_while_somebody_is_unserved()
    {
        var fleet = Fleet.Of(max: 40, min: 3,
            Fleet.Member("a", new(1, 30), runs: 1, fit: 50), Fleet.Member("b", new(1, 5), runs: 1, fit: 50), Fleet.Member("c", new(1, 5), runs: 5, wants: 9, fit: 5));
        var later = fleet.After(fleet.Decide()).Later(2 * Cooldown);
        later.Decide().Shares().ShouldBe("a=1-30 b=1-5 c=1-5");
    }
}

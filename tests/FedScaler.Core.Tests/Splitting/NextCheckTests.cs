using FedScaler.Core.Splitting;

namespace FedScaler.Core.Tests.Splitting;

/// <summary>A fleet for which nothing was to be written may be left alone while it looks as it did, until the decision's own next check.</summary>
public sealed class NextCheckTests
{
    private static readonly TimeSpan Instant = TimeSpan.FromTicks(1);

    [Fact]
    public void A_fleet_that_looks_as_it_did_gets_the_same_decision_until_the_next_check() => Fleets.Any.Hold(static scenario =>
    {
        for (var round = 0; round < 12; round++)
        {
            var decision = scenario.Decide();
            var after = scenario.After(decision);
            if (after.Fleet.Members.SequenceEqual(scenario.Fleet.Members))
            {
                foreach (var wait in Waits(decision, scenario.Fleet.Now)) Compare(after.Later(wait).Decide(), decision, wait);
            }

            scenario = after.Later(TimeSpan.FromSeconds(37));
        }
    }, tests: 1000);

    [Fact]
    public void A_share_that_was_just_cut_below_what_runs_is_no_drift()
    {
        var cut = Fleet.Of(max: 3, min: 1, Fleet.Member("a", null, runs: 3, fit: 0, wants: 0), Fleet.Member("b", new Share(1, 3), runs: 3, fit: 0, wants: 0));
        var decision = cut.Decide();
        decision.Shares().ShouldBe("a=1-2 b=1-1");
        var after = cut.After(decision).Later(TimeSpan.FromSeconds(37)).Decide();
        after.Condition("Balanced").Reason.ShouldBe("InBalance");
        after.NextCheck.ShouldBeNull();
    }

    private static void Compare(FleetDecision again, FleetDecision before, TimeSpan wait)
    {
        again.Shares().ShouldBe(before.Shares(), $"after {wait}, to be looked at again at {before.NextCheck:O}");
        again.Members.ShouldBe(before.Members);
        again.Conditions.ShouldBe(before.Conditions);
        again.NextCheck.ShouldBe(before.NextCheck);
        (again.EffectiveMin, again.EffectiveMax, again.Moved).ShouldBe((before.EffectiveMin, before.EffectiveMax, before.Moved));
    }

    private static IEnumerable<TimeSpan> Waits(FleetDecision decision, DateTimeOffset now)
    {
        var longest = decision.NextCheck is { } at ? at - now - Instant : TimeSpan.FromDays(3);
        return [longest / 2, longest];
    }
}

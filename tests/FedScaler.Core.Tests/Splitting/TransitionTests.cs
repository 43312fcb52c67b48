using FedScaler.Core.Splitting;
using FsCheck;
using FsCheck.Fluent;

namespace FedScaler.Core.Tests.Splitting;

/// <summary>On the way from the shares that stand to those decided, whatever is written, in whatever order, and wherever it stops.</summary>
public sealed class TransitionTests
{
    [Fact]
    public void No_prefix_of_the_writes_in_any_order_passes_the_maximum() => ForAnyOrder(static (scenario, random) =>
    {
        var decision = scenario.Decide();
        var standing = Transitions.Standing(scenario.Fleet);
        var limit = Math.Max(Sum(decision, standing), decision.Members.Where(IsCounted).Sum(static member => (long)(member.Share?.Max ?? 0)));
        limit = Math.Max(limit, scenario.Fleet.Policy.MaxReplicas);
        for (var round = 0; round < 30; round++)
        {
            var writes = ShareTransition.Next(Ready(scenario.Fleet), decision, standing).ToArray();
            random.Shuffle(writes);
            // A crash now and then: the rest of this round's writes never happens.
            var reach = random.Next(3) == 0 ? random.Next(writes.Length + 1) : writes.Length;
            foreach (var write in writes.Take(reach))
            {
                write.Apply(standing);
                Sum(decision, standing).ShouldBeLessThanOrEqualTo(limit, write.ToString());
                standing.Values.ShouldAllBe(static share => share.Min <= share.Max);
            }
        }
    });

    [Fact]
    public void It_arrives_at_the_decided_shares_and_then_writes_nothing() => Fleets.Any.Hold(static scenario =>
    {
        var decision = scenario.Decide();
        var fleet = Ready(scenario.Fleet) with { Members = [.. Ready(scenario.Fleet).Members.Select(static member => member with { Runs = 0 })] };
        var standing = Transitions.Standing(fleet);
        for (var round = 0; round < 4; round++)
        {
            foreach (var write in ShareTransition.Next(fleet, decision, standing)) write.Apply(standing);
        }

        ShareTransition.Next(fleet, decision, standing).ShouldBeEmpty();
        foreach (var member in fleet.Members.Where(static member => member is { Contact: MemberContact.Live, Frozen: false }))
            (standing.TryGetValue(member.Name, out var share) ? share : (Share?)null).ShouldBe(decision.ShareOf(member.Name), member.Name);
    });

    [Fact]
    public void Minima_go_up_everywhere_before_one_goes_down() => ForAnyOrder(static (scenario, random) =>
    {
        var decision = scenario.Decide();
        var standing = Transitions.Standing(scenario.Fleet);
        for (var round = 0; round < 6; round++)
        {
            var writes = ShareTransition.Next(Ready(scenario.Fleet), decision, standing).ToArray();
            foreach (var write in writes.OfType<ShareWrite.Apply>())
            {
                var lowered = standing.TryGetValue(write.Member, out var before) && write.Share.Min < before.Min;
                if (!lowered || before.Min > write.Share.Max) continue;
                foreach (var other in decision.Members.Where(static member => member.State == MemberState.Active))
                {
                    if (other.Share is not { } target || !Writable(scenario.Fleet, other.Name)) continue;
                    standing[other.Name].Min.ShouldBeGreaterThanOrEqualTo(target.Min);
                }
            }

            foreach (var write in writes.Where(_ => random.Next(4) > 0)) write.Apply(standing);
        }
    });

    [Fact]
    public void A_giver_shrinks_and_only_then_the_receiver_grows()
    {
        var fleet = Fleet.Of(max: 20, min: 2, Fleet.Member("a", new(1, 15), runs: 2, fit: 50), Fleet.Member("b", new(1, 5), runs: 5, wants: 9, fit: 50));
        var decision = fleet.Decide();
        decision.Shares().ShouldBe("a=1-11 b=1-9");

        var standing = Transitions.Standing(fleet.Fleet);
        ShareTransition.Next(fleet.Fleet, decision, standing).ShouldBe([new ShareWrite.Apply("a", new(1, 11))]);
        ShareTransition.Next(fleet.Fleet, decision, standing).ShouldBe([new ShareWrite.Apply("a", new(1, 11))]);
        standing["a"] = new(1, 11);
        ShareTransition.Next(fleet.Fleet, decision, standing).ShouldBe([new ShareWrite.Apply("b", new(1, 9))]);
        standing["b"] = new(1, 9);
        ShareTransition.Next(fleet.Fleet, decision, standing).ShouldBeEmpty();
    }

    [Fact]
    public void A_first_share_is_never_below_what_runs_there()
    {
        var fleet = Fleet.Of(max: 20, min: 2, Fleet.Member("a", new(1, 18), runs: 2, fit: 50), Fleet.Member("b", null, runs: 6, fit: 50));
        var decision = fleet.Decide();
        var standing = Transitions.Standing(fleet.Fleet);

        ShareTransition.Next(fleet.Fleet, decision, standing).ShouldAllBe(static write => write.Member == "a");
        standing["a"] = decision.Members[0].Share!.Value;
        ShareTransition.Next(fleet.Fleet, decision, standing).ShouldHaveSingleItem().ShouldBe(new ShareWrite.Apply("b", decision.Members[1].Share!.Value));
    }

    [Fact]
    public void A_minimum_goes_down_only_when_the_pods_elsewhere_are_ready()
    {
        // b joins: it takes over a part of a's minimum.
        var fleet = Fleet.Of(max: 20, min: 8, Fleet.Member("a", new(8, 20), runs: 8, fit: 50), Fleet.Member("b", null, runs: 0, fit: 50));
        var decision = fleet.Decide();
        decision.Shares().ShouldBe("a=4-13 b=4-7");
        decision.NextCheck.ShouldBe(Fleets.Noon + TimeSpan.FromSeconds(600));

        var standing = Transitions.Standing(fleet.Fleet);
        ShareTransition.Next(fleet.Fleet, decision, standing).ShouldBe([new ShareWrite.Apply("a", new(8, 13))]);
        standing["a"] = new(8, 13);
        ShareTransition.Next(fleet.Fleet, decision, standing).ShouldBe([new ShareWrite.Apply("b", new(4, 7))]);
        standing["b"] = new(4, 7);
        ShareTransition.Next(fleet.Fleet, decision, standing).ShouldBeEmpty();

        var ready = fleet.WithMembers(static member => member.Name == "b" ? member with { Share = new(4, 7), Runs = 4, Wants = 4, Ready = 4 } : member);
        ShareTransition.Next(ready.Fleet, decision, standing).ShouldBe([new ShareWrite.Apply("a", new(4, 13))]);
    }

    [Fact]
    public void It_does_not_wait_for_ever_for_pods_that_never_become_ready()
    {
        var fleet = Fleet.Of(max: 20, min: 8, Fleet.Member("a", new(8, 13), runs: 8, fit: 50), Fleet.Member("b", new(4, 7), runs: 4, fit: 50, ready: 0));
        var waiting = fleet with
        {
            Memory = FleetMemory.Empty with { Members = FleetMemory.Empty.Members.Add("b", new MemberMemory { AwaitedSince = Fleets.Noon }) },
        };

        var early = waiting.Later(TimeSpan.FromSeconds(599));
        ShareTransition.Next(early.Fleet, early.Decide(), Transitions.Standing(early.Fleet)).ShouldBeEmpty();
        var late = waiting.Later(TimeSpan.FromSeconds(600));
        ShareTransition.Next(late.Fleet, late.Decide(), Transitions.Standing(late.Fleet)).ShouldBe([new ShareWrite.Apply("a", new(4, 13))]);
    }

    private static void ForAnyOrder(Action<Scenario, Random> law) => Check.One(
        Fleets.Runs(1500),
        Prop.ForAll(Fleets.Any, Arb.From(Gen.Choose(0, int.MaxValue - 1)), (scenario, seed) => law(scenario, new Random(seed))));

    /// <summary>Everything that runs has become ready.</summary>
    private static FleetSnapshot Ready(FleetSnapshot fleet) =>
        fleet with { Members = [.. fleet.Members.Select(static member => member with { Ready = int.MaxValue })] };

    private static bool Writable(FleetSnapshot fleet, string name) =>
        fleet.Members.Single(member => member.Name == name) is { Contact: MemberContact.Live, Frozen: false };

    private static bool IsCounted(MemberOutcome member) => member.State is MemberState.Active or MemberState.Silent;

    private static long Sum(FleetDecision decision, Dictionary<string, Share> standing) =>
        standing.Values.Sum(static share => (long)share.Max)
        + decision.Members.Where(static member => member.State == MemberState.Silent).Sum(static member => (long)(member.Share?.Max ?? 0));
}

using FedScaler.Core.Splitting;

namespace FedScaler.Core.Tests.Splitting;

/// <summary>A member may say of itself what it likes: it moves its own share, within the fleet's maximum, and nobody else's pods.</summary>
public sealed class LyingMemberTests
{
    private const string Liar = "liar";

    private static Scenario Settled
    {
        get
        {
            var fleet = Fleet.Of(
                max: 60, min: 6, Fleet.Member("a", new(2, 20), runs: 15, fit: 40), Fleet.Member("b", new(2, 20), runs: 15, fit: 40), Fleet.Member(Liar, new(2, 20), runs: 5, fit: 40));
            return fleet.After(fleet.Decide());
        }
    }

    public static TheoryData<string, Func<MemberSnapshot, MemberSnapshot>> Lies => new()
    {
        { "runs more than the fleet may", static member => member with { Runs = int.MaxValue } },
        { "wants more than the fleet may", static member => member with { Wants = int.MaxValue } },
        { "has a maximum beyond what it was given", static member => member with { Share = new Share(1, int.MaxValue) } },
        { "has such a maximum and runs it", static member => member with { Share = new Share(1, int.MaxValue), Runs = int.MaxValue, Wants = int.MaxValue } },
        { "has a minimum beyond what it was given", static member => member with { Share = new Share(int.MaxValue, int.MaxValue) } },
        { "has no HPA and runs more than the fleet may", static member => member with { Share = null, Runs = int.MaxValue, Wants = int.MaxValue } },
        { "has no HPA and runs the fleet's maximum", static member => member with { Share = null, Runs = 60 } },
        { "holds whatever anybody asks for", static member => member with { Fit = int.MaxValue, Wants = int.MaxValue } },
        { "has ready more than it runs", static member => member with { Ready = int.MaxValue } },
        { "has nothing but pods without a node", static member => member with { Unschedulable = int.MaxValue } },
        { "has such a maximum, and falls silent", static member => member with { Share = new Share(1, int.MaxValue), Runs = int.MaxValue, Contact = MemberContact.Silent, SilentSince = Fleets.Noon } },
    };

    [Theory, MemberData(nameof(Lies))]
    public void What_it_says_takes_no_running_pod_from_others_and_never_passes_the_maximum(string lie, Func<MemberSnapshot, MemberSnapshot> tell)
    {
        var fleet = Settled.Change(Liar, tell);
        for (var round = 0; round < 10; round++)
        {
            var decision = fleet.Decide();

            decision.MaxOf("a").ShouldBeGreaterThanOrEqualTo(15, lie);
            decision.MaxOf("b").ShouldBeGreaterThanOrEqualTo(15, lie);
            decision.Members.Where(static member => member.Name != Liar).Sum(static member => (long)(member.Share?.Max ?? 0)).ShouldBeLessThanOrEqualTo(60, lie);
            if (decision.Of(Liar).State == MemberState.Active) decision.Members.Sum(static member => (long)(member.Share?.Max ?? 0)).ShouldBeLessThanOrEqualTo(60, lie);
            // Whatever is written to it, it goes on to say the same.
            fleet = fleet.After(decision).Change(Liar, tell).Later(TimeSpan.FromSeconds(61));
        }
    }

    [Theory, MemberData(nameof(Lies))]
    public void When_the_maximum_is_lowered_it_is_the_first_to_yield(string lie, Func<MemberSnapshot, MemberSnapshot> tell)
    {
        var decision = Settled.Change(Liar, tell).WithPolicy(static policy => policy with { MaxReplicas = 50 }).Decide();

        decision.MaxOf("a").ShouldBeGreaterThanOrEqualTo(15, lie);
        decision.MaxOf("b").ShouldBeGreaterThanOrEqualTo(15, lie);
    }

    [Fact]
    public void A_share_that_was_lowered_and_not_yet_written_still_counts_when_its_member_falls_silent()
    {
        var fleet = Settled.WithPolicy(static policy => policy with { MaxReplicas = 45 });
        var lowered = fleet.Decide();
        lowered.MaxOf(Liar).ShouldBeLessThan(20);

        // The write never arrived.
        var silent = (fleet with { Memory = lowered.Memory }).Change(Liar, static member => member with { Contact = MemberContact.Silent, SilentSince = Fleets.Noon });

        silent.Decide().Members.Where(static member => member.Name != Liar).Sum(static member => member.Share!.Value.Max).ShouldBeLessThanOrEqualTo(30);
    }
}

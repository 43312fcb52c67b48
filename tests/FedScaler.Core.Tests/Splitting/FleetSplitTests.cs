using FedScaler.Core.Splitting;

namespace FedScaler.Core.Tests.Splitting;

public sealed class FleetSplitTests
{
    [Fact]
    public void It_equals_handing_out_one_seat_at_a_time() => Fleets.Fresh.Hold(static scenario =>
    {
        if (scenario.Fleet.Policy.MaxReplicas > 300) return;
        MemberSnapshot[] members = [.. scenario.Fleet.Members.Where(static member => member.Ceiling > 0)];
        var shares = new Share[members.Length];
        FleetSplit.Share(scenario.Fleet.Policy, members, shares);
        shares.ShouldBe(NaiveSplit.Share(scenario.Fleet.Policy, members));
    }, tests: 3000);

    [Fact]
    public void A_first_decision_is_that_split() => Fleets.Fresh.Hold(static scenario =>
    {
        if (scenario.Fleet.Policy.Spread == SpreadPolicy.WhenNeeded || scenario.Memory != FleetMemory.Empty) return;
        MemberSnapshot[] members = [.. scenario.Fleet.Members.Where(static member => member.Ceiling > 0)];
        var shares = new Share[members.Length];
        FleetSplit.Share(scenario.Fleet.Policy, members, shares);
        var decision = scenario.Decide();
        for (var i = 0; i < members.Length; i++) (decision.ShareOf(members[i].Name) ?? default).ShouldBe(shares[i]);
    });

    [Theory]
    [InlineData(SplitStrategy.FreeCapacity)]
    [InlineData(SplitStrategy.Weighted)]
    [InlineData(SplitStrategy.Priority)]
    public void A_hundred_members_share_without_an_allocation(SplitStrategy strategy)
    {
        var members = Hundred();
        var policy = new SplitPolicy(200, 4000, strategy);
        var shares = new Share[members.Length];
        for (var i = 0; i < 3; i++) FleetSplit.Share(policy, members, shares);
        var before = GC.GetAllocatedBytesForCurrentThread();
        FleetSplit.Share(policy, members, shares);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        shares.Sum(static share => share.Max).ShouldBe(4000);
    }

    [Fact]
    public void Deciding_that_nothing_changes_for_a_hundred_members_allocates_little()
    {
        var fleet = Fleets.Settle(new Scenario(new FleetSnapshot(new SplitPolicy(200, 4000), [.. Hundred()], Fleets.Noon), FleetMemory.Empty));
        fleet.Decide();
        var before = GC.GetAllocatedBytesForCurrentThread();
        fleet.Decide();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        TestContext.Current.TestOutputHelper?.WriteLine($"{allocated} bytes");
        allocated.ShouldBeLessThan(32_000);
    }

    [Fact]
    public void Shares_need_room() =>
        Should.Throw<ArgumentException>(static () => FleetSplit.Share(new SplitPolicy(1, 2), [Fleet.Empty("a", 3)], []));

    private static MemberSnapshot[] Hundred() =>
    [
        .. Enumerable.Range(0, 100).Select(static i => Fleet.Member($"m{i:000}", null, runs: i % 17, fit: 30 + (i * 7 % 41)) with { Weight = 1 + (i % 5), Priority = i }),
    ];
}

using System.Collections.Immutable;
using FedScaler.Core.Splitting;
using FsCheck;
using FsCheck.Fluent;

namespace FedScaler.Core.Tests.Splitting;

/// <summary>Random fleets, small enough to collide or as large as int32 allows, in every state a member can be in.</summary>
internal static class Fleets
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly Gen<int> Small = Gen.Choose(0, 14);

    private static readonly Gen<int> Huge = Gen.Frequency(
        (3, Gen.Choose(0, 5)), (2, Gen.Elements(int.MaxValue, int.MaxValue - 1, 1 << 30)), (3, Gen.Choose(0, int.MaxValue - 1)));

    /// <summary>Anything that can be handed to the splitter, also shares that it would never have given.</summary>
    public static Arbitrary<Scenario> Any => Arb.From(Scenarios(anyContact: true, shares: null), Shrink);

    /// <summary>Nobody has a share yet and everybody answers.</summary>
    public static Arbitrary<Scenario> Fresh => Arb.From(Scenarios(anyContact: false, shares: false), Shrink);

    /// <summary>Everybody answers; shares are whatever.</summary>
    public static Arbitrary<Scenario> Answering => Arb.From(Scenarios(anyContact: false, shares: null), Shrink);

    public static void Hold(this Arbitrary<Scenario> arbitrary, Action<Scenario> law, int tests = 1500) =>
        Check.One(Runs(tests), Prop.ForAll(arbitrary, law));

    /// <summary>So many random cases; FEDSCALER_PROPERTY_FACTOR times as many where that is set.</summary>
    public static Config Runs(int tests) => Config.QuickThrowOnFailure.WithMaxTest(
        tests * (int.TryParse(Environment.GetEnvironmentVariable("FEDSCALER_PROPERTY_FACTOR"), out var factor) ? factor : 1));

    /// <summary>Fleets that a few decisions have brought to rest: what a controller finds on an ordinary day.</summary>
    public static void HoldAtRest(Action<Scenario> law, int tests = 1500) => Answering.Hold(scenario => law(Settle(scenario)), tests);

    /// <summary>Decides and writes until nothing changes any more.</summary>
    public static Scenario Settle(Scenario scenario)
    {
        for (var round = 0; round < 60; round++)
        {
            var decision = scenario.Decide();
            var next = scenario.After(decision).WithMembers(member =>
                decision.Of(member.Name).State == MemberState.Parked ? member with { Runs = 0, Ready = 0 } : member);
            if (decision.NextCheck is { } check) next = next.Later(check - next.Fleet.Now);
            if (decision.NextCheck is null && next.Fleet.Members.SequenceEqual(scenario.Fleet.Members)) return next;
            scenario = next;
        }

        return scenario;
    }

    private static Gen<Scenario> Scenarios(bool anyContact, bool? shares) =>
        from numbers in Gen.Frequency((3, Gen.Constant(Small)), (1, Gen.Constant(Huge)))
        from count in Gen.Frequency((12, Gen.Choose(1, 6)), (1, Gen.Choose(0, 20)))
        from policy in Policies(numbers, count)
        from shared in shares is { } given ? Gen.Constant(given ? 10 : 0) : Gen.Elements(0, 5, 9, 10)
        from members in Members(numbers, count, anyContact, shared)
        from memory in Memories(members)
        select new Scenario(new FleetSnapshot(policy, [.. members], Noon), memory);

    private static Gen<SplitPolicy> Policies(Gen<int> numbers, int members) =>
        from strategy in Gen.Elements(SplitStrategy.FreeCapacity, SplitStrategy.Weighted, SplitStrategy.Priority)
        from spread in Gen.Elements(SpreadPolicy.Always, SpreadPolicy.WhenNeeded)
        from failover in Gen.Elements(FailoverMode.Hold, FailoverMode.Reassign)
        from one in numbers
        from other in numbers
        from times in Gen.Choose(1, Math.Max(1, members))
        let max = Math.Max(1, (int)Math.Min(int.MaxValue, (long)Math.Max(one, other) * times))
        select new SplitPolicy(Math.Clamp(Math.Min(one, other), 1, max), max, strategy, spread) { Failover = failover };

    private static Gen<MemberSnapshot[]> Members(Gen<int> numbers, int count, bool anyContact, int shared) =>
        from members in Gen.ArrayOf(Member(numbers, anyContact, shared), count)
        select members.Select(static (member, i) => member with { Name = $"m{i:00}" }).ToArray();

    private static Gen<MemberSnapshot> Member(Gen<int> numbers, bool anyContact, int shared) =>
        from contact in anyContact
            ? Gen.Frequency((7, Gen.Constant(MemberContact.Live)), (2, Gen.Constant(MemberContact.Silent)), (1, Gen.Constant(MemberContact.Excluded)))
            : Gen.Constant(MemberContact.Live)
        from frozen in anyContact ? Gen.Frequency((9, Gen.Constant(false)), (1, Gen.Constant(true))) : Gen.Constant(false)
        from silentFor in Gen.Choose(0, 900)
        from share in Shares(numbers, shared)
        from runs in numbers
        from wants in Gen.Frequency((2, Gen.Constant(runs)), (2, numbers))
        from unready in Gen.Frequency((3, Gen.Constant(0)), (1, Small))
        from fit in Gen.Frequency((6, numbers.Select(static fit => (int?)fit)), (1, Gen.Constant<int?>(null)))
        from floor in Gen.Frequency((3, Gen.Constant(0)), (1, numbers))
        from ceiling in Gen.Frequency((3, Gen.Constant(int.MaxValue)), (2, numbers))
        from weight in Gen.Choose(0, 4)
        from priority in Gen.Choose(0, 2)
        select new MemberSnapshot("?")
        {
            Contact = contact,
            Frozen = frozen,
            SilentSince = contact == MemberContact.Silent ? Noon - TimeSpan.FromSeconds(silentFor) : null,
            Share = share,
            Runs = runs,
            Wants = wants,
            Ready = Math.Max(0, runs - unready),
            Fit = fit,
            Floor = floor,
            Ceiling = ceiling,
            Weight = weight,
            Priority = priority,
        };

    private static Gen<Share?> Shares(Gen<int> numbers, int shared) =>
        from has in Gen.Choose(1, 10)
        from one in numbers
        from other in numbers
        select has > shared ? (Share?)null : new Share(Math.Max(1, Math.Min(one, other)), Math.Max(1, Math.Max(one, other)));

    /// <summary>Mostly none, as after a restart; now and then members whose pods wait for a node.</summary>
    private static Gen<FleetMemory> Memories(MemberSnapshot[] members) =>
        from blocked in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(0, 63)))
        select blocked == 0 ? FleetMemory.Empty : FleetMemory.Empty with
        {
            Members = members.Where((_, i) => (blocked >> i & 1) != 0).ToImmutableSortedDictionary(
                static member => member.Name,
                static _ => new MemberMemory { UnschedulableSince = Noon.AddMinutes(-2), BlockedUntil = Noon.AddMinutes(3) }),
        };

    private static IEnumerable<Scenario> Shrink(Scenario scenario)
    {
        var (fleet, _) = scenario;
        foreach (var member in fleet.Members) yield return scenario with { Fleet = fleet with { Members = fleet.Members.Remove(member) } };
        foreach (var member in fleet.Members)
        {
            foreach (var simpler in Simpler(member))
            {
                if (simpler == member) continue;
                yield return scenario with { Fleet = fleet with { Members = fleet.Members.Replace(member, simpler) } };
            }
        }

        var policy = fleet.Policy;
        if (policy.MinReplicas > 1) yield return scenario.WithPolicy(static p => p with { MinReplicas = p.MinReplicas / 2 });
        if (policy.MaxReplicas / 2 >= policy.MinReplicas) yield return scenario.WithPolicy(static p => p with { MaxReplicas = p.MaxReplicas / 2 });
        if (policy.MaxReplicas > policy.MinReplicas) yield return scenario.WithPolicy(static p => p with { MaxReplicas = p.MaxReplicas - 1 });
        if (scenario.Memory != FleetMemory.Empty) yield return scenario with { Memory = FleetMemory.Empty };
    }

    private static IEnumerable<MemberSnapshot> Simpler(MemberSnapshot m)
    {
        yield return m with { Runs = m.Runs / 2 };
        yield return m with { Wants = m.Wants / 2 };
        yield return m with { Wants = m.Runs };
        yield return m with { Floor = 0 };
        yield return m with { Ceiling = int.MaxValue };
        yield return m with { Fit = m.Fit / 2 };
        yield return m with { Weight = 1 };
        yield return m with { Priority = 0 };
        yield return m with { Frozen = false };
        if (m.Share is { Max: > 1 } share) yield return m with { Share = new Share(Math.Max(1, share.Min / 2), share.Max / 2) };
    }
}

using System.Globalization;
using FedScaler.Core.Splitting;

namespace FedScaler.Benchmarks.Splitting;

/// <summary>Fleets of unequal members in which nobody asks for anything: what runs fits, and the shares are the split's own.</summary>
internal static class Fleets
{
    public const int Members = 100;

    public static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static SplitPolicy Policy(SplitStrategy strategy) => new(MinReplicas: 200, MaxReplicas: 3000, strategy);

    /// <summary>In order of their names, without shares.</summary>
    public static MemberSnapshot[] Unshared() => [.. Enumerable.Range(0, Members).Select(Member)];

    /// <summary>As it stands once the first decision is in force, and what that decision remembers.</summary>
    public static (FleetSnapshot Snapshot, FleetMemory Memory) Settled(SplitStrategy strategy)
    {
        var snapshot = new FleetSnapshot(Policy(strategy), [.. Unshared()], Now);
        var memory = FleetMemory.Empty;
        for (var round = 0; round < 3; round++)
        {
            var decision = FleetSplitter.Decide(snapshot, memory);
            memory = decision.Memory;
            snapshot = snapshot with { Members = [.. snapshot.Members.Zip(decision.Members, static (member, outcome) => member with { Share = outcome.Share })] };
        }

        return (snapshot, memory);
    }

    /// <summary>One member at its maximum wants twice as much.</summary>
    public static FleetSnapshot WithDemand(FleetSnapshot snapshot)
    {
        var member = snapshot.Members[Members / 2];
        var max = member.Share!.Value.Max;
        var saturated = member with { Runs = max, Ready = max, Wants = 2 * max, Fit = 4 * max };
        return snapshot with { Members = snapshot.Members.SetItem(Members / 2, saturated) };
    }

    private static MemberSnapshot Member(int i) => new(string.Create(CultureInfo.InvariantCulture, $"member-{i:000}"))
    {
        Runs = 2 + (i % 7),
        Wants = 2 + (i % 7),
        Ready = 2 + (i % 7),
        Fit = 20 + (i * 37 % 90),
        Weight = 1 + (i % 5),
        Priority = i % 3,
    };
}

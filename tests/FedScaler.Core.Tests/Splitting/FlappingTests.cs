using FedScaler.Core.Splitting;

namespace FedScaler.Core.Tests.Splitting;

/// <summary>Spread WhenNeeded under demand that comes and goes faster than the cooldown.</summary>
public sealed class FlappingTests
{
    private const int Settling = 25;
    private const int Glances = 90;

    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Cooldown = TimeSpan.FromSeconds(60);

    [Fact]
    public void A_member_is_parked_only_after_it_was_seen_at_one_or_none_for_a_whole_cooldown() => Fleets.Answering.Hold(static scenario =>
    {
        if (scenario.Fleet.Policy.MaxReplicas > 10_000) return;
        var random = new Random((31 * scenario.Fleet.Policy.MaxReplicas) + scenario.Fleet.Members.Length);
        var world = new World(scenario.WithPolicy(static policy => policy with { Spread = SpreadPolicy.WhenNeeded }));
        var idle = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        for (var round = 0; round < Settling + Glances; round++)
        {
            if (round >= Settling) Fleeting(world, random);
            Watch(world, idle);
            var (before, now) = (world.Now.Fleet.Members, world.Now.Fleet.Now);
            world.Round(round < Settling ? Cooldown : Glance);
            if (round < Settling) continue;
            foreach (var name in Parked(before, world))
                (now - idle.GetValueOrDefault(name, now)).ShouldBeGreaterThanOrEqualTo(Cooldown, $"{name} was parked at {now:T}");
        }
    }, tests: 800);

    private static IEnumerable<string> Parked(IEnumerable<MemberSnapshot> before, World world) => before.Zip(world.Now.Fleet.Members)
        .Where(static pair => pair.First.Share is not null && pair.Second.Share is null)
        .Select(static pair => pair.First.Name);

    /// <summary>Now and then somebody's load jumps for a single glance.</summary>
    private static void Fleeting(World world, Random random)
    {
        foreach (var member in world.Now.Fleet.Members) world.Load(member.Name, random.Next(8) == 0 ? random.Next(40) : 1);
        world.Scale();
    }

    private static void Watch(World world, Dictionary<string, DateTimeOffset> idle)
    {
        foreach (var member in world.Now.Fleet.Members)
        {
            if (member is { Share: not null, Runs: <= 1 }) idle.TryAdd(member.Name, world.Now.Fleet.Now);
            else idle.Remove(member.Name);
        }
    }
}

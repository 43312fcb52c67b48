using FedScaler.Core.Splitting;

namespace FedScaler.Core.Tests.Splitting;

/// <summary>Decisions one after the other, with members that answer to them.</summary>
public sealed class ConvergenceTests
{
    [Fact]
    public void Under_a_fixed_load_it_comes_to_rest() => Fleets.Answering.Hold(static scenario =>
    {
        if (scenario.Fleet.Policy.MaxReplicas > 10_000) return;
        var world = new World(scenario);
        for (var round = 0; round < 60; round++) world.Round(TimeSpan.FromSeconds(61));
        var moves = world.Moves;
        var shares = world.Now.Decide().Shares();
        for (var round = 0; round < 15; round++) world.Round(TimeSpan.FromSeconds(61)).Shares().ShouldBe(shares);
        world.Moves.ShouldBe(moves);
    }, tests: 800);

    [Fact]
    public void Under_a_fixed_load_nobody_goes_unserved_while_others_have_room_that_they_do_not_want() => Fleets.Answering.Hold(static scenario =>
    {
        if (scenario.Fleet.Policy.MaxReplicas > 10_000) return;
        var world = new World(scenario);
        for (var round = 0; round < 25; round++) world.Round(TimeSpan.FromSeconds(61));
        var decision = world.Now.Decide();
        var members = world.Now.Fleet.Members.Where(member => decision.Of(member.Name).State == MemberState.Active).ToList();
        var unserved = members.Where(member => Math.Min(Math.Min(member.Wants, member.Fit ?? 0), member.Ceiling) > decision.MaxOf(member.Name)
            && member.Unschedulable == 0).ToList();
        if (unserved.Count == 0) return;
        foreach (var member in members.Except(unserved))
            decision.MaxOf(member.Name).ShouldBeLessThanOrEqualTo(Math.Max(Math.Max(member.Runs, member.Wants), Math.Max(member.Floor, 1)), member.Name);
    }, tests: 800);

    [Fact]
    public void A_controller_that_keeps_crashing_still_arrives_and_never_passes_the_maximum() => Fleets.HoldAtRest(static scenario =>
    {
        if (scenario.Fleet.Policy.MaxReplicas > 10_000) return;
        var random = new Random((31 * scenario.Fleet.Policy.MaxReplicas) + scenario.Fleet.Members.Length);
        var world = new World(scenario);
        foreach (var member in scenario.Fleet.Members) world.Load(member.Name, random.Next(20));
        world.Scale();
        for (var round = 0; round < 40; round++) Crash(world, random);
        for (var round = 0; round < 60; round++) world.Round(TimeSpan.FromSeconds(61));
        var shares = world.Now.Decide().Shares();
        world.Round(TimeSpan.FromSeconds(61)).Shares().ShouldBe(shares);
    }, tests: 500);

    /// <summary>Some of the writes happen, in any order; now and then all that was remembered is gone.</summary>
    private static void Crash(World world, Random random)
    {
        var limit = Math.Max(Sum(world), world.Now.Fleet.Policy.MaxReplicas);
        var decision = world.Now.Decide();
        var writes = ShareTransition.Next(world.Now.Fleet, decision, Transitions.Standing(world.Now.Fleet)).ToArray();
        random.Shuffle(writes);
        foreach (var write in writes.Take(random.Next(writes.Length + 1)))
        {
            world.Write([write]);
            Sum(world).ShouldBeLessThanOrEqualTo(limit);
        }

        if (random.Next(3) > 0) world.Scale();
        var memory = random.Next(4) == 0 ? FleetMemory.Empty with { AppliedSplit = decision.Memory.AppliedSplit } : decision.Memory;
        world.Now = (world.Now with { Memory = memory }).Later(TimeSpan.FromSeconds(random.Next(90)));
    }

    private static long Sum(World world) => world.Now.Fleet.Members.Sum(static member => (long)(member.Share?.Max ?? 0));
}

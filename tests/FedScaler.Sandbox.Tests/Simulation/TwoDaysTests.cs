using FedScaler.Sandbox.Simulation;
using FedScaler.Sandbox.Simulation.Load;
using FedScaler.Sandbox.Time;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Simulation;

public sealed class TwoDaysTests
{
    [Fact]
    public void Three_members_follow_two_days_of_load_with_all_of_it_served()
    {
        var start = new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);
        var clock = new SimulatedTimeProvider(start);
        SimulatedMember[] members = [.. ((string[])["idc-a", "idc-b", "cloud-c"]).Select(name => new SimulatedMember(clock: clock, name: name))];
        var fleet = new FleetSimulation([.. members.Select(member => member.Simulation)]);
        var load = new LoadGenerator(SimulatedMember.Workload("web"), new(Capacity: 40, MilliCpuPerRequest: 25), time => Daily(time - start), clock);
        foreach (var member in members)
        {
            member.AddNodes(6);
            member.AddDeployment("web", 4, cpu: "1");
            member.AddHpa("web", 2, 40, 50);
            load.Add(member.Simulation);
        }

        fleet.AdvanceTo(clock, start.AddMinutes(5));
        var (fewest, most) = (int.MaxValue, 0);
        for (var minute = 6; minute <= 2 * 24 * 60; minute++)
        {
            fleet.AdvanceTo(clock, start.AddMinutes(minute));
            load.Sample().Unserved.ShouldBe(0, 1e-9, $"at {clock.GetUtcNow()}");
            var running = members.Sum(member => member.Replicas("web"));
            (fewest, most) = (Math.Min(fewest, running), Math.Max(most, running));
        }

        // 100 to 900 requests/s, 25m each at half of 1 cpu: 5 to 45 pods, less or more by the tolerance, and 2 a member at least.
        fewest.ShouldBeInRange(6, 12);
        most.ShouldBeInRange(41, 54);
        foreach (var member in members) member.Dispose();
    }

    private static double Daily(TimeSpan since) => 500 - (400 * Math.Cos(since.TotalDays * 2 * Math.PI));
}

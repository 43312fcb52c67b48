using FedScaler.Kube.Models;
using FedScaler.Sandbox.Simulation;
using FedScaler.Sandbox.Simulation.Load;
using FedScaler.Sandbox.Simulation.Nodes;
using FedScaler.Sandbox.Time;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Simulation;

public sealed class FleetLoadTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 20, 0, 0, TimeSpan.Zero);

    private readonly SimulatedTimeProvider _clock = new(Start);
    private readonly SimulatedMember[] _members;
    private readonly FleetSimulation _fleet;

    public FleetLoadTests()
    {
        _members = [.. ((string[])["idc-a", "idc-b", "cloud-c"]).Select(name => new SimulatedMember(clock: _clock, name: name))];
        _fleet = new([.. _members.Select(member => member.Simulation)]);
    }

    [Fact]
    public void Every_ready_pod_of_the_fleet_gets_the_same_part()
    {
        var load = Load(demand: 60, 3, 2, 1);

        var sample = load.Sample();

        sample.Served.ShouldBe(60, 1e-9);
        sample.Unserved.ShouldBe(0, 1e-9);
        sample.Members.Select(member => member.ReadyPods).ShouldBe([3, 2, 1]);
        sample.Members.Select(member => Math.Round(member.Served, 6)).ShouldBe([30, 20, 10]);
    }

    [Fact]
    public void What_exceeds_the_pods_capacity_goes_unserved()
    {
        var sample = Load(demand: 1000, 3, 2, 1).Sample();

        sample.Served.ShouldBe(600, 1e-9);
        sample.Unserved.ShouldBe(400, 1e-9);
        sample.Members.Sum(member => member.Served).ShouldBe(sample.Served, 1e-9);
    }

    [Fact]
    public void A_member_out_of_rotation_gets_nothing_and_the_others_its_part()
    {
        var load = Load(demand: 60, 3, 2, 1);
        load.SetInRotation("idc-a", false);

        load.Sample().Members.Select(member => Math.Round(member.Served, 6)).ShouldBe([0, 40, 20]);
        load.SetInRotation("idc-a", true);
        load.Sample().Members[0].Served.ShouldBe(30, 1e-9);
    }

    [Fact]
    public void Each_members_own_hpa_follows_its_part_of_the_load()
    {
        Load(demand: 360, 3, 2, 1);
        foreach (var member in _members) member.AddHpa("web", 1, 20, 50);
        Run(120);

        // 360 requests/s at 1m each on 6 pods: 60m a pod of 100m wanted at 50%, so every member grows by a fifth.
        _members.Select(member => member.Replicas("web")).ShouldBe([4, 3, 2]);
    }

    [Fact]
    public void A_trace_is_read_between_its_points()
    {
        var trace = new LoadTrace([new(Start, 10), new(Start.AddMinutes(10), 30)]);

        trace.RateAt(Start.AddMinutes(-1)).ShouldBe(10);
        trace.RateAt(Start.AddMinutes(5)).ShouldBe(20);
        trace.RateAt(Start.AddMinutes(11)).ShouldBe(30);
    }

    [Fact]
    public void Templates_give_the_three_known_members_and_seeded_further_ones()
    {
        var templates = MemberTemplates.Create(5, seed: 3);

        templates.Select(one => one.Name).ShouldBe(["idc-a", "idc-b", "cloud-c", "member-4", "member-5"]);
        templates.Take(3).Select(one => (one.Nodes, one.Cpu, one.MemoryGi)).ShouldBe([(6, 8, 32), (4, 16, 64), (10, 4, 16)]);
        MemberTemplates.Create(5, seed: 3)[4].ShouldSatisfyAllConditions(
            again => again.Nodes.ShouldBe(templates[4].Nodes), again => again.Cpu.ShouldBe(templates[4].Cpu));
        templates[1].Populate(_members[1].Store, Start);
        _members[1].Store.List(KnownResources.Nodes).Select(SimulatedMember.NameOf).ShouldBe(["idc-b-n0", "idc-b-n1", "idc-b-n2", "idc-b-n3"]);
    }

    public void Dispose()
    {
        foreach (var member in _members) member.Dispose();
    }

    /// <summary>Ready pods per member as given, each good for 100 requests/s at 1m.</summary>
    private LoadGenerator Load(double demand, params int[] pods)
    {
        var load = new LoadGenerator(SimulatedMember.Workload("web"), new(Capacity: 100, MilliCpuPerRequest: 1), _ => demand, _clock);
        foreach (var (member, count) in _members.Zip(pods))
        {
            member.AddNodes(2);
            member.AddDeployment("web", count);
            load.Add(member.Simulation);
        }

        Run(10);
        return load;
    }

    private void Run(double seconds) => _fleet.AdvanceTo(_clock, _clock.GetUtcNow() + TimeSpan.FromSeconds(seconds));
}

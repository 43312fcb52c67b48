using FedScaler.Kube.Models;
using FedScaler.Sandbox.Simulation;
using FedScaler.Sandbox.Time;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Simulation;

public sealed class SteppingTests
{
    [Fact]
    public void The_same_seed_gives_the_same_sequence_of_events()
    {
        var first = Play(seed: 5);
        first.Count.ShouldBeGreaterThan(100);

        Play(seed: 5).ShouldBe(first);
        Play(seed: 6).ShouldNotBe(first);
    }

    [Fact]
    public void A_tick_without_change_writes_nothing()
    {
        using var member = Busy(new SimulationSettings());
        member.Run(900);
        var revision = member.Store.Revision;

        member.Run(900);

        member.Store.Revision.ShouldBe(revision);
        member.Settle().ShouldBeFalse();
        member.Simulation.NextDue.ShouldNotBeNull().ShouldBeLessThanOrEqualTo(member.Clock.GetUtcNow() + TimeSpan.FromSeconds(15));
    }

    [Fact]
    public void Settle_tells_whether_it_wrote()
    {
        using var member = new SimulatedMember();
        member.AddNodes(1);
        member.AddDeployment("web", 1);

        member.Settle().ShouldBeTrue();
        member.Settle().ShouldBeFalse();
    }

    [Fact]
    public void A_member_that_is_taken_up_midway_goes_on_from_its_store()
    {
        using var member = Busy(new SimulationSettings());
        member.Run(2);
        member.Simulation.Dispose();

        using var again = new MemberSimulation("again", member.Store, member.Clock, new SimulationSettings { Seed = 2 });
        new FleetSimulation([again]).AdvanceTo(member.Clock, member.Clock.GetUtcNow().AddSeconds(20));

        member.ReadyPods.Count().ShouldBe(3);
    }

    [Fact]
    public void After_a_restore_the_member_goes_on_from_the_older_state()
    {
        using var member = Busy(new SimulationSettings());
        member.Run(20);
        var backup = member.Store.Snapshot();
        member.AddDeployment("later", 2);
        member.Run(20);
        member.Pods.Count.ShouldBe(5);

        member.Store.Restore(backup);
        member.Simulation.Resynchronize();
        member.Run(60);

        member.Pods.Count.ShouldBe(3);
        member.AddDeployment("after", 2);
        member.Run(10);
        member.ReadyPods.Count().ShouldBe(5);
    }

    [Fact]
    public void A_scaled_clock_runs_and_fires_as_many_times_faster()
    {
        var inner = new SimulatedTimeProvider(DateTimeOffset.UnixEpoch);
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var scaled = new ScaledTimeProvider(inner, start, 60);
        DateTimeOffset? fired = null;
        using var timer = scaled.CreateTimer(_ => fired = scaled.GetUtcNow(), null, TimeSpan.FromMinutes(5), Timeout.InfiniteTimeSpan);

        inner.Advance(TimeSpan.FromSeconds(10));

        scaled.GetUtcNow().ShouldBe(start.AddMinutes(10));
        fired.ShouldBe(start.AddMinutes(5));
    }

    [Fact]
    public async Task A_driver_settles_on_changes_and_by_the_clock()
    {
        using var member = new SimulatedMember();
        member.AddNodes(1);
        using var driver = new SimulationDriver(member.Fleet, member.Clock);
        using var stop = new CancellationTokenSource();
        var bound = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        member.Store.Changed += change =>
        {
            if (change.Resource != KnownResources.Pods) return;
            if (SimulatedMember.NodeOf(change.Object) is not null) bound.TrySetResult();
            if (SimulatedMember.Condition(change.Object, "Ready") is not null) ready.TrySetResult();
        };
        var run = driver.RunAsync(stop.Token);

        member.AddDeployment("web", 1);
        await bound.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (!ready.Task.IsCompleted)
        {
            member.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await stop.CancelAsync();
        await run;
        member.ReadyPods.Count().ShouldBe(1);
    }

    private static SimulatedMember Busy(SimulationSettings settings)
    {
        var member = new SimulatedMember(settings);
        member.AddNodes(2);
        member.AddDeployment("web", 3);
        member.Simulation.Metrics.SetStaticLoad(SimulatedMember.Workload("web"), 220);
        member.AddHpa("web", 2, 10, 80);
        return member;
    }

    private static List<string> Play(int seed)
    {
        using var member = Busy(new SimulationSettings { Seed = seed });
        member.Run(60);
        member.Simulation.Metrics.SetStaticLoad(SimulatedMember.Workload("web"), 700);
        member.Run(120);
        member.SetReady("n0", false);
        member.Run(600);
        return member.Events.ConvertAll(change => $"{change.Revision} {change.Time:O} {change.Type} {change.Resource} {change.Object.ToJsonString()}");
    }
}

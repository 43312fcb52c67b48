using System.Text.Json.Nodes;
using FedScaler.Runtime.Leadership;
using FedScaler.Runtime.Tests.Leadership.Support;
using FedScaler.Runtime.Tests.Support;
using FedScaler.Sandbox.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace FedScaler.Runtime.Tests.Leadership;

/// <summary>The clock that a leader's right to write goes by.</summary>
public sealed class TenureTests
{
    private readonly SimulatedTimeProvider _world = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void A_machine_that_slept_counts_what_the_time_of_day_says_although_its_monotonic_clock_stood_still()
    {
        var clock = new SkewedClock(_world);
        var tenure = new Tenure(new LeaseRecord("a", "1", "one", null, 1, null, null), clock.GetTimestamp(), clock.GetUtcNow());
        clock.Offset = TimeSpan.FromMinutes(5);

        tenure.Age(clock).ShouldBe(TimeSpan.Zero);
        tenure.OldestAge(clock).ShouldBe(TimeSpan.FromMinutes(5));
    }

    [Fact]
    public void A_time_of_day_that_is_set_back_does_not_make_it_younger()
    {
        var clock = new SkewedClock(_world);
        var tenure = new Tenure(new LeaseRecord("a", "1", "one", null, 1, null, null), clock.GetTimestamp(), clock.GetUtcNow());
        clock.Offset = TimeSpan.FromHours(-1);
        _world.Advance(TimeSpan.FromSeconds(12));

        tenure.OldestAge(clock).ShouldBe(TimeSpan.FromSeconds(12));
    }

    [Fact]
    public async Task A_time_of_day_that_jumps_forward_stops_writes_until_the_next_renewal_and_ends_nothing()
    {
        var server = new LeaseServer();
        server.Create((JsonObject)JsonNode.Parse("""{"metadata": {"name": "fedscaler"}, "spec": {"holderIdentity": ""}}""")!);
        var clock = new SkewedClock(_world);
        var leadership = new LeaseLeadership(
            new LeaseClient(server), new ElectionOptions(LeaseServer.Namespace, LeaseServer.Name, "one"), clock, NullLogger.Instance);
        using var stop = new CancellationTokenSource();
        var run = leadership.RunAsync(token => Task.Delay(Timeout.InfiniteTimeSpan, _world, token), stop.Token);
        await Wait.UntilAsync(() => leadership.IsLeader);
        clock.Offset = TimeSpan.FromHours(1);

        Should.Throw<FencedWriteException>(() => leadership.DemandEpoch()).Message.ShouldContain("3600");
        await Wait.UntilAsync(() =>
        {
            if (_world.NextDue is { } due && due <= _world.GetUtcNow() + TimeSpan.FromSeconds(2)) _world.AdvanceTo(due);
            return leadership.IsLeader && server.History.Count > 2;
        });
        await Wait.UntilAsync(() => Record.Exception(() => leadership.DemandEpoch()) is null);
        await stop.CancelAsync();
        await run;
    }
}
